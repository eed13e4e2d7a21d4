package dev.fovea.together;

import dev.fovea.error.Failure;
import dev.fovea.error.UnsupportedCapabilityException;
import java.util.List;
import java.util.Locale;

/** What one upload may be, as Together's own client had it on the facts' date. Immutable. */
final class UploadFacts {
  private final String date;
  private final long largest;
  private final List<String> types;

  private UploadFacts(String date, long largest, List<String> types) {
    this.date = date;
    this.largest = largest;
    this.types = types;
  }

  /** {@return the facts that came with this version} */
  static UploadFacts bundled() {
    return of(DatedFacts.read("uploads.json"));
  }

  static UploadFacts of(WireObject facts) {
    return new UploadFacts(
        facts.required("date"),
        facts.integer("largestUploadBytes").orElse(Long.MAX_VALUE),
        facts.texts("fileTypes"));
  }

  /** {@return the file's type by its name's ending, which Together takes as it is written} */
  String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    if (types.contains(ending) && name.contains(".")) {
      return ending;
    }
    throw new IllegalArgumentException("together: cannot upload " + name
        + ": its name must end in one of ." + String.join(", .", types)
        + " in lower case; rename it or set UploadRequest.name");
  }

  void requireSize(String name, long bytes) {
    if (bytes <= largest) {
      return;
    }
    String instead = "split the data set into smaller files, or use smaller pictures";
    throw new UnsupportedCapabilityException(
        Failure.builder()
            .provider("together")
            .operation("upload " + name)
            .message(String.format(
                Locale.ROOT,
                "it has %.2f GiB, one upload takes at most %.2f GiB (limit of %s)",
                gib(bytes),
                gib(largest),
                date))
            .next(instead + "; if Together takes more by now, upload it unchecked()")
            .build(),
        "uploads of more than " + largest + " bytes",
        instead);
  }

  private static double gib(long bytes) {
    return bytes / (double) (1L << 30);
  }
}
