package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.image.Pixels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What lines and pictures a validation file holds; read once, in bounded memory. */
final class ValidationFile {
  /** How many lines and pictures are remembered: 16 bytes each, in a table at most 3/4 full. */
  static final int NAMES = 90_000;

  private static final int KEPT_TEXT = 64 * 1024;
  private static final int LINE = 1;
  private static final int PICTURE = 2;

  private final Path path;
  private final DatasetProfile profile;
  private final NameTable names = new NameTable(NAMES);
  private final LookAlikes looks;
  private long examples;

  private ValidationFile(Path path, DatasetProfile profile) {
    this.path = path;
    this.profile = profile;
    this.looks = new LookAlikes(
        (int) Math.min(64, profile.number("look-alike-bits")), OtherAnswers.LOOK_ALIKES);
  }

  /**
   * {@return what a file holds}
   *
   * @param passes makes what looks at its pictures
   * @throws DatasetException if it is not there or cannot be read
   */
  static ValidationFile read(Path path, DatasetProfile profile, Supplier<PicturePass> passes) {
    if (!Files.isRegularFile(path)) {
      String why = Files.exists(path) ? "it is not a regular file" : "there is no such file";
      throw unreadable(path, why + "; check the path", null);
    }
    ValidationFile file = new ValidationFile(path, profile);
    try (InputStream in = Files.newInputStream(path)) {
      LineScanner lines = new LineScanner(ByteWindow.of(in), profile.bounds(KEPT_TEXT), passes);
      ScannedLine line = new ScannedLine();
      while (lines.next(line)) {
        file.remember(line);
      }
    } catch (IOException e) {
      throw unreadable(path, String.valueOf(e.getMessage()), e);
    }
    return file;
  }

  /**
   * Refuses to compare a file with itself.
   *
   * @throws DatasetException if both are the same file
   */
  static void refuse(Path checked, Path validation) throws IOException {
    if (Files.exists(validation) && Files.isSameFile(checked, validation)) {
      throw unreadable(validation, "it is the checked file itself; keep some examples apart", null);
    }
  }

  private static DatasetException unreadable(Path path, String why, @Nullable IOException cause) {
    Failure.Builder failure =
        Failure.builder().operation("read the validation file '" + path + "'").message(why);
    if (cause != null) {
      failure.cause(cause);
    }
    return new DatasetException(failure.build(), List.of());
  }

  // What is broken here is told when this file is checked itself.
  private void remember(ScannedLine line) {
    if (line.isBlank() || line.isBroken()) {
      return;
    }
    examples++;
    names.add(TextName.mix(line.hash(), LINE), line.number());
    Object value;
    try {
      value = JsonTree.read(line);
    } catch (NoSuchElementException e) {
      return;
    }
    if (value instanceof Map<?, ?> example) {
      Shape.of(example, profile.shapes()).stream()
          .limit(1)
          .flatMap(shape -> Lesson.of(line, example, shape).pictures().stream())
          .forEach(shown -> remember(shown, line.number()));
    }
  }

  private void remember(Lesson.Shown shown, long line) {
    long name = shown.name();
    boolean isNew = name == 0 || names.add(TextName.mix(name, PICTURE), line) == 0;
    if (isNew) {
      shown.pixels().ifPresent(pixels -> looks.add(pixels.perceptualHash(), 0, line));
    }
  }

  /** {@return how many lines it has that are neither empty nor broken} */
  long examples() {
    return examples;
  }

  Path path() {
    return path;
  }

  /** {@return whether all lines and pictures are remembered} */
  boolean isWhole() {
    return !names.isFull();
  }

  /** {@return whether all pictures that were decoded are remembered} */
  boolean hasAllLooks() {
    return !looks.isFull();
  }

  /** {@return the number of the line that is the same; 0 when there is none} */
  long same(ScannedLine line) {
    return names.get(TextName.mix(line.hash(), LINE));
  }

  /** {@return the number of the line that shows the same picture; 0 when there is none} */
  long same(Lesson.Shown shown) {
    long name = shown.name();
    return name == 0 ? 0 : names.get(TextName.mix(name, PICTURE));
  }

  /** {@return the number of the line with a picture that looks the same; 0 when there is none} */
  long similar(Lesson.Shown shown) {
    Pixels pixels = shown.pixels().orElse(null);
    int found = pixels == null ? -1 : looks.find(pixels.perceptualHash(), 0, entry -> true);
    return found < 0 ? 0 : looks.note(found);
  }
}
