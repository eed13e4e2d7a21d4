package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request asks: the last question, the pictures it is about, and all there was to read.
 * Immutable.
 */
public final class ChatQuestion {
  // A picture is billed by tiles of this many pixels a side, at most two by two of them.
  private static final int TILE = 560;
  private static final int TOKENS_PER_TILE = 1601;
  private static final int TURN_BEGINS = 151_644;
  private static final int TURN_ENDS = 151_645;
  private static final int LINE_ENDS = 198;

  private record Turn(String role, String text, List<Picture> pictures, Prompt prompt) {}

  /** What is read of one message, and with what. */
  private record Reading(Senses senses, Prompt prompt, List<Picture> pictures) {}

  private final List<Turn> turns;
  private final Prompt prompt = new Prompt();
  private String text = "";
  private List<Picture> pictures = List.of();

  private ChatQuestion(List<Turn> turns) {
    this.turns = turns;
    for (Turn turn : turns) {
      prompt.append(turn.prompt());
      if (turn.role().equals("user")) {
        text = turn.text();
        pictures = turn.pictures().isEmpty() ? pictures : turn.pictures();
      }
    }
  }

  /**
   * What is to be carried on without a conversation.
   *
   * @param text the text
   * @return the question
   */
  public static ChatQuestion prompt(String text) {
    return of(text, List.of(), new Prompt().text(text));
  }

  /**
   * A question that was taken apart already.
   *
   * @param text what is asked
   * @param pictures what it is about
   * @param prompt all there is to read
   * @return the question
   */
  public static ChatQuestion of(String text, List<Picture> pictures, Prompt prompt) {
    return new ChatQuestion(List.of(new Turn("user", text, pictures, prompt)));
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
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      turns.add(turn(messages.get(i), "messages[" + i + "]", senses));
    }
    return new ChatQuestion(turns);
  }

  /**
   * The same question without its oldest turns, so that what is left fits. System messages and the
   * last turn always stay.
   *
   * @param most how many tokens it may have
   * @return the question, shorter or not
   */
  public ChatQuestion within(long most) {
    List<Turn> left = new ArrayList<>(turns);
    long tokens = promptTokens();
    for (int i = 0; i < left.size() - 1 && tokens > most; ) {
      if (left.get(i).role().equals("system")) {
        i++;
      } else {
        tokens -= left.remove(i).prompt().tokens();
      }
    }
    return new ChatQuestion(left);
  }

  /** {@return the text of the last question} */
  public String text() {
    return text;
  }

  /** {@return the pictures it is about} */
  public List<Picture> pictures() {
    return pictures;
  }

  /** {@return all there is to read} */
  public Prompt prompt() {
    return prompt;
  }

  /** {@return how many tokens there are to read} */
  public long promptTokens() {
    return prompt.tokens();
  }

  private static Turn turn(JsonNode message, String where, Senses senses) {
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
    Prompt prompt = new Prompt().token("<|im_start|>", TURN_BEGINS).token(role, Tokens.id(role));
    List<Picture> pictures = new ArrayList<>();
    String said = content(content, where + ".content", new Reading(senses, prompt, pictures));
    prompt.token("<|im_end|>", TURN_ENDS).token("\n", LINE_ENDS);
    return new Turn(role, said, List.copyOf(pictures), prompt);
  }

  /** Reads what a message says, and returns its texts. */
  private static String content(JsonNode content, String where, Reading reading) {
    if (content.isTextual()) {
      reading.prompt().text(content.textValue());
      return content.textValue();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; content.isArray() && i < content.size(); i++) {
      JsonNode part = content.get(i);
      String place = where + "[" + i + "]";
      String type = part.path("type").asText("");
      switch (type) {
        case "text" -> texts.add(text(part, place, reading.prompt()));
        case "image_url" -> reading.pictures().add(picture(part, place, reading));
        default -> reading.prompt().picture(type, reading.senses().perceive(part, place));
      }
    }
    return String.join("\n", texts);
  }

  private static String text(JsonNode part, String where, Prompt prompt) {
    Unanswerable.unless(part.path("text").isTextual(), where + ".text must be a string", where);
    prompt.text(part.get("text").textValue());
    return part.get("text").textValue();
  }

  private static Picture picture(JsonNode part, String where, Reading reading) {
    Senses senses = reading.senses();
    JsonNode url = part.path("image_url").path("url");
    Unanswerable.unless(url.isTextual(), where + ".image_url.url must be a string", where);
    Picture picture = senses.look(url.textValue(), where);
    long tokens = senses.tokens(picture, part.path("image_url"), where);
    reading.prompt().picture(url.textValue(), tokens);
    return picture;
  }

  /**
   * {@return how many tokens a picture counts for where nobody says otherwise}
   *
   * @param picture the picture
   */
  public static long tokens(Picture picture) {
    return (long) tiles(picture.width()) * tiles(picture.height()) * TOKENS_PER_TILE;
  }

  private static int tiles(int pixels) {
    return pixels > TILE ? 2 : 1;
  }
}
