package dev.fovea.preparation;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A picture with the question about it and the right answer. Immutable.
 *
 * @param picture the picture's file
 * @param question what to ask
 * @param answer what to answer: a label, or a JSON object
 */
public record LabelledPicture(Path picture, String question, String answer) {
  /**
   * Makes it.
   *
   * @param picture the picture's file; it is looked at when it is needed
   * @param question what to ask
   * @param answer what to answer
   */
  public LabelledPicture {
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(answer, "answer");
  }
}
