package dev.fovea.preparation;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetLine;
import dev.fovea.error.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes a data set from one provider to another, or from the files of other tools to a provider,
 * and says what it changed. What it writes passes the target's rules; what cannot be said there is
 * left out and named. Runs in constant memory whatever the file, line or picture; the output
 * appears whole or not at all. Needs no account. Immutable and thread-safe.
 *
 * <pre>{@code
 * ConversionReport report = Conversion.from("openai").to("together").convert(in, out);
 * }</pre>
 *
 * <p>Besides the providers on the class path, {@code llava} and {@code sharegpt} can be read: JSON
 * lists or lines whose pictures are files, with {@code <image>} where a picture belongs.
 */
public final class Conversion {
  private final Source source;
  private final Target target;

  private Conversion(Source source, Target target) {
    this.source = source;
    this.target = target;
  }

  /**
   * {@return the beginning of a conversion}
   *
   * @param source a provider's short name, or {@code llava} or {@code sharegpt}
   * @throws IllegalArgumentException if there is no such source; the message lists those there are
   */
  public static Beginning from(String source) {
    return new Beginning(Source.of(source));
  }

  /**
   * {@return the beginning of a conversion}
   *
   * @param source how the input is written
   */
  public static Beginning from(DatasetFormat source) {
    return new Beginning(new ProviderSource(source));
  }

  /** A conversion that lacks its target. Immutable. */
  public static final class Beginning {
    private final Source source;

    private Beginning(Source source) {
      this.source = source;
    }

    /**
     * {@return the conversion}
     *
     * @param target a provider's short name
     * @throws IllegalArgumentException if there is no such provider; the message lists those found
     */
    public Conversion to(String target) {
      return to(DatasetFormat.of(target));
    }

    /**
     * {@return the conversion}
     *
     * @param target how the output is to be written
     */
    public Conversion to(DatasetFormat target) {
      return new Conversion(source, new Target(target));
    }
  }

  /** {@return the short name of what is read} */
  public String source() {
    return source.id();
  }

  /** {@return the short name of the provider that is written for} */
  public String target() {
    return target.id();
  }

  /**
   * Converts a file; nothing is fetched.
   *
   * @param in the data set to read
   * @param out the file to write; replaced if it is there
   * @return what was done
   * @throws IllegalArgumentException if both are the same file
   * @throws DatasetException if the input cannot be read to its end or the output not be written;
   *     nothing is in its place then
   */
  public ConversionReport convert(Path in, Path out) {
    return convert(in, out, options -> {});
  }

  /**
   * Converts a file.
   *
   * @param in the data set to read
   * @param out the file to write; replaced if it is there, behind the link if it is a symbolic one
   * @param spec sets the options
   * @return what was done; {@link ConversionReport#written} tells whether the output is there
   * @throws IllegalArgumentException if both are the same file, the target does not take files of
   *     such a name, or an option does not fit the source or the target
   * @throws DatasetException if the input cannot be read to its end or the output not be written;
   *     nothing is in its place then
   * @throws dev.fovea.error.InterruptedCallException if the thread is interrupted; likewise
   */
  public ConversionReport convert(Path in, Path out, Consumer<ConversionOptions.Builder> spec) {
    ConversionOptions options = options(spec);
    if (isSame(in, out)) {
      throw new IllegalArgumentException(
          "the output '" + out + "' is the input; write to another file");
    }
    checkName(out);
    Path folder = Objects.requireNonNullElse(in.toAbsolutePath().getParent(), in);
    Source reader = source.at(options.images().orElse(folder), options);
    try (Stream<DatasetLine> lines = reader.reader().lines(in);
        DraftFile draft = DraftFile.beside(out)) {
      return new ConversionRun(this, reader, options).run(lines, draft);
    }
  }

  /**
   * Converts a stream; nothing is fetched.
   *
   * @param in the data set; closed when it was read
   * @param out where to write to, when everything is converted; flushed and left open
   * @return what was done
   * @throws DatasetException if the input cannot be read to its end or the output not be written
   */
  public ConversionReport convert(InputStream in, OutputStream out) {
    return convert(in, out, options -> {});
  }

  /**
   * Converts a stream. Its pictures and the output lie in temporary files until it is done.
   *
   * @param in the data set; closed when it was read
   * @param out where to write to, when everything is converted; flushed and left open
   * @param spec sets the options
   * @return what was done; {@link ConversionReport#written} tells whether the output was written
   * @throws IllegalArgumentException if an option does not fit the source or the target
   * @throws DatasetException if the input cannot be read to its end or the output not be written
   * @throws dev.fovea.error.InterruptedCallException if the thread is interrupted
   */
  public ConversionReport convert(
      InputStream in, OutputStream out, Consumer<ConversionOptions.Builder> spec) {
    ConversionOptions options = options(spec);
    Source reader =
        options.images().isPresent() ? source.at(options.images().orElseThrow(), options) : source;
    try (Stream<DatasetLine> lines = reader.reader().lines(in);
        DraftFile draft = DraftFile.before(out)) {
      return new ConversionRun(this, reader, options).run(lines, draft);
    }
  }

  Target format() {
    return target;
  }

  private ConversionOptions options(Consumer<ConversionOptions.Builder> spec) {
    ConversionOptions.Builder builder = ConversionOptions.builder();
    spec.accept(builder);
    ConversionOptions options = builder.build();
    options.detail().ifPresent(detail -> {
      if (!target.takesDetail(detail)) {
        throw new IllegalArgumentException(target.id() + " does not read the detail '"
            + detail.word() + "' of a picture in training; leave it out");
      }
    });
    return options;
  }

  private void checkName(Path out) {
    String name = String.valueOf(out.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1);
    if (!target.words("extensions").contains(ending)) {
      throw new IllegalArgumentException(target.id() + " takes files that end with ."
          + String.join(" or .", target.words("extensions")) + ", not '" + name + "'");
    }
  }

  private static boolean isSame(Path in, Path out) {
    try {
      return Files.exists(out) && Files.isSameFile(in, out);
    } catch (IOException e) {
      // Whoever reads or writes it says why.
      return false;
    }
  }

  @Override
  public String toString() {
    return "Conversion[" + source() + " to " + target() + "]";
  }
}
