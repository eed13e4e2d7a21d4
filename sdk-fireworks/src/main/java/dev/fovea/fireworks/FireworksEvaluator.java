package dev.fovea.fireworks;

import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Code that grades answers, kept and run by Fireworks. Its id is its full name. Immutable. */
public final class FireworksEvaluator extends WireResource {
  private static final String ACTIVE = "ACTIVE";
  private static final String FAILED = "BUILD_FAILED";

  FireworksEvaluator(WireObject wire) {
    super(wire, "name");
  }

  /** {@return reinforcement tuning that grades with this evaluator} */
  public FineTuningMethod method() {
    return FineTuningMethod.reinforcement(Map.of(TuningCheck.EVALUATOR, id()));
  }

  /** {@return the name people read} */
  public Optional<String> displayName() {
    return text("displayName");
  }

  /** {@return what it looks for} */
  public Optional<String> description() {
    return text("description");
  }

  /** {@return where it stands, in Fireworks' word: ACTIVE, BUILDING, BUILD_FAILED; may be empty} */
  public String state() {
    return text("state").orElse("");
  }

  /** {@return whether it can grade} */
  public boolean isActive() {
    return state().equals(ACTIVE);
  }

  /** {@return whether its code could not be built; {@link #problem()} may say why} */
  public boolean isFailed() {
    return state().equals(FAILED);
  }

  /** {@return what is wrong with it, in Fireworks' words; absent when nothing is} */
  public Optional<String> problem() {
    return WireJob.reason(additionalProperties());
  }

  /** {@return the function that is called} */
  public Optional<String> entryPoint() {
    return text("entryPoint");
  }

  /** {@return the packages its code needs, as a requirements file lists them} */
  public Optional<String> requirements() {
    return text("requirements");
  }

  /** {@return the name of the data set it is tried on} */
  public Optional<String> defaultDataset() {
    return text("defaultDataset");
  }

  /** {@return the commit its code was taken from} */
  public Optional<String> commitHash() {
    return text("commitHash");
  }

  /** {@return who made it, as a mail address} */
  public Optional<String> createdBy() {
    return text("createdBy");
  }

  /** {@return when it was made} */
  public Optional<Instant> createdAt() {
    return time("createTime");
  }

  /** {@return when it last changed} */
  public Optional<Instant> updatedAt() {
    return time("updateTime");
  }
}
