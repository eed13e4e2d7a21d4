package dev.fovea.openai;

import dev.fovea.config.ValueObject;
import dev.fovea.file.RemoteFile;
import dev.fovea.provider.WireObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A file with what only OpenAI says about it. A view of the neutral file. Immutable. */
public final class OpenAiFile extends ValueObject {
  private final RemoteFile file;

  private OpenAiFile(RemoteFile file) {
    this.file = file;
  }

  /**
   * Looks at a file of OpenAI's.
   *
   * @param file as the service returned it
   * @return the view
   */
  public static OpenAiFile of(RemoteFile file) {
    return new OpenAiFile(Objects.requireNonNull(file, "file"));
  }

  /** {@return the neutral file} */
  public RemoteFile file() {
    return file;
  }

  /** {@return when it is deleted by itself; absent if it stays until somebody deletes it} */
  public Optional<Instant> expiresAt() {
    return wire().time("expires_at");
  }

  /** {@return what OpenAI says about the status, such as why it failed; absent if nothing} */
  public Optional<String> statusDetails() {
    return wire().text("status_details");
  }

  // Read anew each time: reading leaves traces in it, and this view is for all threads.
  private WireObject wire() {
    return WireObject.of(file.additionalProperties());
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("file", file);
  }
}
