package dev.fovea.fireworks;

import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.provider.ServerFindings;
import dev.fovea.provider.WireObject;
import java.util.Set;

/** Fireworks' words about data sets, put into ours. */
final class WireDataset {
  /** The kind of thing it is, as paths spell it. */
  static final String COLLECTION = "datasets";

  // Only these mean that the rows are to be mended; the rest is the service's own trouble.
  private static final Set<String> WRONG_DATA = Set.of(
      "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE", "DATA_LOSS", "UNIMPLEMENTED");

  private WireDataset() {}

  static RemoteFile toModel(WireObject wire) {
    String word = wire.text("state").orElse("");
    WireObject trouble = wire.glance().object("status").orElse(WireObject.of(java.util.Map.of()));
    String code = trouble.text("code").orElse("OK");
    RemoteFile.Builder file = RemoteFile.builder()
        .id(wire.required("name"))
        .filename(wire.text("displayName").orElse(""))
        .providerStatus(word)
        .status(status(word, code))
        .meta(wire.meta());
    if (!code.equals("OK")) {
      file.findings(ServerFindings.of(
          FireworksProvider.ID, trouble.text("message").orElse("Fireworks says only " + code)));
    }
    wire.time("createTime").ifPresent(file::createdAt);
    wire.integer("exampleCount").filter(count -> count > 0).ifPresent(file::lineCount);
    return file.additionalProperties(wire.rest()).build();
  }

  // There is no state for failure: it is told beside the state of a data set that waits for ever.
  private static FileStatus status(String word, String code) {
    return switch (word) {
      case "READY" -> FileStatus.READY;
      case "UPLOADING", "" -> code.equals("OK") ? FileStatus.PENDING : FileStatus.FAILED;
      default -> FileStatus.UNKNOWN;
    };
  }

  /** {@return whether what Fireworks refused is in the rows} */
  static boolean isWrongData(RemoteFile file) {
    return FireworksFile.of(file).statusCode().filter(WRONG_DATA::contains).isPresent();
  }
}
