package dev.fovea.openai;

import dev.fovea.config.WaitOptions;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Poll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Creates that carry a token: OpenAI lets nobody choose a job's id and heeds no
 * {@code Idempotency-Key}, but it lists jobs by their labels (ADR 19). A create whose answer is
 * lost is never sent again; the one job that has its token is the answer. For one create.
 */
final class CreateOnce {
  /** The label with the token. */
  static final String TOKEN = "fovea_token";

  // A job may take a moment to appear in the list.
  private static final WaitOptions MOMENT = WaitOptions.builder()
      .timeout(Duration.ofSeconds(3))
      .floor(Duration.ofSeconds(1))
      .build();

  private final Caller caller;
  private final String token;

  CreateOnce(Caller caller, String token) {
    this.caller = caller;
    this.token = token;
  }

  /** {@return what was made, or what the request whose answer was lost had made} */
  CompletableFuture<WireObject> settled(CompletableFuture<WireObject> answered) {
    return answered.exceptionallyCompose(failure -> {
      Throwable cause = Caller.unwrapped(failure);
      return isLost(cause) ? found(cause) : CompletableFuture.failedFuture(cause);
    });
  }

  private static boolean isLost(Throwable failure) {
    return failure instanceof FoveaException known
        && known.outcome() == Outcome.UNKNOWN
        && !(failure instanceof InterruptedCallException)
        && !(failure instanceof ClosedClientException);
  }

  private CompletableFuture<WireObject> found(Throwable lost) {
    Poll<List<WireObject>> poll = Poll.<List<WireObject>>of("a job with the token", token)
        .until(jobs -> !jobs.isEmpty())
        .status(jobs -> "missing")
        .options(MOMENT);
    return caller
        .await(
            poll,
            () -> caller
                .call(TuningCalls.list().query("metadata[" + TOKEN + "]", token))
                .thenApply(this::own))
        .exceptionallyCompose(failure -> {
          lost.addSuppressed(Caller.unwrapped(failure));
          return CompletableFuture.failedFuture(lost);
        })
        .thenCompose(jobs -> jobs.size() == 1
            ? CompletableFuture.completedFuture(jobs.get(0))
            : CompletableFuture.failedFuture(lost));
  }

  // A server that knows no such filter lists them all.
  private List<WireObject> own(WireObject list) {
    return list.objects("data").stream()
        .filter(job -> job.glance()
            .object("metadata")
            .flatMap(labels -> labels.text(TOKEN))
            .filter(token::equals)
            .isPresent())
        .toList();
  }
}
