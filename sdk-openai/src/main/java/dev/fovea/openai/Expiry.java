package dev.fovea.openai;

import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.NumberFacts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** When a file is deleted by itself. */
final class Expiry {
  private Expiry() {}

  /** {@return a time after the file's creation, as the wire wants it} */
  static Map<String, Object> after(Duration time) {
    NumberFacts.of(OpenAiProvider.ID, DatedFacts.read(OpenAiProvider.class, "uploads.json"))
        .check("expiresAfter in seconds", time.toSeconds());
    Map<String, Object> expiry = new LinkedHashMap<>();
    expiry.put("anchor", "created_at");
    expiry.put("seconds", time.toSeconds());
    return expiry;
  }
}
