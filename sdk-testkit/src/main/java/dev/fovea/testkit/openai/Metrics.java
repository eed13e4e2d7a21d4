package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.util.Locale;

/** How well a job does at each step: invented, falling smoothly, equal for equal jobs. */
final class Metrics {
  private final JobPlan.Steps steps;
  private final boolean validated;
  private final boolean rewarded;

  /**
   * A job's metrics.
   *
   * @param steps how its training is divided
   * @param validated whether it has a validation file
   * @param rewarded whether it learns from rewards
   */
  Metrics(JobPlan.Steps steps, boolean validated, boolean rewarded) {
    this.steps = steps;
    this.validated = validated;
    this.rewarded = rewarded;
  }

  private double loss(int step) {
    return rounded(0.05 + 1.9 * Math.exp(-4.0 * step / steps.total()));
  }

  private double accuracy(int step) {
    return rounded(1 - loss(step) / 2.5);
  }

  private double validLoss(int step) {
    return rounded(loss(step) * 1.1 + 0.02);
  }

  private double validAccuracy(int step) {
    return rounded(1 - validLoss(step) / 2.5);
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  /** Whether the whole validation file is gone through after a step. */
  private boolean isFull(int step) {
    return validated && step % steps.perEpoch() == 0;
  }

  String message(int step) {
    String text = "Step " + step + "/" + steps.total();
    if (rewarded) {
      return text + ": " + number("training reward", accuracy(step))
          + (validated ? ", " + number("validation reward", validAccuracy(step)) : "");
    }
    return text + ": " + number("training loss", loss(step))
        + (validated ? ", " + number("validation loss", validLoss(step)) : "")
        + (isFull(step) ? ", " + number("full validation loss", validLoss(step)) : "");
  }

  private static String number(String name, double value) {
    return name + "=" + String.format(Locale.ROOT, "%.2f", value);
  }

  /** What an event says of a step. */
  ObjectNode data(int step) {
    ObjectNode data = Json.object().put("step", step).put("total_steps", steps.total());
    data.setAll(values(step));
    if (!rewarded) {
      return data;
    }
    ObjectNode scores = data.putObject("scores").put("train_reward_mean", accuracy(step));
    if (validated) {
      scores.put("valid_reward_mean", validAccuracy(step));
    }
    data.putObject("usage").put("train_samples", step);
    data.putObject("errors");
    data.putObject("timing").put("step", 3.2);
    return data;
  }

  /** What a checkpoint says of its step. */
  ObjectNode checkpoint(int step) {
    ObjectNode metrics = Json.object().put("step", step);
    return metrics.setAll(values(step));
  }

  private ObjectNode values(int step) {
    ObjectNode values = Json.object();
    if (rewarded) {
      values.put("train_mean_reward", accuracy(step));
      return validated ? values.put("valid_mean_reward", validAccuracy(step)) : values;
    }
    values.put("train_loss", loss(step)).put("train_mean_token_accuracy", accuracy(step));
    if (validated) {
      values
          .put("valid_loss", validLoss(step))
          .put("valid_mean_token_accuracy", validAccuracy(step));
    }
    if (isFull(step)) {
      values
          .put("full_valid_loss", validLoss(step))
          .put("full_valid_mean_token_accuracy", validAccuracy(step));
    }
    return values;
  }

  /** A line of the results file; columns without a value are blank. */
  String line(int step) {
    String measured = validated ? validLoss(step) + "," + validAccuracy(step) : ",";
    return step + "," + loss(step) + "," + accuracy(step) + "," + measured + "\n";
  }

  /** Which steps are told of: all, unless there are thousands. */
  int stride() {
    return Math.max(1, steps.total() / 5_000);
  }
}
