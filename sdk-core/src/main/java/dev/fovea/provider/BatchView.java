package dev.fovea.provider;

import dev.fovea.inference.Batch;
import java.time.Instant;
import java.util.Optional;

/** A batch in the form that OpenAI gave it and others took over. Immutable and thread-safe. */
public abstract class BatchView extends WireResource implements Batch {
  /**
   * For a provider's own batches.
   *
   * @param wire the answer
   * @throws dev.fovea.error.UnreadableResponseException if it lacks the id
   */
  protected BatchView(WireObject wire) {
    super(wire, "id");
  }

  @Override
  public String providerStatus() {
    return text("status").orElse("");
  }

  @Override
  public Optional<String> endpoint() {
    return text("endpoint");
  }

  @Override
  public Optional<String> inputFile() {
    return text("input_file_id");
  }

  @Override
  public Optional<String> outputFile() {
    return text("output_file_id");
  }

  @Override
  public Optional<String> errorFile() {
    return text("error_file_id");
  }

  @Override
  public Optional<Instant> createdAt() {
    return time("created_at");
  }
}
