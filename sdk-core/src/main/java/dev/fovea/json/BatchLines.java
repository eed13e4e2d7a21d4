package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.BatchResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one line of what a batch has answered. */
final class BatchLines {
  private String customId = "";
  private @Nullable ChatCompletion body;

  private BatchLines() {}

  static BatchResult read(JsonParser parser) throws IOException {
    Members.expectObject(parser);
    BatchLines line = new BatchLines();
    Map<String, @Nullable Object> fields = line.members(parser, true);
    if (line.customId.isEmpty()) {
      throw Unreadable.at("the line has no custom_id", "$", null);
    }
    return BatchResult.of(line.customId, line.body, fields);
  }

  private Map<String, @Nullable Object> members(JsonParser parser, boolean outer)
      throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      if (outer && name.equals("custom_id")) {
        String id = Members.text(parser);
        customId = id == null ? "" : id;
      } else if (outer && object && name.equals("response")) {
        Map<String, @Nullable Object> response = members(parser, false);
        if (body == null && response.containsKey("choices")) {
          body = bare(response);
        } else {
          members.put(name, response);
        }
      } else if (!outer && object && name.equals("body")) {
        body = CompletionReader.read(parser, ResponseMeta.none());
      } else {
        members.put(name, JsonValues.read(parser));
      }
    }
    return Collections.unmodifiableMap(members);
  }

  /** Reads the answer of a provider that puts no status around it. */
  private static ChatCompletion bare(Map<String, @Nullable Object> response) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonFactories.WRITING.createGenerator(json)) {
      JsonValues.write(out, response);
    }
    try (JsonParser parser = JsonFactories.WRITING.createParser(json.toByteArray())) {
      return Documents.whole(parser, p -> CompletionReader.read(p, ResponseMeta.none()));
    }
  }
}
