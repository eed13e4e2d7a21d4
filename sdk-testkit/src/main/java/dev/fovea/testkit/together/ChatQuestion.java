package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * What a chat request asks: the last question, the pictures it is about, and how much there was to
 * read.
 */
final class ChatQuestion {
  // A picture is billed by tiles of this many pixels a side, at most two by two of them.
  private static final int TILE = 560;
  private static final int TOKENS_PER_TILE = 1601;

  private String text = "";
  private List<Picture> pictures = List.of();
  private long promptTokens;

  private ChatQuestion() {}

  static ChatQuestion read(JsonNode messages, PictureSource source) {
    Refusals.unless(
        messages.isArray() && !messages.isEmpty(), "messages must be a non-empty list", "messages");
    ChatQuestion question = new ChatQuestion();
    for (int i = 0; i < messages.size(); i++) {
      question.message(messages.get(i), "messages[" + i + "]", source);
    }
    return question;
  }

  String text() {
    return text;
  }

  List<Picture> pictures() {
    return pictures;
  }

  long promptTokens() {
    return promptTokens;
  }

  private void message(JsonNode message, String where, PictureSource source) {
    String role = message.path("role").asText("");
    Refusals.unless(
        List.of("system", "user", "assistant", "tool", "function", "developer").contains(role),
        where + ".role must be system, user, assistant or tool, got '" + role + "'",
        where + ".role");
    JsonNode content = message.path("content");
    Refusals.unless(
        content.isTextual() || content.isArray() || message.has("tool_calls"),
        where + ".content must be a string or a list of parts",
        where + ".content");
    List<Picture> here = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    if (content.isTextual()) {
      texts.add(content.textValue());
    }
    for (int i = 0; content.isArray() && i < content.size(); i++) {
      part(content.get(i), where + ".content[" + i + "]", source, texts, here);
    }
    String said = String.join("\n", texts);
    promptTokens += 4 + Tokens.of(said).size();
    if (role.equals("user")) {
      text = said;
      pictures = here.isEmpty() ? pictures : here;
    }
  }

  private void part(
      JsonNode part, String where, PictureSource source, List<String> texts, List<Picture> here) {
    switch (part.path("type").asText("")) {
      case "text" -> {
        Refusals.unless(part.path("text").isTextual(), where + ".text must be a string", where);
        texts.add(part.get("text").textValue());
      }
      case "image_url" -> {
        JsonNode url = part.path("image_url").path("url");
        Refusals.unless(url.isTextual(), where + ".image_url.url must be a string", where);
        Picture picture = source.load(url.textValue(), where);
        promptTokens += (long) tiles(picture.width()) * tiles(picture.height()) * TOKENS_PER_TILE;
        here.add(picture);
      }
      default ->
        throw Refusals.badRequest(
            where + ".type must be text or image_url, got '" + part.path("type").asText("") + "'",
            where);
    }
  }

  private static int tiles(int pixels) {
    return pixels > TILE ? 2 : 1;
  }
}
