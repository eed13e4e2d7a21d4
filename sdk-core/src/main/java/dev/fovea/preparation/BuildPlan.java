package dev.fovea.preparation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What will be written: everything is read, checked and parted.
 *
 * @param problems takes what else is wrong; it has none
 * @param training what is trained on
 * @param validation what is kept
 * @param unused fields beside a label
 * @param byLabels whether the labels said which picture goes where
 */
record BuildPlan(
    Problems problems,
    List<LabelRow> training,
    List<LabelRow> validation,
    SortedSet<String> unused,
    boolean byLabels) {

  /**
   * Makes a plan.
   *
   * @param source the labels
   * @param question asked where a row brings none of its own; null for the usual one
   * @param options how to part them; null for all in one part
   * @param progress hears of every picture
   */
  static BuildPlan of(
      LabelSource source,
      @Nullable String question,
      @Nullable SplitOptions options,
      BuildProgress progress) {
    Problems problems = new Problems(source.name());
    LabelSource.Labels labels = source.read(question, problems);
    List<LabelRow> rows = labels.rows();
    PictureCheck pictures = new PictureCheck(problems);
    pictures.check(rows, progress);
    problems.throwIfAny();
    if (rows.isEmpty()) {
      throw problems.failure("there are no labels");
    }
    pictures.compare(rows);
    boolean byLabels = rows.stream().anyMatch(row -> row.split() != null);
    Set<LabelRow> kept =
        byLabels ? said(rows, pictures, problems) : chosen(rows, pictures, options, problems);
    problems.throwIfAny();
    List<LabelRow> training = new ArrayList<>();
    List<LabelRow> validation = new ArrayList<>();
    rows.forEach(row -> (kept.contains(row) ? validation : training).add(row));
    if (options != null) {
      Split.shuffle(training, options);
    }
    return new BuildPlan(problems, training, validation, labels.unused(), byLabels);
  }

  private static Set<LabelRow> said(List<LabelRow> rows, PictureCheck pictures, Problems problems) {
    Map<String, LabelRow> first = new LinkedHashMap<>();
    for (LabelRow row : rows) {
      LabelRow other = first.putIfAbsent(pictures.identity(row), row);
      if (other != null && isKept(other) != isKept(row)) {
        problems.add(
            row.line(),
            LabelReader.SPLIT,
            "the same picture as in line " + other.line() + " (" + other.name()
                + "), and in the other part",
            "give both rows the same \"split\": what was trained on cannot judge");
      }
    }
    return rows.stream().filter(BuildPlan::isKept).collect(Collectors.toSet());
  }

  private static boolean isKept(LabelRow row) {
    return LabelRow.VALIDATION.equals(row.split());
  }

  private static Set<LabelRow> chosen(
      List<LabelRow> rows,
      PictureCheck pictures,
      @Nullable SplitOptions options,
      Problems problems) {
    if (options == null || problems.count() > 0) {
      return Set.of();
    }
    Map<String, List<LabelRow>> byPicture = new LinkedHashMap<>();
    for (LabelRow row : rows) {
      byPicture.computeIfAbsent(pictures.identity(row), p -> new ArrayList<>()).add(row);
    }
    Split split = new Split(byPicture.values(), options);
    int most = split.most();
    if (options.validationCount().orElse(0) > most) {
      throw problems.failure("cannot keep " + options.validationCount().orElseThrow()
          + " pictures for validation: " + most + " at most, for one of each class is trained on");
    }
    return split.validation();
  }

  DatasetParts parts() {
    return new DatasetParts(
        training.stream().map(LabelRow::example).toList(),
        validation.stream().map(LabelRow::example).toList());
  }

  /** Holds the plan to the files that were named. */
  void requireParts(boolean two) {
    if (!two && !validation.isEmpty()) {
      throw problems.failure("line " + validation.get(0).line() + " is one of " + validation.size()
          + " for validation, and no file for these was named");
    }
    if (two && validation.isEmpty()) {
      throw problems.failure("nothing is left for validation: "
          + (byLabels
              ? "no row has \"split\": \"validation\""
              : "ask for a split, and have two pictures of a class or more"));
    }
    if (training.isEmpty()) {
      throw problems.failure("nothing is left to train on: all rows are for validation");
    }
  }
}
