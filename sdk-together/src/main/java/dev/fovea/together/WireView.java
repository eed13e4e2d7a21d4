package dev.fovea.together;

import dev.fovea.config.Money;
import dev.fovea.config.ResponseMeta;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An answer that is only read: its fields as they came, and methods that find their meaning. */
abstract class WireView {
  private final WireObject wire;

  WireView(WireObject wire) {
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

  // A new one each time: reading leaves traces in it, and a view is for all threads.
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

  final Optional<Money> dollars(String name) {
    return wire().decimal(name).map(BigDecimal::valueOf).map(WireView::dollars);
  }

  /** {@return the amount without zeros at its end, except for whole cents} */
  static Money dollars(BigDecimal exact) {
    BigDecimal shortest = exact.stripTrailingZeros();
    return Money.usd(shortest.scale() < 2 ? shortest.setScale(2) : shortest);
  }

  final <T> List<T> list(String name, Function<WireObject, T> read) {
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
