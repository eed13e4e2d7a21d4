package dev.fovea.cli;

import dev.fovea.dataset.DatasetReport;
import dev.fovea.preparation.DatasetBuild;
import dev.fovea.preparation.DatasetParts;
import dev.fovea.preparation.LabelledPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The demonstration's first steps: pictures, what is held back of them, and the data set. */
final class Preparation {
  private static final int MOST_LABELS_SHOWN = 12;

  private final Context context;
  private final Steps steps;
  private final Dice dice;

  Preparation(Context context, Steps steps, Dice dice) {
    this.context = context;
    this.steps = steps;
    this.dice = dice;
  }

  /** Draws pictures into a folder and parts them. */
  DatasetParts drawn(Path folder) throws IOException {
    List<LabelledPicture> all = steps.step("Draw pictures", () -> {
      Path pictures = Files.createDirectory(folder.resolve("pictures"));
      List<LabelledPicture> drawn = new PictureBook(pictures, dice.fork("pictures")).draw();
      noteLabels(drawn);
      return drawn;
    });
    return part(all);
  }

  /** Reads a user's pictures and labels and parts them. */
  DatasetParts given(Path pictures, Path labels) throws IOException {
    DatasetParts read = steps.step("Read pictures and labels", () -> {
      DatasetParts parts = DatasetBuild.of(pictures, labels).parts();
      List<LabelledPicture> all = new ArrayList<>(parts.training());
      all.addAll(parts.validation());
      noteLabels(all);
      return parts;
    });
    if (read.training().size() + read.validation().size() < 2) {
      throw new WorkFailedException(
          labels + " has one picture; a demonstration needs two: one to train on, one to ask about",
          List.of());
    }
    // Labels that say what to hold back know better.
    return read.validation().isEmpty() ? part(read.training()) : read;
  }

  /** Writes what is trained on and checks it. */
  Path build(Path folder, DatasetParts parts, boolean shuffle) throws IOException {
    return steps.step("Build the data set and check it", () -> {
      Path file = folder.resolve("train.jsonl");
      List<LabelledPicture> training = shuffle ? mislabelled(parts.training()) : parts.training();
      DatasetBuild.of(training).format(Session.provider(context).format()).write(file);
      DatasetReport report = Session.provider(context).rules().check(file);
      if (!report.ok()) {
        throw new WorkFailedException(
            "the data set has " + report.errors() + " errors; nothing was uploaded",
            report.findings().stream().map(Object::toString).toList());
      }
      steps.note("%d examples, %d pictures, %s; %d errors, %d warnings"
          .formatted(
              report.examples(),
              report.pictures(),
              UploadBar.megabytes(report.bytes()),
              report.errors(),
              report.warnings()));
      return file;
    });
  }

  private DatasetParts part(List<LabelledPicture> all) throws IOException {
    return steps.step("Hold a quarter of each class back", () -> {
      long seed = dice.fork("hold-out").seed();
      DatasetParts parts =
          DatasetBuild.of(all).split(s -> s.validationShare(0.25).seed(seed)).parts();
      steps.note(parts.training().size()
          + " pictures to train on, "
          + parts.validation().size()
          + " held back to ask about");
      return parts;
    });
  }

  private List<LabelledPicture> mislabelled(List<LabelledPicture> training) {
    List<String> answers = dice.fork("labels")
        .shuffled(training.stream().map(LabelledPicture::answer).toList());
    List<LabelledPicture> wrong = new ArrayList<>();
    for (int i = 0; i < training.size(); i++) {
      LabelledPicture right = training.get(i);
      wrong.add(new LabelledPicture(right.picture(), right.question(), answers.get(i)));
    }
    return wrong;
  }

  private void noteLabels(List<LabelledPicture> all) {
    TreeSet<String> answers =
        new TreeSet<>(all.stream().map(LabelledPicture::answer).toList());
    steps.note(
        answers.size() <= MOST_LABELS_SHOWN
            ? all.size() + " pictures of " + answers.size() + " classes: "
                + String.join(", ", answers)
            : all.size() + " pictures with " + answers.size() + " different answers");
  }
}
