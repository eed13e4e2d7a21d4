package dev.fovea.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.fovea.config.Limits;

/** Parsers and generators with our limits. Nothing here knows databind: chat starts without it. */
final class JsonFactories {
  private static final int NUMBER_CHARS = 1_000;
  private static final int NAME_CHARS = 50_000;

  /** For text that we wrote or have read within limits. */
  static final JsonFactory WRITING = of(Limits.builder().build());

  private JsonFactories() {}

  static JsonFactory of(Limits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(limits.jsonDepth())
            .maxStringLength(limits.jsonStringChars())
            .maxNumberLength(NUMBER_CHARS)
            .maxNameLength(NAME_CHARS)
            .build())
        // The same names come again and again, but from servers: interned strings are never freed.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build()
        // Streams are closed by whoever opened them.
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }
}
