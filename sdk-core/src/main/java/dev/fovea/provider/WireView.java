package dev.fovea.provider;

import dev.fovea.config.Money;
import dev.fovea.config.ResponseMeta;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is only read: its fields as they came, and methods that find their meaning. A
 * field that is missing, empty or of another type than expected is absent; nothing is lost,
 * {@link #additionalProperties()} has it. Words are the provider's own, those of the future
 * included. Immutable and thread-safe.
 */
public abstract class WireView {
  private final WireObject wire;

  /**
   * For a provider's own classes.
   *
   * @param wire the answer
   */
  protected WireView(WireObject wire) {
    this.wire = wire.glance();
  }

  /** {@return every field as it was sent, in JDK types, those with an accessor included} */
  public final Map<String, @Nullable Object> additionalProperties() {
    return wire().rest();
  }

  /** {@return what came with the answer; no part of equality} */
  public final ResponseMeta meta() {
    return wire.meta();
  }

  /** {@return the answer; a new one each time, for reading leaves traces and a view has none} */
  protected final WireObject wire() {
    return wire.glance();
  }

  /**
   * {@return a text}
   *
   * @param names the spellings, the likeliest first
   */
  protected final Optional<String> text(String... names) {
    return wire().text(names);
  }

  /**
   * {@return a number of things}
   *
   * @param name the field
   */
  protected final Optional<Integer> count(String name) {
    return wire().count(name);
  }

  /**
   * {@return a moment}
   *
   * @param names the spellings, the likeliest first
   */
  protected final Optional<Instant> time(String... names) {
    return wire().time(names);
  }

  /**
   * {@return an amount of US dollars}
   *
   * @param name the field
   */
  protected final Optional<Money> dollars(String name) {
    return wire().decimal(name).map(BigDecimal::valueOf).map(WireObject::dollars);
  }

  /**
   * {@return the objects of a list, read one by one}
   *
   * @param name the field
   * @param read reads one
   * @param <T> what each is
   */
  protected final <T> List<T> list(String name, Function<WireObject, T> read) {
    return wire().objects(name).stream().map(read).toList();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof WireView view
        && view.getClass() == getClass()
        && view.additionalProperties().equals(additionalProperties());
  }

  @Override
  public final int hashCode() {
    return additionalProperties().hashCode();
  }

  /** {@return its kind and the names of its fields; no values, some are signed addresses} */
  @Override
  public String toString() {
    return getClass().getSimpleName() + additionalProperties().keySet();
  }
}
