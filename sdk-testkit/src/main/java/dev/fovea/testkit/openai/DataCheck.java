package dev.fovea.testkit.openai;

import dev.fovea.testkit.learning.RowWalk;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is found out about a job's files after it was created. */
final class DataCheck {
  private static final long FEWEST = 10;
  private static final long MOST_PROMPTS = 50_000;
  private static final long MOST_VALIDATION_PROMPTS = 1_000;

  /**
   * The outcome.
   *
   * @param lines how many examples the training file has
   * @param tokens how many tokens one epoch has
   * @param skipped which of its pictures are not learned from
   * @param failure why there can be no training; null when there can
   */
  record Verdict(
      long lines,
      long tokens,
      Map<TrainingPictures.Skip, Tally.Skipped> skipped,
      @Nullable JobFailure failure) {}

  private DataCheck() {}

  static Verdict of(JobOrder order) throws IOException {
    Tally tally = tally(order);
    RowWalk training = RowWalk.of(order.training().place(), new LineRules(order.method(), tally));
    JobFailure failure = training
        .flaw()
        .map(flaw -> JobFailure.of("training_file", training.lines(), flaw))
        .orElseGet(() -> count(order, training.lines()));
    if (failure == null) {
      failure = validation(order);
    }
    return new Verdict(training.lines(), tally.tokens(), tally.skipped(), failure);
  }

  private static Tally tally(JobOrder order) {
    return new Tally(order.base().tuning().pictures().contains(order.method()));
  }

  private static @Nullable JobFailure count(JobOrder order, long lines) {
    if (lines < FEWEST) {
      return new JobFailure(
          "invalid_n_examples",
          "Training file has " + lines + " example(s), but must have at least " + FEWEST
              + " examples",
          "training_file");
    }
    return order.method().equals("reinforcement") && lines > MOST_PROMPTS
        ? tooMany("Training", lines, MOST_PROMPTS, "training_file")
        : null;
  }

  private static @Nullable JobFailure validation(JobOrder order) throws IOException {
    StoredFile file = order.validation();
    if (file == null) {
      return null;
    }
    RowWalk walk = RowWalk.of(file.place(), new LineRules(order.method(), tally(order)));
    if (walk.flaw().isPresent()) {
      return JobFailure.of("validation_file", walk.lines(), walk.flaw().get());
    }
    return order.method().equals("reinforcement") && walk.lines() > MOST_VALIDATION_PROMPTS
        ? tooMany("Validation", walk.lines(), MOST_VALIDATION_PROMPTS, "validation_file")
        : null;
  }

  private static JobFailure tooMany(String which, long lines, long most, String param) {
    return new JobFailure(
        "invalid_n_examples",
        which + " file has " + lines + " example(s), but must have at most " + most + " examples",
        param);
  }
}
