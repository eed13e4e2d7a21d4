package dev.fovea.openai;

import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured at one step of a job: what an event of type {@code metrics} or a checkpoint
 * tells. Every number may be absent. Immutable.
 */
public final class OpenAiMetric extends WireView {
  private OpenAiMetric(WireObject wire) {
    super(wire);
  }

  /**
   * Looks at an event of a job.
   *
   * @param event as the service told it
   * @return what it measured; absent when it is no such event
   */
  public static Optional<OpenAiMetric> of(JobEvent event) {
    return in(event.additionalProperties(), "data")
        .filter(data -> event.type().equalsIgnoreCase("metrics") && !data.rest().isEmpty())
        .map(OpenAiMetric::new);
  }

  /**
   * Looks at a checkpoint.
   *
   * @param checkpoint as the service told it
   * @return what was measured at its step; absent when nothing was told
   */
  public static Optional<OpenAiMetric> of(Checkpoint checkpoint) {
    return in(checkpoint.additionalProperties(), "metrics")
        .filter(metrics -> !metrics.rest().isEmpty())
        .map(OpenAiMetric::new);
  }

  private static Optional<WireObject> in(Map<String, Object> properties, String name) {
    return WireObject.of(properties).object(name).map(WireObject::glance);
  }

  /** {@return the training step} */
  public Optional<Long> step() {
    return wire().integer("step");
  }

  /** {@return how many training steps there are} */
  public Optional<Long> totalSteps() {
    return wire().integer("total_steps");
  }

  /** {@return the loss of training} */
  public Optional<Double> trainLoss() {
    return wire().decimal("train_loss");
  }

  /** {@return which share of the training tokens was foretold right, 0 to 1} */
  public Optional<Double> trainTokenAccuracy() {
    return wire().decimal("train_mean_token_accuracy", "train_accuracy");
  }

  /** {@return the loss on a part of the validation file} */
  public Optional<Double> validLoss() {
    return wire().decimal("valid_loss");
  }

  /** {@return which share of the tokens of that part was foretold right, 0 to 1} */
  public Optional<Double> validTokenAccuracy() {
    return wire().decimal("valid_mean_token_accuracy");
  }

  /** {@return the loss on the whole validation file; at the end of an epoch} */
  public Optional<Double> fullValidLoss() {
    return wire().decimal("full_valid_loss");
  }

  /** {@return which share of all its tokens was foretold right, 0 to 1; at the end of an epoch} */
  public Optional<Double> fullValidTokenAccuracy() {
    return wire().decimal("full_valid_mean_token_accuracy");
  }

  /** {@return how the answers in training were graded on average; only in reinforcement tuning} */
  public Optional<Double> trainReward() {
    return reward("train_mean_reward", "train_reward_mean");
  }

  /** {@return how the answers in validation were graded on average; in reinforcement tuning} */
  public Optional<Double> validReward() {
    return reward("valid_mean_reward", "valid_reward_mean");
  }

  // Told in two places under two names.
  private Optional<Double> reward(String name, String inScores) {
    return wire()
        .decimal(name, inScores)
        .or(() -> wire().object("scores").flatMap(scores -> scores.decimal(inScores, name)));
  }

  /**
   * One of the numbers.
   *
   * @param name the name OpenAI gives it
   * @return the number; absent when there is none of that name
   */
  public Optional<Double> value(String name) {
    return wire().decimal(name);
  }
}
