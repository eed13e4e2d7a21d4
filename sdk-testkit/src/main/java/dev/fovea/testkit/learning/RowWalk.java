package dev.fovea.testkit.learning;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a file of JSON lines from the first on; the first flaw ends the walk.
 *
 * @param lines how many lines were read
 * @param problem what is wrong with the last of them; null when nothing is
 */
public record RowWalk(long lines, @Nullable String problem) {
  /** The rules for one line. */
  @FunctionalInterface
  public interface Rules {
    /**
     * Checks a line.
     *
     * @param row what it holds; long strings are a {@link LongText}
     * @throws Flaw when it breaks a rule
     */
    void check(JsonNode row) throws Flaw;
  }

  /**
   * Checks a file.
   *
   * @param file the JSON lines
   * @param rules what each has to keep, besides being JSON
   * @return how far it came
   * @throws IOException when the file cannot be read
   */
  public static RowWalk of(Path file, Rules rules) throws IOException {
    try (JsonlReader reader = JsonlReader.open(Files.newInputStream(file), LongText::take)) {
      while (reader.next()) {
        Optional<String> flaw = flaw(reader, rules);
        if (flaw.isPresent()) {
          return new RowWalk(reader.number(), flaw.get());
        }
      }
      return new RowWalk(reader.number(), null);
    }
  }

  /** {@return what is wrong with the last line; absent when nothing is} */
  public Optional<String> flaw() {
    return Optional.ofNullable(problem);
  }

  private static Optional<String> flaw(JsonlReader reader, Rules rules) throws IOException {
    try {
      rules.check(line(reader));
      return Optional.empty();
    } catch (Flaw found) {
      return Optional.of(String.valueOf(found.getMessage()));
    }
  }

  private static JsonNode line(JsonlReader reader) throws Flaw, IOException {
    try {
      JsonNode row = reader.read();
      Flaw.unless(!row.isMissingNode(), "could not parse JSON, the line is blank");
      return row;
    } catch (StreamConstraintsException tooLong) {
      throw new Flaw("a string is too long, an image must be under 10 MB");
    } catch (CharConversionException notUtf8) {
      throw new Flaw("the file is not UTF-8 encoded");
    } catch (com.fasterxml.jackson.core.JacksonException notJson) {
      String reason = notJson.getOriginalMessage().toLowerCase(Locale.ROOT);
      throw new Flaw(
          reason.contains("utf-8")
              ? "the file is not UTF-8 encoded"
              : "could not parse JSON, unexpected format");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
