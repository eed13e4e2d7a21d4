package dev.fovea.cli;

import java.nio.file.Path;

/**
 * A picture with the question about it and the right answer.
 *
 * @param picture the picture's file
 * @param question what to ask
 * @param answer what to answer: a label, or a JSON object
 */
record Labelled(Path picture, String question, String answer) {
  Labelled withAnswer(String other) {
    return new Labelled(picture, question, other);
  }
}
