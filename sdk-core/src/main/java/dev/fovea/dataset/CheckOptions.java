package dev.fovea.dataset;

import dev.fovea.finding.Finding;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.immutables.value.Value;

/**
 * What a check of a data set looks at besides its lines, and who hears of it. Immutable.
 *
 * <p>The listeners are called on the checking thread; an exception from one ends the check.
 */
@Value.Immutable
public abstract class CheckOptions {
  CheckOptions() {}

  /**
   * {@return the data set that shall judge the training; its examples and pictures are looked for
   * in the checked one. Not looked at when absent. Its own lines are not checked}
   */
  public abstract Optional<Path> validationFile();

  /**
   * {@return whether every byte of every picture is decoded, and every pixel where an
   * {@link dev.fovea.image.Imaging} is on the class path; otherwise each character of base64 is
   * checked, and the beginning and the end of the picture read. False by default}
   */
  public abstract boolean decode();

  /** {@return whether the report shall tell the file's SHA-256; false by default} */
  public abstract boolean sha256();

  /**
   * {@return the model whose tokens the findings about money are counted with; absent for the one
   * that is usually tuned, where the provider publishes how tokens are counted}
   */
  public abstract Optional<ModelTokens> tokens();

  /** {@return who hears of every finding as soon as it is made; nobody by default} */
  @Value.Auxiliary
  public abstract Consumer<Finding> onFinding();

  /** {@return who hears after every line how many bytes were read so far; nobody by default} */
  @Value.Auxiliary
  public abstract LongConsumer onProgress();

  /** {@return a builder with the default settings} */
  public static Builder builder() {
    return ImmutableCheckOptions.builder()
        .decode(false)
        .sha256(false)
        .onFinding(finding -> {})
        .onProgress(bytes -> {});
  }

  /** Builds {@link CheckOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the data set that shall judge the training, to look for its examples and pictures in the
     * checked one.
     *
     * @param validationFile a file in the same format
     * @return this builder
     */
    public abstract Builder validationFile(Path validationFile);

    /**
     * Sets whether every byte of every picture is decoded, and every pixel where that is possible.
     *
     * @param decode whether to
     * @return this builder
     */
    public abstract Builder decode(boolean decode);

    /**
     * Sets whether the report shall tell the file's SHA-256, which takes about as long as the rest.
     *
     * @param sha256 whether to
     * @return this builder
     */
    public abstract Builder sha256(boolean sha256);

    /**
     * Sets the model whose tokens the findings about money are counted with.
     *
     * @param tokens the model's rules
     * @return this builder
     */
    public abstract Builder tokens(ModelTokens tokens);

    /**
     * Sets who hears of every finding as soon as it is made.
     *
     * @param onFinding the listener
     * @return this builder
     */
    public abstract Builder onFinding(Consumer<Finding> onFinding);

    /**
     * Sets who hears after every line how many bytes were read so far.
     *
     * @param onProgress the listener
     * @return this builder
     */
    public abstract Builder onProgress(LongConsumer onProgress);

    /** {@return the options} */
    public abstract CheckOptions build();
  }
}
