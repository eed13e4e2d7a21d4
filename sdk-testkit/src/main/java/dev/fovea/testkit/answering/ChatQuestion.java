package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * What a chat request asks: the last question, the pictures it is about, and how much there was to
 * read.
 */
public final class ChatQuestion {
  // A picture is billed by tiles of this many pixels a side, at most two by two of them.
  private static final int TILE = 560;
  private static final int TOKENS_PER_TILE = 1601;

  private String text = "";
  private List<Picture> pictures = List.of();
  private long promptTokens;

  private ChatQuestion() {}

  /**
   * What is to be carried on without a conversation.
   *
   * @param text the text
   * @return the question
   */
  public static ChatQuestion prompt(String text) {
    ChatQuestion question = new ChatQuestion();
    question.text = text;
    question.promptTokens = Tokens.of(text).size();
    return question;
  }

  /**
   * Reads a conversation.
   *
   * @param messages its messages
   * @param senses takes in pictures, films and sounds
   * @return the question
   * @throws Unanswerable when a message is not what it should be
   */
  public static ChatQuestion read(JsonNode messages, Senses senses) {
    Unanswerable.unless(
        messages.isArray() && !messages.isEmpty(), "messages must be a non-empty list", "messages");
    ChatQuestion question = new ChatQuestion();
    for (int i = 0; i < messages.size(); i++) {
      question.message(messages.get(i), "messages[" + i + "]", senses);
    }
    return question;
  }

  /** {@return the text of the last question} */
  public String text() {
    return text;
  }

  /** {@return the pictures it is about} */
  public List<Picture> pictures() {
    return pictures;
  }

  /** {@return how many tokens the whole conversation has} */
  public long promptTokens() {
    return promptTokens;
  }

  private void message(JsonNode message, String where, Senses senses) {
    String role = message.path("role").asText("");
    Unanswerable.unless(
        senses.roles().contains(role),
        where + ".role must be one of " + String.join(", ", senses.roles()) + ", got '" + role
            + "'",
        where + ".role");
    JsonNode content = message.path("content");
    Unanswerable.unless(
        content.isTextual() || content.isArray() || message.has("tool_calls"),
        where + ".content must be a string or a list of parts",
        where + ".content");
    List<Picture> here = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    if (content.isTextual()) {
      texts.add(content.textValue());
    }
    for (int i = 0; content.isArray() && i < content.size(); i++) {
      JsonNode part = content.get(i);
      String place = where + ".content[" + i + "]";
      switch (part.path("type").asText("")) {
        case "text" -> texts.add(text(part, place));
        case "image_url" -> here.add(picture(part, place, senses));
        default -> promptTokens += senses.perceive(part, place);
      }
    }
    String said = String.join("\n", texts);
    promptTokens += 4 + Tokens.of(said).size();
    if (role.equals("user")) {
      text = said;
      pictures = here.isEmpty() ? pictures : here;
    }
  }

  private static String text(JsonNode part, String where) {
    Unanswerable.unless(part.path("text").isTextual(), where + ".text must be a string", where);
    return part.get("text").textValue();
  }

  private Picture picture(JsonNode part, String where, Senses senses) {
    JsonNode url = part.path("image_url").path("url");
    Unanswerable.unless(url.isTextual(), where + ".image_url.url must be a string", where);
    Picture picture = senses.look(url.textValue(), where);
    promptTokens += (long) tiles(picture.width()) * tiles(picture.height()) * TOKENS_PER_TILE;
    return picture;
  }

  private static int tiles(int pixels) {
    return pixels > TILE ? 2 : 1;
  }
}
