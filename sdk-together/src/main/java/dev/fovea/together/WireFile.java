package dev.fovea.together;

import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.finding.Finding;
import dev.fovea.page.Page;
import dev.fovea.provider.ServerFindings;
import dev.fovea.provider.WireObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Together's words about files, put into ours. */
final class WireFile {
  /** The service's word for data that the user has to mend. */
  static final String INVALID_FORMAT = "INVALID_FORMAT";

  private WireFile() {}

  static Page<RemoteFile> page(WireObject wire) {
    return Page.of(wire.requiredObjects("data").stream().map(WireFile::toModel).toList());
  }

  static RemoteFile toModel(WireObject wire) {
    // Only looked at: a view shows what else they say.
    Optional<WireObject> report = wire.glance().object("validation_report");
    String purpose = wire.text("purpose").orElse("");
    String word = wire.text("processing_status").orElse("");
    boolean processed = wire.glance().flag("Processed", "processed").orElse(true);
    Optional<Boolean> valid = report.flatMap(r -> r.flag("valid"));
    RemoteFile.Builder file = RemoteFile.builder()
        .id(wire.required("id"))
        .filename(wire.text("filename").orElse(""))
        .bytes(wire.integer("bytes").orElse(0L))
        .purpose(purpose)
        .providerStatus(word)
        .status(word.isEmpty() ? unspoken(purpose, processed, valid.orElse(null)) : status(word))
        .findings(report.map(WireFile::findings).orElse(List.of()))
        .meta(wire.meta());
    wire.time("created_at").ifPresent(file::createdAt);
    wire.integer("LineCount", "line_count")
        .or(() -> report.flatMap(r -> r.integer("nlines")))
        .filter(lines -> lines > 0)
        .ifPresent(file::lineCount);
    wire.text("object");
    return file.additionalProperties(wire.rest()).build();
  }

  static FileStatus status(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "PENDING", "QUEUED" -> FileStatus.PENDING;
      case "RUNNING" -> FileStatus.PROCESSING;
      case "COMPLETED" -> FileStatus.READY;
      case "FAILED", INVALID_FORMAT -> FileStatus.FAILED;
      default -> FileStatus.UNKNOWN;
    };
  }

  // Files that are not for training are not checked, and older servers have no word for it.
  private static FileStatus unspoken(String purpose, boolean processed, @Nullable Boolean valid) {
    if (valid != null) {
      return valid ? FileStatus.READY : FileStatus.FAILED;
    }
    return purpose.equals("fine-tune") && !processed ? FileStatus.PENDING : FileStatus.READY;
  }

  private static List<Finding> findings(WireObject report) {
    String told = report.text("error").or(() -> report.text("error_type")).orElse("");
    return ServerFindings.of(TogetherProvider.ID, told);
  }
}
