package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.Batch;
import dev.fovea.provider.WireObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch with what only Together tells of it. {@code TogetherClient.batches()} gives such ones.
 * Immutable and thread-safe.
 */
public final class TogetherBatch implements Batch {
  private final WireObject wire;
  private final String id;
  private final @Nullable String warning;
  private final Map<String, @Nullable Object> others;

  private TogetherBatch(WireObject wire, @Nullable String warning) {
    this.wire = wire;
    this.id = wire.required("id");
    this.warning = warning;
    // What the accessors below read is known; the rest is kept.
    WireObject once = wire.glance();
    once.text("id", "status");
    String[] texts = {
      "status",
      "endpoint",
      "model_id",
      "input_file_id",
      "output_file_id",
      "error_file_id",
      "error",
      "user_id"
    };
    for (String name : texts) {
      once.text(name);
    }
    for (String name : new String[] {"created_at", "completed_at", "job_deadline"}) {
      once.time(name);
    }
    once.decimal("progress");
    once.integer("file_size_bytes");
    this.others = once.rest();
  }

  static TogetherBatch of(WireObject wire) {
    return new TogetherBatch(wire, null);
  }

  /** What creating gives: the batch in a wrapper, with a warning beside it. */
  static TogetherBatch created(WireObject wire) {
    return new TogetherBatch(
        wire.object("job").orElse(wire), wire.text("warning").orElse(null));
  }

  @Override
  public String id() {
    return id;
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
  public Optional<String> model() {
    return text("model_id");
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
  public Optional<Double> progress() {
    return wire.glance().decimal("progress");
  }

  @Override
  public Optional<Instant> createdAt() {
    return wire.glance().time("created_at");
  }

  @Override
  public Optional<Instant> completedAt() {
    return wire.glance().time("completed_at");
  }

  @Override
  public Optional<Instant> deadline() {
    return wire.glance().time("job_deadline");
  }

  @Override
  public Optional<String> failureReason() {
    return text("error");
  }

  /** {@return who started it; absent if not told} */
  public Optional<String> userId() {
    return text("user_id");
  }

  /** {@return the size of the input file in bytes; absent if not told} */
  public Optional<Long> inputBytes() {
    return wire.glance().integer("file_size_bytes");
  }

  /** {@return what Together had to say when it was created; absent for batches read later} */
  public Optional<String> warning() {
    return Optional.ofNullable(warning);
  }

  @Override
  public Map<String, @Nullable Object> additionalProperties() {
    return others;
  }

  @Override
  public ResponseMeta meta() {
    return wire.meta();
  }

  private Optional<String> text(String name) {
    return wire.glance().text(name);
  }

  /** {@return id and status} */
  @Override
  public String toString() {
    return "TogetherBatch[" + id + ", " + providerStatus() + "]";
  }
}
