package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One turn of a training example.
 *
 * @param text what is said; a picture is {@code <image>}
 * @param learnt whether the model learns to say it
 */
record Said(String text, boolean learnt) {
  static List<Said> in(JsonNode line) {
    List<Said> turns = new ArrayList<>();
    if (line.has("messages")) {
      for (JsonNode message : line.get("messages")) {
        boolean learnt = message.path("role").asText().equals("assistant")
            && message.path("weight").asInt(1) != 0;
        turns.add(new Said(text(message.path("content")), learnt));
      }
    } else if (line.has("prompt")) {
      turns.add(new Said(text(line.get("prompt")), false));
      turns.add(new Said(text(line.path("completion")), true));
    } else {
      turns.add(new Said(text(line.path("text")), true));
    }
    return turns;
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    List<String> parts = new ArrayList<>();
    content.forEach(part -> parts.add(part.path("text").asText("<image>")));
    return String.join(" ", parts);
  }
}
