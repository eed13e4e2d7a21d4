package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.server.Exchange;
import java.util.Map;
import java.util.function.Predicate;

/** The labels a user gives to a job. */
final class Metadata {
  private static final int MOST = 16;
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_VALUE = 512;
  private static final String FILTER = "metadata[";

  private Metadata() {}

  static void check(JsonNode metadata) {
    if (Refusal.isAbsent(metadata)) {
      return;
    }
    Refusal.type(metadata.isObject(), metadata, "metadata", "an object");
    if (metadata.size() > MOST) {
      throw OpenAiErrors.badRequest(
          "Invalid 'metadata': too many properties. Expected at most " + MOST + ", but got "
              + metadata.size() + " instead.",
          "metadata",
          "object_above_max_properties");
    }
    metadata.properties().forEach(pair -> {
      String where = "metadata." + pair.getKey();
      Refusal.length(pair.getKey(), 0, LONGEST_KEY, "metadata");
      Refusal.type(pair.getValue().isTextual(), pair.getValue(), where, "a string");
      Refusal.length(pair.getValue().textValue(), 0, LONGEST_VALUE, where);
    });
  }

  /** What {@code metadata[key]=value} and {@code metadata=null} of a query let through. */
  static Predicate<JsonNode> filter(Exchange exchange) {
    Predicate<JsonNode> all = metadata -> true;
    for (Map.Entry<String, String> field : exchange.queryValues().entrySet()) {
      String name = field.getKey();
      if (name.startsWith(FILTER) && name.endsWith("]")) {
        String key = name.substring(FILTER.length(), name.length() - 1);
        all = all.and(metadata ->
            metadata.path(key).asText("").equals(field.getValue()) && metadata.has(key));
      } else if (name.equals("metadata") && field.getValue().equals("null")) {
        all = all.and(metadata -> metadata.isEmpty());
      }
    }
    return all;
  }
}
