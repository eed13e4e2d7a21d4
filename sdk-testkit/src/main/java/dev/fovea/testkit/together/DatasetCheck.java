package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Flaw;
import dev.fovea.testkit.learning.RowWalk;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the provider finds out about a training file after its upload; the first flaw ends the
 * search.
 */
final class DatasetCheck {
  /**
   * The outcome.
   *
   * @param valid whether the file may be trained on
   * @param lines how many lines were read
   * @param multimodal whether any line holds a picture
   * @param report the {@code validation_report} of the file object
   */
  record Verdict(boolean valid, long lines, boolean multimodal, ObjectNode report) {}

  private final String fileId;
  private @Nullable String format;

  private DatasetCheck(String fileId) {
    this.fileId = fileId;
  }

  static Verdict check(String fileId, Path file, String fileType) throws IOException {
    DatasetCheck check = new DatasetCheck(fileId);
    if (Files.size(file) == 0) {
      return check.invalid(0, "the file is empty");
    }
    return switch (fileType) {
      case "jsonl" -> check.jsonl(file);
      case "parquet" -> check.parquet(file);
      default ->
        check.invalid(0, "the file type " + fileType + " is not supported for fine-tuning");
    };
  }

  private Verdict jsonl(Path file) throws IOException {
    Traits traits = new Traits();
    RowCheck rows = new RowCheck(traits);
    RowWalk walk = RowWalk.of(file, row -> format = sameFormat(format, rows.check(row)));
    return walk.flaw()
        .map(flaw -> invalid(walk.lines(), "Line " + walk.lines() + ": " + flaw))
        .orElseGet(() -> valid(walk.lines(), String.valueOf(format), traits));
  }

  private static String sameFormat(@Nullable String first, String format) throws Flaw {
    Flaw.unless(
        first == null || first.equals(format),
        "all samples must share one format: got " + first + " first, now " + format);
    return format;
  }

  private Verdict parquet(Path file) throws IOException {
    byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(4), magic)
          ? valid(0, "tokenized", new Traits())
          : invalid(0, "the file cannot be read as Parquet");
    }
  }

  private Verdict valid(long lines, String format, Traits traits) {
    ObjectNode report = Json.object()
        .put("valid", true)
        .put("dataset_format", format)
        .put("nlines", lines)
        .put("file_id", fileId);
    traits.writeTo(report);
    return new Verdict(true, lines, traits.multimodal, report);
  }

  private Verdict invalid(long lines, String error) {
    ObjectNode report = Json.object()
        .put("valid", false)
        .put("file_id", fileId)
        .put("error_type", "INVALID_FORMAT")
        .put("error", error);
    return new Verdict(false, lines, false, report);
  }
}
