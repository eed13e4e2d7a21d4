package dev.fovea.cli;

import dev.fovea.dataset.DatasetReport;
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
  HoldOut drawn(Path folder) throws IOException {
    List<Labelled> all = steps.step("Draw pictures", () -> {
      Path pictures = Files.createDirectory(folder.resolve("pictures"));
      List<Labelled> drawn = new PictureBook(pictures, dice.fork("pictures")).draw();
      noteLabels(drawn);
      return drawn;
    });
    return part(all);
  }

  /** Reads a user's pictures and labels and parts them. */
  HoldOut given(Path pictures, Path labels) throws IOException {
    List<Labelled> all = steps.step("Read pictures and labels", () -> {
      List<Labelled> read = LabelFile.read(pictures, labels, context).labelled(null);
      noteLabels(read);
      return read;
    });
    if (all.size() < 2) {
      throw new WorkFailedException(
          labels + " has one picture; a demonstration needs two: one to train on, one to ask about",
          List.of());
    }
    return part(all);
  }

  /** Writes what is trained on and checks it. */
  Path build(Path folder, HoldOut parts, boolean shuffle) throws IOException {
    return steps.step("Build the data set and check it", () -> {
      Path file = folder.resolve("train.jsonl");
      List<Labelled> training = shuffle ? mislabelled(parts.training()) : parts.training();
      TrainingFile.write(file, Session.provider(context).format(), training);
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

  private HoldOut part(List<Labelled> all) throws IOException {
    return steps.step("Hold a quarter of each class back", () -> {
      HoldOut parts = HoldOut.of(all, dice.fork("hold-out"));
      steps.note(parts.training().size()
          + " pictures to train on, "
          + parts.heldBack().size()
          + " held back to ask about");
      return parts;
    });
  }

  private List<Labelled> mislabelled(List<Labelled> training) {
    List<String> answers =
        dice.fork("labels").shuffled(training.stream().map(Labelled::answer).toList());
    List<Labelled> wrong = new ArrayList<>();
    for (int i = 0; i < training.size(); i++) {
      wrong.add(training.get(i).withAnswer(answers.get(i)));
    }
    return wrong;
  }

  private void noteLabels(List<Labelled> all) {
    TreeSet<String> answers = new TreeSet<>(all.stream().map(Labelled::answer).toList());
    steps.note(
        answers.size() <= MOST_LABELS_SHOWN
            ? all.size() + " pictures of " + answers.size() + " classes: "
                + String.join(", ", answers)
            : all.size() + " pictures with " + answers.size() + " different answers");
  }
}
