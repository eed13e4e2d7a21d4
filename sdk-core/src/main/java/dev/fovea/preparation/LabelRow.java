package dev.fovea.preparation;

import org.jspecify.annotations.Nullable;

/**
 * One row of labels, understood.
 *
 * @param line where it stands, counted from 1
 * @param name the picture's name as it stands there
 * @param example what it says
 * @param split {@code train} or {@code validation}; null if it does not say
 */
record LabelRow(
    long line,
    String name,
    LabelledPicture example,
    @Nullable String split) {
  static final String TRAIN = "train";
  static final String VALIDATION = "validation";
}
