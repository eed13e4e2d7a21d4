package dev.fovea.preparation;

import dev.fovea.chat.Message;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.Example;
import dev.fovea.error.DatasetException;
import dev.fovea.image.Image;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds data sets from pictures and labels, and keeps some to judge by.
 *
 * <p>Labels are JSON lines, or CSV by RFC 4180 with a header if the file's name ends in
 * {@code .csv}; both in UTF-8. A row has {@code file}, the picture's path below the folder, and
 * {@code label}, or instead of it several texts that become one JSON answer. It may have its own
 * {@code question}, and in {@code split} the word {@code train} or {@code validation}. If any row
 * says its part, the rows decide: one that does not say is trained on, and {@link #split} is not
 * looked at.
 *
 * <p>All problems are found before anything is written, and told at once with their lines: missing
 * pictures, files that are no pictures, paths that lead out of the folder, the same picture with
 * the same question and different answers. Pictures are read from disk when they are written; in
 * memory are their paths, questions and answers only. For one thread.
 */
public final class DatasetBuild {
  private final LabelSource source;
  private @Nullable DatasetFormat format;
  private @Nullable String question;
  private @Nullable String system;
  private @Nullable SplitOptions split;
  private BuildProgress progress = (phase, done, total) -> {};
  private WholeFiles.Opener opener = WholeFiles::openNew;

  private DatasetBuild(LabelSource source) {
    this.source = source;
  }

  /**
   * Starts with a folder and labels.
   *
   * @param folder where the pictures are
   * @param labels the file with the labels
   * @return the build; nothing is read yet
   */
  public static DatasetBuild of(Path folder, Path labels) {
    return new DatasetBuild(LabelSource.of(
        Objects.requireNonNull(folder, "folder"), Objects.requireNonNull(labels, "labels")));
  }

  /**
   * Starts with labels that are known already.
   *
   * @param pictures pictures, questions and answers, copied; problems name their place in the list,
   *     counted from 1, as a line
   * @return the build; no picture is read yet
   */
  public static DatasetBuild of(List<LabelledPicture> pictures) {
    return new DatasetBuild(LabelSource.of(List.copyOf(pictures)));
  }

  /**
   * Sets how the lines are written. Required before {@link #write}.
   *
   * @param format a provider's format
   * @return this build
   */
  public DatasetBuild format(DatasetFormat format) {
    this.format = Objects.requireNonNull(format, "format");
    return this;
  }

  /**
   * Sets what to ask about every picture whose row has no question of its own; by default for one
   * of the labels, or for a JSON object with the row's keys.
   *
   * @param question a text
   * @return this build
   */
  public DatasetBuild question(String question) {
    this.question = Objects.requireNonNull(question, "question");
    return this;
  }

  /**
   * Sets what every example begins with, as a message of the system; nothing by default.
   *
   * @param system a text
   * @return this build
   */
  public DatasetBuild system(String system) {
    this.system = Objects.requireNonNull(system, "system");
    return this;
  }

  /**
   * Sets how some pictures are kept to judge by, and mixes the order of the others. By default all
   * are trained on, in the order of the labels.
   *
   * @param spec sets the options
   * @return this build
   * @throws IllegalArgumentException if an option is out of its range
   */
  public DatasetBuild split(Consumer<SplitOptions.Builder> spec) {
    SplitOptions.Builder options = SplitOptions.builder();
    spec.accept(options);
    this.split = options.build();
    return this;
  }

  /**
   * Sets who hears how far the build is; nobody by default.
   *
   * @param progress the listener
   * @return this build
   */
  public DatasetBuild onProgress(BuildProgress progress) {
    this.progress = Objects.requireNonNull(progress, "progress");
    return this;
  }

  /** For tests, which have no full disk. */
  DatasetBuild opener(WholeFiles.Opener opener) {
    this.opener = opener;
    return this;
  }

  /**
   * Reads labels and pictures and parts them, without writing anything.
   *
   * @return the parts
   * @throws DatasetException if there is any problem, with all findings; or if the labels cannot be
   *     read, or a split leaves nothing to train on or nothing to keep
   */
  public DatasetParts parts() {
    return plan().parts();
  }

  /**
   * Writes one data set, of all pictures.
   *
   * @param training the file to write; replaced if it is there
   * @return what was written
   * @throws DatasetException if there is any problem, with all findings; if a row or a split keeps
   *     pictures for validation; or if the file cannot be written. No file appears then
   * @throws IllegalStateException if there is no format
   */
  public BuildReport write(Path training) {
    return write(Objects.requireNonNull(training, "training"), List.of());
  }

  /**
   * Writes two data sets: one to train on, one to judge by. Both appear, each whole, or neither
   * does; what was in their places before stays until then, and comes back when the second cannot
   * be put in its place.
   *
   * @param training the file to train on; replaced if it is there
   * @param validation the file to judge by; replaced if it is there
   * @return what was written
   * @throws DatasetException if there is any problem, with all findings; if nothing is kept for
   *     validation; or if a file cannot be written. No file appears then
   * @throws IllegalArgumentException if both are the same file
   * @throws IllegalStateException if there is no format
   */
  public BuildReport write(Path training, Path validation) {
    return write(Objects.requireNonNull(training, "training"), List.of(validation));
  }

  private BuildReport write(Path training, List<Path> validation) {
    if (format == null) {
      throw new IllegalStateException("a data set cannot be written without a format: call"
          + " format(DatasetFormat.of(..)) first");
    }
    BuildPlan plan = plan();
    plan.requireParts(!validation.isEmpty());
    return new BuildOutput(this, format, plan, training)
        .write(validation.isEmpty() ? null : validation.get(0));
  }

  private BuildPlan plan() {
    return BuildPlan.of(source, question, split, progress);
  }

  LabelSource source() {
    return source;
  }

  BuildProgress progress() {
    return progress;
  }

  WholeFiles.Opener opener() {
    return opener;
  }

  Example example(LabelledPicture one) {
    Message asked = Message.user(Image.of(one.picture()), one.question());
    Message answered = Message.assistant(one.answer());
    return system == null
        ? Example.conversation(asked, answered)
        : Example.conversation(Message.system(system), asked, answered);
  }
}
