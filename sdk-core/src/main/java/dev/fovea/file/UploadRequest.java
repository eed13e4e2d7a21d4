package dev.fovea.file;

import java.nio.file.Path;
import java.util.Optional;
import org.immutables.value.Value;

/** Which file to upload, what for, and whether to check it first. Immutable. */
@Value.Immutable
public abstract class UploadRequest {
  UploadRequest() {}

  /** {@return the file to send; it must not change until the upload is done} */
  public abstract Path path();

  /** {@return what the file is for, as the provider spells it; {@code fine-tune} unless set} */
  public abstract String purpose();

  /** {@return the name to store it under; the last part of the path when absent} */
  public abstract Optional<String> name();

  /**
   * {@return whether the file is read once before anything is sent: for its hash, which goes along
   * where the provider takes one, and a file for fine-tuning to be checked by the provider's rules;
   * true unless {@link Builder#unchecked()} was called}
   */
  public abstract boolean checked();

  /** {@return who is told how far the upload is; nobody by default} */
  @Value.Auxiliary
  public abstract UploadProgress progress();

  @Value.Check
  void check() {
    if (purpose().isBlank()) {
      throw new IllegalArgumentException("purpose must not be blank");
    }
    if (name().filter(UploadRequest::isNoBaseName).isPresent()) {
      throw new IllegalArgumentException(
          "name must be a plain file name without slashes: " + name().get());
    }
  }

  private static boolean isNoBaseName(String name) {
    return name.isBlank() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0;
  }

  /** {@return a builder that starts with this request} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableUploadRequest.builder()
        .purpose("fine-tune")
        .checked(true)
        .progress(UploadProgress.none());
  }

  /** Builds an {@link UploadRequest}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the file to send. Required.
     *
     * @param path a regular, readable file
     * @return this builder
     */
    public abstract Builder path(Path path);

    /**
     * Sets what the file is for.
     *
     * @param purpose the provider's word, such as {@code fine-tune} or {@code eval}
     * @return this builder
     */
    public abstract Builder purpose(String purpose);

    /**
     * Sets the name to store it under.
     *
     * @param name a plain file name; its ending tells the provider the file's type
     * @return this builder
     */
    public abstract Builder name(String name);

    /**
     * Sets whether to check the file before anything is sent.
     *
     * @param checked false to leave the check to the provider
     * @return this builder
     */
    public abstract Builder checked(boolean checked);

    /**
     * Leaves the check to the provider, who finds the same errors later, one at a time.
     *
     * @return this builder
     */
    public Builder unchecked() {
      return checked(false);
    }

    /**
     * Sets who is told how far the upload is.
     *
     * @param progress called on the thread that does the work
     * @return this builder
     */
    public abstract Builder progress(UploadProgress progress);

    /** {@return the request} */
    public abstract UploadRequest build();
  }
}
