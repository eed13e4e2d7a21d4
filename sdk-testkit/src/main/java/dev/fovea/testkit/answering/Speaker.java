package dev.fovea.testkit.answering;

import dev.fovea.testkit.learning.Answer;
import dev.fovea.testkit.learning.Picture;
import dev.fovea.testkit.learning.TunedModel;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that answers.
 *
 * @param model the base model it is or was made from
 * @param contextLength how many tokens question and answer may have together
 * @param films whether it takes films
 * @param tuned what it has learned; empty if nothing
 */
public record Speaker(String model, long contextLength, boolean films, List<TunedModel> tuned) {
  /**
   * Answers: with what was learned, or else by saying what there is to see.
   *
   * @param question what was asked
   * @return what is said
   */
  public Answer answer(ChatQuestion question) {
    return tuned.stream()
        .findFirst()
        .flatMap(learned -> learned.answer(question.text(), question.pictures()))
        .orElseGet(() -> describe(question.text(), question.pictures()));
  }

  /**
   * Says how many tokens an answer may have; question and answer share the model's window.
   *
   * @param asked how many the question has
   * @param wanted how many the answer may have by the request; null when it does not say
   * @param truncate whether a wish that does not fit is cut down instead of refused
   * @return the limit, 1 or more
   * @throws Unanswerable when they do not fit
   */
  public long room(long asked, @Nullable Long wanted, boolean truncate) {
    long room = contextLength - asked;
    long wish = wanted == null ? Math.max(1, room) : wanted;
    boolean fits = wish <= room && room > 0;
    if (!fits && (!truncate || room <= 0)) {
      throw new Unanswerable(
          "The prompt's " + asked + " tokens and max_tokens " + wish
              + " exceed the model's context length of " + contextLength + ".",
          "max_tokens",
          "context_length_exceeded");
    }
    return Math.min(wish, room);
  }

  /** An untrained model says what it sees. */
  private static Answer describe(String question, List<Picture> pictures) {
    if (pictures.isEmpty()) {
      return Answer.of("There is no picture to look at. You said: " + question.strip());
    }
    return Answer.of(pictures.stream().map(Picture::describe).collect(Collectors.joining(" ")));
  }
}
