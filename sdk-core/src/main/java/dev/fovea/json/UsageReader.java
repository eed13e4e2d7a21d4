package dev.fovea.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.chat.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads token counts, flat or nested. */
final class UsageReader {
  private UsageReader() {}

  static Usage read(JsonParser parser) throws IOException {
    Members.expectObject(parser);
    Usage.Builder usage = Usage.builder();
    members(parser, usage);
    return usage.build();
  }

  private static void members(JsonParser parser, Usage.Builder usage) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "prompt_tokens_details", "completion_tokens_details" -> {
          if (parser.currentToken() == JsonToken.START_OBJECT) {
            members(parser, usage);
          } else {
            Members.skip(parser);
          }
        }
        default -> count(name, Members.count(parser), usage);
      }
    }
  }

  private static void count(String name, @Nullable Long count, Usage.Builder usage) {
    if (count == null) {
      return;
    }
    switch (name) {
      case "prompt_tokens" -> usage.promptTokens(count);
      case "completion_tokens" -> usage.completionTokens(count);
      case "total_tokens" -> usage.totalTokens(count);
      case "cached_tokens" -> usage.cachedTokens(count);
      case "reasoning_tokens" -> usage.reasoningTokens(count);
      default -> {}
    }
  }
}
