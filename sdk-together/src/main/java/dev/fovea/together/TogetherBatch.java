package dev.fovea.together;

import dev.fovea.provider.BatchView;
import dev.fovea.provider.WireObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch with what only Together tells of it. {@code TogetherClient.batches()} gives such ones.
 * Immutable and thread-safe.
 */
public final class TogetherBatch extends BatchView {
  private final @Nullable String warning;

  private TogetherBatch(WireObject wire, @Nullable String warning) {
    super(wire);
    this.warning = warning;
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
  public Optional<String> model() {
    return text("model_id");
  }

  @Override
  public Optional<Double> progress() {
    return wire().decimal("progress");
  }

  @Override
  public Optional<Instant> completedAt() {
    return time("completed_at");
  }

  @Override
  public Optional<Instant> deadline() {
    return time("job_deadline");
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
    return wire().integer("file_size_bytes");
  }

  /** {@return what Together had to say when it was created; absent for batches read later} */
  public Optional<String> warning() {
    return Optional.ofNullable(warning);
  }
}
