package dev.fovea.fireworks;

import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.NumberFacts;
import dev.fovea.provider.WireObject;
import java.util.List;
import java.util.stream.Collectors;

/** What a fine-tuning job may be set to, read when the first one is planned. Immutable. */
final class TuningFacts {
  private static final String REST =
      "; what putExtraProperty sets is not checked); nothing was sent";

  private final String date;
  private final double betaAbove;
  private final double betaBelow;
  private final List<?> ranks;
  private final NumberFacts numbers;

  private TuningFacts(WireObject facts) {
    this.date = facts.required("date");
    this.betaAbove = facts.decimal("betaAbove").orElse(Double.NEGATIVE_INFINITY);
    this.betaBelow = facts.decimal("betaBelow").orElse(Double.POSITIVE_INFINITY);
    this.ranks = facts.rest().get("loraRanks") instanceof List<?> list ? list : List.of();
    this.numbers = NumberFacts.of(FireworksProvider.ID, facts);
  }

  /** {@return the facts that came with this version} */
  static TuningFacts bundled() {
    return Holder.FACTS;
  }

  /** Refuses a rank that no adapter may have. */
  void requireRank(int rank) {
    boolean known = ranks.stream().anyMatch(r -> r instanceof Number n && n.intValue() == rank);
    if (!known && !ranks.isEmpty()) {
      throw refused("a LoRA rank of " + rank + " is none of "
          + ranks.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
  }

  /** Refuses a beta outside its bounds, which are not allowed themselves. */
  void requireBeta(double beta) {
    if (!(beta > betaAbove && beta < betaBelow)) {
      throw refused("beta is " + beta + ", but it must be more than " + betaAbove
          + " and less than " + betaBelow);
    }
  }

  private IllegalArgumentException refused(String message) {
    return new IllegalArgumentException("fireworks: " + message + " (fact of " + date + REST);
  }

  /** Refuses a number out of its range. */
  void check(String name, Number value) {
    numbers.check(name, value);
  }

  private static final class Holder {
    static final TuningFacts FACTS =
        new TuningFacts(DatedFacts.read(TuningFacts.class, "tuning.json"));
  }
}
