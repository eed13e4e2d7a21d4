package dev.fovea.cli;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.json.JsonCodec;
import dev.fovea.preparation.LabelledPicture;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What both models said about one picture neither was trained on.
 *
 * @param asked the picture, the question and the right answer
 * @param base what the base model said
 * @param tuned what the tuned model said
 */
record DemoAnswer(LabelledPicture asked, String base, String tuned) {
  boolean baseIsRight() {
    return isRight(base);
  }

  boolean tunedIsRight() {
    return isRight(tuned);
  }

  /** {@return whether a JSON object was asked for} */
  boolean wantsJson() {
    return !fields(asked.answer()).isEmpty();
  }

  /**
   * {@return whether the answer is a JSON object with the keys of the right answer, no more, no
   * less}
   */
  boolean hasTrainedKeys(String answer) {
    Set<String> wanted = fields(asked.answer()).keySet();
    return !wanted.isEmpty() && fields(answer).keySet().equals(wanted);
  }

  private boolean isRight(String answer) {
    Map<String, Object> wanted = fields(asked.answer());
    return wanted.isEmpty()
        ? word(answer).equals(word(asked.answer()))
        : wanted.equals(fields(answer));
  }

  /** Capitals and a full stop make no difference. */
  private static String word(String answer) {
    return answer.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }

  private static Map<String, Object> fields(String answer) {
    if (!answer.strip().startsWith("{")) {
      return Map.of();
    }
    try {
      return JsonCodec.shared().readMap(answer.strip().getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableResponseException e) {
      return Map.of();
    }
  }
}
