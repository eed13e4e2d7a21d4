package dev.fovea.testkit.learning;

import dev.fovea.testkit.storage.Background;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Learning that goes on in real time behind a job's virtual time.
 *
 * @param work the model to come
 */
public record Study(Future<TunedModel> work) {
  /** {@return whether it has ended, well or not; waits a moment for it} */
  public boolean isDone() {
    return Background.isDone(work);
  }

  /** {@return why nothing was learned; absent when something was. Waits for the end} */
  public Optional<String> failure() {
    try {
      work.get();
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.of("the embedded provider is stopping");
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      return Optional.of(String.valueOf((cause == null ? failed : cause).getMessage()));
    } catch (CancellationException stopped) {
      return Optional.of("the work was stopped");
    }
  }

  /** {@return what was learned; absent when nothing was. Waits for the end} */
  public Optional<TunedModel> model() {
    try {
      return Optional.of(work.get());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | CancellationException failed) {
      return Optional.empty();
    }
  }
}
