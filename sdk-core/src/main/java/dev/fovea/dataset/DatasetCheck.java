package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.image.Image;
import dev.fovea.image.ImageProbe;
import dev.fovea.image.Imaging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One check of one data set: the file as a whole, then line by line. */
final class DatasetCheck {
  private static final int KEPT_TEXT = 64 * 1024;
  private static final int AGAIN = 64 * 1024;

  private final DatasetProfile profile;
  private final FindingSink findings;
  private final CheckOptions options;
  private final PixelCheck pixels;

  DatasetCheck(DatasetProfile profile, CheckOptions options) {
    this.profile = profile;
    this.findings = new FindingSink(profile, options.onFinding());
    this.options = options;
    this.pixels = new PixelCheck(
        profile, options.decode(), options.decode() ? Imaging.find().orElse(null) : null);
  }

  DatasetReport file(Path file) {
    if (!Files.isRegularFile(file)) {
      error(
          Rule.FILE_MISSING,
          Files.exists(file)
              ? "'" + file + "' is not a regular file"
              : "there is no file '" + file + "'",
          "check the path");
      return report(file.toString(), new LineRules(profile, findings, Advices.none()), 0, null);
    }
    if (!hasKnownName(file)) {
      return report(file.toString(), new LineRules(profile, findings, Advices.none()), 0, null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (options.validationFile().isPresent()) {
        ValidationFile.refuse(file, options.validationFile().get());
      }
      return lines(in, file);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /** {@return whether the name says that there are lines inside; findings if it does not} */
  private boolean hasKnownName(Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1);
    List<String> endings = profile.words("extensions");
    if (endings.contains(ending)) {
      return true;
    }
    if (profile.words("other-extensions").contains(ending)) {
      error(
          Rule.UNCHECKED_FILE_TYPE,
          "a ." + ending + " file cannot be checked here",
          "convert it to JSON Lines, or upload it unchecked");
      return false;
    }
    error(
        Rule.FILE_EXTENSION,
        "the name '" + name + "' does not end with ." + String.join(" or .", endings),
        "rename the file; the ending is taken literally, capitals count");
    return true;
  }

  DatasetReport lines(InputStream in, @Nullable Path file) {
    String name = file == null ? null : file.toString();
    ByteWindow window = options.sha256() ? ByteWindow.hashing(in) : ByteWindow.of(in);
    LineRules rules;
    Advices advices;
    try (pixels) {
      FileSlice.Version version = file == null ? null : FileSlice.Version.of(file);
      LineScanner scanner = new LineScanner(window, profile.bounds(KEPT_TEXT), pictures(file));
      advices = Advices.of(profile, options, findings, validationPictures());
      rules = new LineRules(profile, findings, advices);
      ScannedLine line = new ScannedLine();
      while (scanner.next(line)) {
        if (version != null) {
          lookAgain(line, version);
        }
        rules.check(line);
        options.onProgress().accept(window.offset());
      }
    } catch (IOException e) {
      throw unreadable(name == null ? "the data set" : name, e);
    }
    pixels.tellSkipped(findings);
    findings.wholeFile();
    whole(window.offset(), rules);
    validation(advices.validationExamples(), rules.shape());
    advices.end();
    return report(name, rules, window.offset(), options.sha256() ? window.sha256() : null);
  }

  private Supplier<PicturePass> pictures(@Nullable Path file) {
    // A stream passes once, so nothing that may matter later is left out.
    return file == null
        ? passes(ImageProbe.Depth.STRUCTURE, pixels)
        : passes(ImageProbe.Depth.ENDS, null);
  }

  private Supplier<PicturePass> validationPictures() {
    return passes(ImageProbe.Depth.ENDS, pixels);
  }

  private Supplier<PicturePass> passes(ImageProbe.Depth usual, @Nullable PixelCheck passing) {
    if (!profile.is("picture-bytes", "check")) {
      return PicturePass::none;
    }
    ImageProbe.Depth depth = options.decode() ? ImageProbe.Depth.EVERYTHING : usual;
    return () -> new PictureProbe(depth, passing);
  }

  /** Reads pictures once more: those whose ends did not tell enough, and all for their pixels. */
  private void lookAgain(ScannedLine line, FileSlice.Version file) throws IOException {
    for (Slice slice : line.slices()) {
      if (slice instanceof Slice.Picture picture && picture.pass() instanceof PictureProbe probe) {
        if (!probe.isSure()) {
          try (InputStream in = Files.newInputStream(file.path())) {
            in.skipNBytes(picture.offset());
            probe.readAgain(ByteWindow.of(in, AGAIN));
          }
        }
        probe.decode(Image.of(new FileSlice(file, picture.offset(), picture.bytes())), pixels);
      }
    }
  }

  private void whole(long bytes, LineRules rules) {
    long most = profile.number("max-file-bytes");
    if (bytes > most) {
      error(
          Rule.FILE_TOO_LARGE,
          "the file has " + Words.bytes(bytes) + ", at most " + Words.bytes(most) + " are taken",
          "split it, or make the pictures smaller");
    }
    long least = profile.number("min-examples");
    if (bytes == 0) {
      error(
          Rule.EMPTY_FILE, "the file is empty", "write at least " + least + " example(s) into it");
    } else if (rules.examples() < least) {
      error(
          Rule.TOO_FEW_EXAMPLES,
          (rules.examples() == 1
                  ? "there is 1 example"
                  : "there are " + rules.examples() + " examples")
              + ", at least " + least + " are needed",
          "add examples");
    }
    Shape shape = rules.shape();
    atMost(
        rules.examples(),
        shape == null ? profile.number("max-examples") : profile.number("max-examples", shape),
        Rule.TOO_MANY_EXAMPLES,
        "examples");
    atMost(
        rules.pictureExamples(),
        profile.number("max-picture-examples"),
        Rule.TOO_MANY_PICTURE_EXAMPLES,
        "examples with pictures");
  }

  private void validation(long examples, @Nullable Shape shape) {
    if (shape != null) {
      atMost(
          examples,
          profile.number("max-validation-examples", shape),
          Rule.TOO_MANY_VALIDATION_EXAMPLES,
          "examples in the validation file");
    }
  }

  private void atMost(long found, long limit, Rule rule, String what) {
    if (found > limit) {
      error(
          rule,
          String.format(Locale.ROOT, "there are %,d %s, at most %,d are taken", found, what, limit),
          "split the file");
    }
  }

  private void error(Rule rule, String message, String fix) {
    findings.error(Flaw.line(rule, message, fix));
  }

  private DatasetReport report(
      @Nullable String name, LineRules rules, long bytes, @Nullable String sha256) {
    DatasetReport.Builder report = DatasetReport.builder()
        .provider(profile.id())
        .lines(rules.lines())
        .examples(rules.examples())
        .pictures(rules.pictures())
        .bytes(bytes)
        .errors(findings.errors())
        .warnings(findings.warnings())
        .counts(findings.counts())
        .skipped(findings.skipped())
        .findings(findings.kept());
    rules.kind().ifPresent(report::kind);
    if (name != null) {
      report.file(name);
    }
    if (sha256 != null) {
      report.sha256(sha256);
    }
    return report.build();
  }

  static DatasetException unreadable(String name, IOException cause) {
    return new DatasetException(
        Failure.builder()
            .operation("read " + name)
            .message(String.valueOf(cause.getMessage()))
            .cause(cause)
            .build(),
        List.of());
  }
}
