package dev.fovea.testkit.learning;

import java.nio.file.Path;

/** What a fine-tuning job learned. */
public final class TunedModel {
  private TunedModel() {}

  /**
   * Learns.
   *
   * @param training the JSONL file
   * @return the model
   */
  public static TunedModel learn(Path training) {
    return new TunedModel();
  }
}
