package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something Together told about: a view of the fields it sent. A field that is missing, empty or of
 * another type than expected is absent; nothing is lost, {@link #additionalProperties()} has it.
 * Words are Together's own, those of the future included. Immutable and thread-safe.
 */
public abstract class TogetherObject {
  private final WireObject wire;
  private final String id;

  /** A thing of its own: without an id the answer is of no use. */
  TogetherObject(WireObject wire, String... idNames) {
    this(wire.glance().text(idNames).orElseGet(() -> wire.glance().required(idNames[0])), wire);
  }

  /** A part of a thing. */
  TogetherObject(String id, WireObject wire) {
    this.wire = wire.glance();
    this.id = id;
  }

  /** {@return its id; a part of something else that has none gives an empty text} */
  public String id() {
    return id;
  }

  /** {@return every field as it was sent, in JDK types, those with an accessor included} */
  public final Map<String, @Nullable Object> additionalProperties() {
    return wire().rest();
  }

  /** {@return what came with the answer; no part of equality} */
  public final ResponseMeta meta() {
    return wire.meta();
  }

  // A new one each time: reading leaves traces in it, and this view is for all threads.
  final WireObject wire() {
    return wire.glance();
  }

  final Optional<String> text(String... names) {
    return wire().text(names);
  }

  final Optional<Integer> count(String name) {
    return wire().count(name);
  }

  final Optional<Instant> time(String... names) {
    return wire().time(names);
  }

  final <T> List<T> list(String name, Function<WireObject, T> read) {
    return wire().objects(name).stream().map(read).toList();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof TogetherObject view
        && view.getClass() == getClass()
        && view.additionalProperties().equals(additionalProperties());
  }

  @Override
  public final int hashCode() {
    return id.hashCode();
  }

  /** {@return its kind and id; never more, for fields may hold signed addresses} */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "{" + id + "}";
  }
}
