package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.Optional;

/**
 * What was measured at one moment of a job: numbers by Together's names, such as
 * {@code train/loss}. Measurements of training and of evaluation are points of their own.
 * Immutable.
 */
public final class TogetherMetric extends WireView {
  TogetherMetric(WireObject wire) {
    super(wire);
  }

  /** {@return whether it was measured on the validation file} */
  public boolean isEvaluation() {
    return additionalProperties().keySet().stream().anyMatch(name -> name.startsWith("eval/"));
  }

  /** {@return the training step; absent when the point does not say} */
  public Optional<Long> step() {
    return wire().integer("train/global_step", "eval/global_step", "global_step");
  }

  /** {@return the loss, of training or of evaluation} */
  public Optional<Double> loss() {
    return wire().decimal("eval/loss", "train/loss", "loss");
  }

  /**
   * One of the numbers.
   *
   * @param name Together's name, such as {@code train/grad_norm}
   * @return the number; absent when the point has none of that name
   */
  public Optional<Double> value(String name) {
    return wire().decimal(name);
  }
}
