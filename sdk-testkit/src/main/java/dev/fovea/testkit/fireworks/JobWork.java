package dev.fovea.testkit.fireworks;

import dev.fovea.testkit.learning.RowWalk;
import dev.fovea.testkit.learning.Study;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.storage.Background;
import dev.fovea.testkit.storage.Blob;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The real work behind jobs: reading every row, and learning from the pictures. */
final class JobWork {
  private static final long FEWEST = 3;
  private static final long MOST = 3_000_000;

  private final Background background;

  JobWork(Background background) {
    this.background = background;
  }

  /**
   * Begins a run.
   *
   * @param order what to do
   * @param training the data set
   * @param before what the model knows already; null when it begins
   * @param failure why the learning shall fail; null if it shall not
   */
  TuningJob.Work start(
      TuningJob.Order order,
      Dataset training,
      @Nullable TunedModel before,
      @Nullable String failure) {
    return new TuningJob.Work(
        background.start(() -> flaw(order, training)), new Study(background.start(() -> {
          if (failure != null) {
            throw new IllegalStateException(failure);
          }
          return learn(training, before);
        })));
  }

  private static TunedModel learn(Dataset training, @Nullable TunedModel before)
      throws IOException {
    TunedModel learned = before;
    for (Blob file : training.files().values()) {
      learned = TunedModel.learn(file.place(), learned);
    }
    if (learned == null) {
      throw new IllegalStateException("the data set has no file");
    }
    return learned;
  }

  private static Optional<String> flaw(TuningJob.Order order, Dataset training) throws IOException {
    if (training.isExternal()) {
      return Optional.of("the bucket of " + training.name() + " cannot be read");
    }
    long rows = 0;
    for (Blob file : training.files().values()) {
      RowWalk walk = RowWalk.of(file.place(), new RowRules(order.kind()));
      rows += walk.lines();
      if (walk.flaw().isPresent()) {
        return Optional.of("line " + rows + ": " + walk.flaw().get());
      }
    }
    if (rows < FEWEST) {
      return Optional.of(
          "the data set has " + rows + " examples, at least " + FEWEST + " are required");
    }
    return rows * order.epochs() > MOST
        ? Optional.of("examples times epochs must be at most " + MOST)
        : Optional.empty();
  }
}
