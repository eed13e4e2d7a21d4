package dev.fovea.preparation;

import java.util.List;

/**
 * What is trained on and what is kept to judge by. No picture is in both. Immutable.
 *
 * @param training what is trained on
 * @param validation what is kept, in the order of the labels; empty when nothing was asked to be
 */
public record DatasetParts(List<LabelledPicture> training, List<LabelledPicture> validation) {
  /**
   * Makes it.
   *
   * @param training what is trained on, copied
   * @param validation what is kept, copied
   */
  public DatasetParts {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }
}
