package dev.fovea.together;

import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.UploadLimits;
import dev.fovea.provider.WireObject;
import java.util.List;
import java.util.Map;

/** What one upload may be, as Together's own client had it on the facts' date. For one upload. */
final class UploadFacts {
  /**
   * How a large file is cut.
   *
   * @param count how many parts
   * @param bytes the size of each but the last, which is what is left
   */
  record Parts(int count, long bytes) {}

  private final WireObject facts;
  private final List<String> types;
  private final Map<String, ?> refused;

  /** How large an upload may be. */
  final UploadLimits limits;

  private UploadFacts(WireObject facts) {
    this.facts = facts;
    this.limits = new UploadLimits(TogetherProvider.ID, facts);
    this.types = facts.texts("fileTypes");
    this.refused = facts.object("refusedPurposes").map(WireObject::rest).orElse(Map.of());
  }

  /** {@return the facts that came with this version} */
  static UploadFacts bundled() {
    return of(DatedFacts.read(TogetherProvider.class, "uploads.json"));
  }

  static UploadFacts of(WireObject facts) {
    return new UploadFacts(facts);
  }

  private long bytes(String name) {
    return facts.integer(name).orElse(Long.MAX_VALUE);
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

  void requirePurpose(String name, String purpose) {
    String type = type(name);
    if (refused.get(type) instanceof List<?> purposes && purposes.contains(purpose)) {
      throw new IllegalArgumentException("together: cannot upload " + name + " for the purpose "
          + purpose + ": Together does not take ." + type + " files for it (fact of "
          + facts.required("date") + "); convert it to .jsonl, set another purpose,"
          + " or upload it unchecked() if Together takes it by now");
    }
  }

  /** {@return how Together's own client cuts a file of this size} */
  Parts parts(long bytes) {
    long target = bytes("targetPartBytes");
    if (bytes <= target) {
      return new Parts(1, bytes);
    }
    long smallest = facts.integer("smallestPartBytes").orElse(1L);
    long count = Math.min(bytes("mostParts"), above(bytes, target));
    long part = above(bytes, count);
    return part < smallest
        ? new Parts((int) above(bytes, smallest), smallest)
        : new Parts((int) count, part);
  }

  private static long above(long bytes, long pieces) {
    return bytes / pieces + (bytes % pieces == 0 ? 0 : 1);
  }
}
