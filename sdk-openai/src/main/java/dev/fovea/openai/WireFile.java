package dev.fovea.openai;

import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.finding.Finding;
import dev.fovea.provider.ServerFindings;
import dev.fovea.provider.WireObject;
import java.util.List;

/** OpenAI's words about files, put into ours. */
final class WireFile {
  private WireFile() {}

  static RemoteFile toModel(WireObject wire) {
    String purpose = wire.text("purpose").orElse("");
    String word = wire.text("status").orElse("");
    FileStatus status = status(word, purpose);
    RemoteFile.Builder file = RemoteFile.builder()
        .id(wire.required("id"))
        .filename(wire.text("filename").orElse(""))
        .bytes(wire.integer("bytes").orElse(0L))
        .purpose(purpose)
        .providerStatus(word)
        .status(status)
        .findings(findings(wire, status))
        .meta(wire.meta());
    wire.time("created_at").ifPresent(file::createdAt);
    wire.text("object");
    return file.additionalProperties(wire.rest()).build();
  }

  // The word is deprecated and may be missing; only files for training are ever looked at, so what
  // is stored for another purpose is ready.
  private static FileStatus status(String word, String purpose) {
    return switch (word) {
      case "", "processed" -> FileStatus.READY;
      case "uploaded" ->
        purpose.equals(Upload.CHECKED_PURPOSE) ? FileStatus.PENDING : FileStatus.READY;
      case "error", "deleted" -> FileStatus.FAILED;
      default -> FileStatus.UNKNOWN;
    };
  }

  // Only looked at: the view shows the details of any status.
  private static List<Finding> findings(WireObject wire, FileStatus status) {
    return status == FileStatus.FAILED
        ? ServerFindings.of(
            OpenAiProvider.ID, wire.glance().text("status_details").orElse(""))
        : List.of();
  }
}
