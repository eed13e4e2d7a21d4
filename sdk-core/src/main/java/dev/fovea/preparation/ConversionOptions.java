package dev.fovea.preparation;

import dev.fovea.image.Detail;
import dev.fovea.image.ImageFetcher;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.immutables.value.Value;

/**
 * How a data set is converted, and who hears of it. Immutable.
 *
 * <p>The listeners are called on the converting thread; an exception from one ends the conversion.
 */
@Value.Immutable
public abstract class ConversionOptions {
  ConversionOptions() {}

  /**
   * {@return whether any loss refuses the whole conversion: nothing is written then, and the report
   * names all losses. False by default: what cannot be said is left out and named}
   */
  public abstract boolean strict();

  /**
   * {@return who gets pictures at web addresses where the target wants their bytes; nothing is
   * fetched when absent, and lines with such pictures are left out}
   */
  public abstract Optional<ImageFetcher> fetcher();

  /**
   * {@return how many pictures are fetched at once, 8 by default. The pictures of the next lines
   * are fetched while earlier ones are written: up to 256 lines, 1 MiB of input and four addresses
   * for each picture that is fetched at once. What was fetched waits in temporary files}
   */
  public abstract int fetchesAtOnce();

  /**
   * {@return the detail that every picture gets; each keeps its own when absent, where the target
   * reads it}
   */
  public abstract Optional<Detail> detail();

  /**
   * {@return the folder that the picture paths of {@code llava} and {@code sharegpt} begin at; the
   * folder of the input when absent}
   */
  public abstract Optional<Path> images();

  /**
   * {@return whether such a path may lead out of that folder, with {@code ..} or because it is
   * absolute; false by default}
   */
  public abstract boolean allowOutside();

  /** {@return who hears of every change as soon as its line is done with; nobody by default} */
  @Value.Auxiliary
  public abstract Consumer<ConversionChange> onChange();

  /** {@return who hears after every line how many bytes were read so far; nobody by default} */
  @Value.Auxiliary
  public abstract LongConsumer onProgress();

  @Value.Check
  void check() {
    if (fetchesAtOnce() < 1 || fetchesAtOnce() > 64) {
      throw new IllegalArgumentException("fetchesAtOnce must be 1 to 64: " + fetchesAtOnce());
    }
  }

  /** {@return a builder with the default settings} */
  public static Builder builder() {
    return ImmutableConversionOptions.builder()
        .strict(false)
        .allowOutside(false)
        .fetchesAtOnce(8)
        .onChange(change -> {})
        .onProgress(bytes -> {});
  }

  /** Builds {@link ConversionOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets whether any loss refuses the whole conversion.
     *
     * @param strict whether to
     * @return this builder
     */
    public abstract Builder strict(boolean strict);

    /**
     * Sets who gets pictures at web addresses, such as {@code PictureFetcher.builder().build()}. It
     * is called on other threads than the converting one, and interrupted when nobody waits for its
     * picture any more.
     *
     * @param fetcher the fetcher; left open
     * @return this builder
     */
    public abstract Builder fetcher(ImageFetcher fetcher);

    /**
     * Sets how many pictures are fetched at once. Each may take the memory that the fetcher needs
     * for one, with {@code PictureFetcher} up to 20 MB.
     *
     * @param fetchesAtOnce 1 to 64
     * @return this builder
     */
    public abstract Builder fetchesAtOnce(int fetchesAtOnce);

    /**
     * Sets the detail that every picture gets.
     *
     * @param detail the detail, one that the target reads
     * @return this builder
     */
    public abstract Builder detail(Detail detail);

    /**
     * Sets the folder that the picture paths of {@code llava} and {@code sharegpt} begin at.
     *
     * @param images a folder
     * @return this builder
     */
    public abstract Builder images(Path images);

    /**
     * Sets whether such a path may lead out of that folder. Whoever made the input can then put any
     * picture of this machine into the output.
     *
     * @param allowOutside whether to
     * @return this builder
     */
    public abstract Builder allowOutside(boolean allowOutside);

    /**
     * Sets who hears of every change as soon as its line is done with.
     *
     * @param onChange the listener
     * @return this builder
     */
    public abstract Builder onChange(Consumer<ConversionChange> onChange);

    /**
     * Sets who hears after every line how many bytes were read so far.
     *
     * @param onProgress the listener
     * @return this builder
     */
    public abstract Builder onProgress(LongConsumer onProgress);

    /** {@return the options} */
    public abstract ConversionOptions build();
  }
}
