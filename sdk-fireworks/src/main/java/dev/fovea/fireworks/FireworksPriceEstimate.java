package dev.fovea.fireworks;

import dev.fovea.config.Money;
import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.math.BigDecimal;
import java.util.Optional;

/** What a job would cost, as Fireworks estimates it. Immutable. */
public final class FireworksPriceEstimate extends WireView {
  FireworksPriceEstimate(WireObject wire) {
    super(wire);
  }

  /** {@return what the job would cost; absent when Fireworks does not say} */
  public Optional<Money> price() {
    return price(wire());
  }

  /** Reads whole units and billionths, each of which may be left out when it is zero. */
  static Optional<Money> price(WireObject wire) {
    return wire.object("estimatedCost").flatMap(cost -> {
      Optional<Long> units = cost.integer("units");
      Optional<Long> nanos = cost.integer("nanos");
      if (units.isEmpty() && nanos.isEmpty()) {
        return Optional.empty();
      }
      BigDecimal exact =
          BigDecimal.valueOf(units.orElse(0L)).add(BigDecimal.valueOf(nanos.orElse(0L), 9));
      return Optional.of(new Money(
          WireObject.dollars(exact).amount(), cost.text("currencyCode").orElse("USD")));
    });
  }
}
