package dev.fovea.fireworks;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.json.JsonCodec;
import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured at one step of a job: a line of its metrics file, whose names Fireworks does
 * not promise. Immutable.
 */
public final class FireworksMetric extends WireView {
  private FireworksMetric(WireObject wire) {
    super(wire);
  }

  /** Reads a metrics file; a line that is no JSON object is left out. */
  static List<FireworksMetric> read(InputStream file) throws IOException {
    List<FireworksMetric> metrics = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("{")) {
        metric(line).ifPresent(metrics::add);
      }
    }
    return metrics;
  }

  private static Optional<FireworksMetric> metric(String line) {
    try {
      byte[] json = line.getBytes(StandardCharsets.UTF_8);
      return Optional.of(new FireworksMetric(WireObject.of(JsonCodec.shared().readMap(json))));
    } catch (UnreadableResponseException cutOff) {
      // The file grows while the job runs: its last line may be half there.
      return Optional.empty();
    }
  }

  /** {@return the training step; absent when the line does not say} */
  public Optional<Long> step() {
    return wire().integer("step", "global_step", "train/global_step", "train/step", "_step");
  }

  /**
   * {@return how far through the examples training was; 1.5 is in the middle of the second time}
   */
  public Optional<Double> epoch() {
    return wire().decimal("epoch", "train/epoch");
  }

  /** {@return the loss of training} */
  public Optional<Double> loss() {
    return wire().decimal("loss", "train/loss", "train_loss");
  }

  /** {@return the loss on the validation file} */
  public Optional<Double> evaluationLoss() {
    return wire().decimal("eval_loss", "eval/loss", "evalLoss");
  }

  /** {@return the step size of learning} */
  public Optional<Double> learningRate() {
    return wire().decimal("learning_rate", "train/learning_rate", "lr", "learningRate");
  }

  /** {@return when it was measured; absent when the line does not say} */
  public Optional<Instant> time() {
    return time("timestamp", "time", "_timestamp", "createTime");
  }

  /**
   * One of the numbers.
   *
   * @param name the name in the line
   * @return the number; absent when the line has none of that name
   */
  public Optional<Double> value(String name) {
    return wire().decimal(name);
  }

  /** {@return what is there, without nulls} */
  Map<String, Object> present() {
    Map<String, Object> present = new LinkedHashMap<>();
    additionalProperties().forEach((name, value) -> {
      if (value != null) {
        present.put(name, value);
      }
    });
    return present;
  }
}
