package dev.fovea.openai;

import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.UploadLimits;
import dev.fovea.provider.WireObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one upload may be, as OpenAI told it on the facts' date. For one upload. */
final class UploadFacts {
  private static final String ANY_BYTES = "application/octet-stream";

  private final WireObject facts;
  private final Map<String, ?> types;

  /** How large an upload may be. */
  final UploadLimits limits;

  private UploadFacts(WireObject facts) {
    this.facts = facts;
    this.types = facts.object("fileTypes").map(WireObject::rest).orElse(Map.of());
    this.limits = new UploadLimits(OpenAiProvider.ID, facts);
  }

  /** {@return the facts that came with this version} */
  static UploadFacts bundled() {
    return of(DatedFacts.read(OpenAiProvider.class, "uploads.json"));
  }

  static UploadFacts of(WireObject facts) {
    return new UploadFacts(facts);
  }

  /** Refuses a name whose ending OpenAI does not take for a purpose. */
  void requireName(String name, String purpose) {
    if (types.get(purpose) instanceof List<?> endings && !endings.contains(ending(name))) {
      throw new IllegalArgumentException("openai: cannot upload " + name + " for the purpose "
          + purpose + ": its name must end in " + endings + " in lower case (fact of "
          + facts.required("date") + "); rename it, set UploadRequest.name, or upload it"
          + " unchecked() if OpenAI takes it by now");
    }
  }

  /** {@return the media type an upload in parts is announced with} */
  String mediaType(String name) {
    Optional<String> known = facts.object("mediaTypes").flatMap(types -> types.text(ending(name)));
    return known.orElse(ANY_BYTES);
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  long partBytes() {
    return facts.integer("partBytes").filter(bytes -> bytes > 0).orElse(Long.MAX_VALUE);
  }

  /** {@return how long an upload in parts may take from its beginning} */
  Duration lifetime() {
    return Duration.ofSeconds(facts.integer("uploadSeconds").orElse(Long.MAX_VALUE));
  }
}
