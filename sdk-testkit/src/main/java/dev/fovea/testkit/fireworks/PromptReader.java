package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.ChatQuestion;
import dev.fovea.testkit.answering.Prompt;
import dev.fovea.testkit.answering.Senses;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.learning.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads prompts to be carried on: texts or tokens, one or several, with their pictures. The caller
 * has applied the model's chat template; the last user's turn is found in it again.
 */
final class PromptReader {
  private static final String MARKER = "<image>";
  private static final Pattern USER = Pattern.compile(
      "(?:<\\|im_start\\|>user|<\\|start_header_id\\|>user<\\|end_header_id\\|>)(.*?)"
          + "(?:<\\|im_end\\|>|<\\|eot_id\\|>|$)",
      Pattern.DOTALL);

  private final Vocabulary vocabulary;
  private final Senses senses;

  PromptReader(Vocabulary vocabulary, Senses senses) {
    this.vocabulary = vocabulary;
    this.senses = senses;
  }

  /** The questions, one for each prompt. */
  List<ChatQuestion> read(JsonNode request) {
    JsonNode prompt = request.get("prompt");
    boolean several = prompt.isArray() && !prompt.isEmpty() && !prompt.get(0).isNumber();
    JsonNode images = request.path("images");
    boolean each = !images.isEmpty() && images.get(0).isArray();
    List<ChatQuestion> questions = new ArrayList<>();
    int count = several ? prompt.size() : 1;
    Unanswerable.unless(
        each ? images.size() == count : images.isEmpty() || count == 1,
        "images must hold one list for each prompt",
        "images");
    for (int i = 0; i < count; i++) {
      JsonNode one = several ? prompt.get(i) : prompt;
      questions.add(question(one, each ? images.get(i) : images));
    }
    return questions;
  }

  private ChatQuestion question(JsonNode prompt, JsonNode images) {
    Prompt pieces = new Prompt();
    List<Picture> pictures = new ArrayList<>();
    String text = prompt.isTextual() ? prompt.textValue() : vocabulary.text(prompt);
    List<String> parts = List.of(text.split(Pattern.quote(MARKER), -1));
    Unanswerable.unless(
        parts.size() - 1 == images.size(),
        "the prompt has " + (parts.size() - 1) + " image markers, but images has " + images.size(),
        "images");
    for (int i = 0; i < images.size(); i++) {
      String url = images.get(i).textValue();
      Picture picture = senses.look(url, "images[" + i + "]");
      pictures.add(picture);
      if (prompt.isTextual()) {
        pieces.text(parts.get(i)).picture(url, ChatQuestion.tokens(picture));
      }
    }
    if (prompt.isTextual()) {
      pieces.text(parts.get(parts.size() - 1));
    } else {
      tokens(prompt, images, pictures, pieces);
    }
    return ChatQuestion.of(asked(text), pictures, pieces);
  }

  private void tokens(JsonNode ids, JsonNode images, List<Picture> pictures, Prompt pieces) {
    int next = 0;
    for (JsonNode id : ids) {
      if (id.intValue() == Prompt.PICTURE) {
        pieces.picture(images.get(next).textValue(), ChatQuestion.tokens(pictures.get(next)));
        next++;
      } else {
        pieces.token(vocabulary.word(id.intValue()), id.intValue());
      }
    }
  }

  private static String asked(String text) {
    String last = text;
    for (Matcher turn = USER.matcher(text); turn.find(); ) {
      last = turn.group(1);
    }
    return last.replace(MARKER, "").replaceAll("<\\|vision_(start|end)\\|>", "").strip();
  }
}
