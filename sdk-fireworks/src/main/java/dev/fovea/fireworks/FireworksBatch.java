package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchStatus;
import dev.fovea.provider.WireObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch with what only Fireworks tells of it. {@code FireworksClient.batches()} gives such ones.
 * Answers and failed requests lie in one output data set. Immutable and thread-safe.
 */
public final class FireworksBatch implements Batch {
  private final WireObject wire;
  private final String id;

  private FireworksBatch(WireObject wire) {
    this.wire = wire;
    this.id = wire.required("name");
  }

  static Batch of(WireObject wire) {
    return new FireworksBatch(wire.glance());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String providerStatus() {
    return text("state").orElse("");
  }

  @Override
  public BatchStatus status() {
    String word = providerStatus();
    return switch (word.startsWith("JOB_STATE_") ? word.substring("JOB_STATE_".length()) : word) {
      case "CREATING", "PENDING", "VALIDATING", "CREATING_INPUT_DATASET" -> BatchStatus.VALIDATING;
      case "RUNNING", "WRITING_RESULTS", "RE_QUEUEING", "PAUSED", "IDLE" -> BatchStatus.IN_PROGRESS;
      case "COMPLETED", "EARLY_STOPPED" -> BatchStatus.COMPLETED;
      case "FAILED" -> BatchStatus.FAILED;
      case "EXPIRED" -> BatchStatus.EXPIRED;
      case "CANCELLING", "DELETING", "DELETING_CLEANING_UP" -> BatchStatus.CANCELLING;
      case "CANCELLED", "DELETED" -> BatchStatus.CANCELLED;
      default -> BatchStatus.UNKNOWN;
    };
  }

  /** {@return nothing: all requests of a batch are for chat} */
  @Override
  public Optional<String> endpoint() {
    return Optional.empty();
  }

  @Override
  public Optional<String> model() {
    return text("model");
  }

  @Override
  public Optional<String> inputFile() {
    return text("inputDatasetId");
  }

  /** {@return the full name of the data set with answers and failed requests} */
  @Override
  public Optional<String> outputFile() {
    return text("outputDatasetId");
  }

  /** {@return nothing: failed requests lie in the output data set too} */
  @Override
  public Optional<String> errorFile() {
    return Optional.empty();
  }

  @Override
  public Optional<Double> progress() {
    return jobProgress().decimal("percent");
  }

  @Override
  public Optional<Instant> createdAt() {
    return wire.glance().time("createTime");
  }

  /** {@return when it ended; of some batches the last change, which is their end} */
  @Override
  public Optional<Instant> completedAt() {
    return status().isFinished()
        ? wire.glance().time("completedTime", "updateTime")
        : Optional.empty();
  }

  /** {@return nothing: Fireworks does not tell} */
  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public Optional<String> failureReason() {
    return status() == BatchStatus.COMPLETED
        ? Optional.empty()
        : wire.glance()
            .object("status")
            .filter(told -> !told.text("code").orElse("OK").equals("OK"))
            .flatMap(told -> told.text("message"));
  }

  /** {@return the name for people; absent if it has none} */
  public Optional<String> displayName() {
    return text("displayName");
  }

  /** {@return who started it, as an e-mail address; absent if not told} */
  public Optional<String> createdBy() {
    return text("createdBy");
  }

  /** {@return how many requests the input has; absent if not told} */
  public Optional<Integer> requests() {
    return jobProgress().count("totalInputRequests");
  }

  /** {@return how many of them have an answer; absent if not told} */
  public Optional<Integer> answered() {
    return jobProgress().count("successfullyProcessedRequests");
  }

  /** {@return how many of them failed; absent if not told} */
  public Optional<Integer> failed() {
    return jobProgress().count("failedRequests");
  }

  /** {@return every field as it was sent, those with an accessor included} */
  @Override
  public Map<String, @Nullable Object> additionalProperties() {
    return wire.glance().rest();
  }

  @Override
  public ResponseMeta meta() {
    return wire.meta();
  }

  private WireObject jobProgress() {
    return wire.glance().object("jobProgress").orElse(WireObject.of(Map.of()));
  }

  private Optional<String> text(String name) {
    return wire.glance().text(name);
  }

  /** {@return id and status} */
  @Override
  public String toString() {
    return "FireworksBatch[" + id + ", " + providerStatus() + "]";
  }
}
