package dev.fovea.openai;

import dev.fovea.provider.WireSpec;
import java.time.Duration;

/** What an upload to OpenAI is told besides the file. What is not set is not sent. */
public final class OpenAiUploadSpec extends WireSpec<OpenAiUploadSpec> {
  OpenAiUploadSpec() {
    super(OpenAiProvider.ID);
  }

  /**
   * Lets the file be deleted by itself. When unset, files for batches are deleted after 30 days,
   * all others never.
   *
   * @param time after its creation; 1 h to 30 days, whole seconds count
   * @return this
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public OpenAiUploadSpec expiresAfter(Duration time) {
    return set("expires_after", Expiry.after(time));
  }
}
