package dev.fovea.openai;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A grader this version has no class for, or with fields it has no method for. It is sent as it
 * stands. Immutable.
 *
 * @param type its kind, in the provider's word
 * @param fields all its fields as they stand on the wire, the kind among them
 */
public record OpenAiUnknownGrader(String type, Map<String, @Nullable Object> fields)
    implements OpenAiGrader {
  /**
   * Keeps the fields.
   *
   * @param type its kind, in the provider's word
   * @param fields all its fields as they stand on the wire, the kind among them
   */
  public OpenAiUnknownGrader {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
