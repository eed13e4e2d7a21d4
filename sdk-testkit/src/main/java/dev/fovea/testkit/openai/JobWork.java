package dev.fovea.testkit.openai;

import dev.fovea.testkit.learning.Study;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.storage.Background;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The real work behind a job: reading every line, and learning from the pictures.
 *
 * @param check what is found in the files
 * @param study the learning
 */
record JobWork(Future<DataCheck.Verdict> check, Study study) {
  /**
   * Begins the work.
   *
   * @param order what to do
   * @param background does it
   * @param failure why the learning shall fail; null if it shall not
   */
  static JobWork start(JobOrder order, Background background, @Nullable String failure) {
    Future<DataCheck.Verdict> check = background.start(() -> DataCheck.of(order));
    return new JobWork(check, new Study(background.start(() -> {
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      if (check.get().failure() != null) {
        throw new IllegalStateException("the files are invalid");
      }
      return TunedModel.learn(order.training().place(), order.before(), order.syllabus());
    })));
  }

  /** What was found; waits for it. */
  DataCheck.Verdict verdict() {
    try {
      return check.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return unread("the embedded provider is stopping");
    } catch (ExecutionException | CancellationException failed) {
      return unread("The training file could not be read. Was it deleted?");
    }
  }

  private static DataCheck.Verdict unread(String why) {
    return new DataCheck.Verdict(
        0, 0, Map.of(), new JobFailure("invalid_training_file", why, "training_file"));
  }
}
