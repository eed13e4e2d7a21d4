package dev.fovea.provider;

import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.ApiException;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.ServerException;
import dev.fovea.error.TransportException;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Poll;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits until a deployment really serves. Its own word that it is ready is not enough: routing
 * takes longer, and meanwhile requests get 503 or a model nobody knows. So a first question must be
 * answered. Immutable and thread-safe.
 */
public final class FirstAnswer {
  private final String provider;
  private final Operation<Object, WireObject> probe;
  private final Function<String, Map<String, Object>> body;
  private final Predicate<Deployment> asking;
  private final Predicate<ApiException> notYet;

  /** How things stood at one look. */
  private record Look(Deployment deployment, boolean answers, String words) {}

  private FirstAnswer(
      String provider,
      Operation<Object, WireObject> probe,
      Function<String, Map<String, Object>> body,
      Predicate<Deployment> asking,
      Predicate<ApiException> notYet) {
    this.provider = provider;
    this.probe = probe;
    this.body = body;
    this.asking = asking;
    this.notYet = notYet;
  }

  /**
   * A wait that asks deployments which say that they are ready. Server errors, unknown models, rate
   * limits and lost answers mean that it does not serve yet.
   *
   * @param provider the provider's id
   * @param probe the question; not repeated by itself, for the wait repeats it
   * @param body makes the smallest question for a model
   * @return the wait
   */
  public static FirstAnswer of(
      String provider,
      Operation<Object, WireObject> probe,
      Function<String, Map<String, Object>> body) {
    return new FirstAnswer(
        provider,
        probe,
        body,
        now -> now.status() == DeploymentStatus.READY || now.status() == DeploymentStatus.DEGRADED,
        refusal -> false);
  }

  /**
   * Sets which deployments are asked; one that failed never is.
   *
   * @param asking true for a deployment that may answer, or that a question wakes
   * @return a wait that asks these
   */
  public FirstAnswer asking(Predicate<Deployment> asking) {
    return new FirstAnswer(provider, probe, body, asking, notYet);
  }

  /**
   * Sets which refusals mean that it does not serve yet, besides those that always do.
   *
   * @param notYet true for a refusal that passes
   * @return a wait that goes on after these
   */
  public FirstAnswer notYet(Predicate<ApiException> notYet) {
    return new FirstAnswer(provider, probe, body, asking, notYet);
  }

  /**
   * Waits.
   *
   * @param caller makes the calls
   * @param id the deployment
   * @param wait how patient to be
   * @param look reads the deployment
   * @return the deployment as it was when it first answered; fails with a
   *     {@link DeploymentFailedException} when it failed or is stopped
   */
  public CompletableFuture<Deployment> await(
      Caller caller, String id, WaitOptions wait, Supplier<CompletableFuture<Deployment>> look) {
    Poll<Look> poll = Poll.<Look>of("first answer of deployment", id)
        .until(Look::answers)
        .status(Look::words)
        .options(wait);
    return caller
        .await(poll, () -> look.get().thenCompose(now -> asked(caller, now)))
        .thenApply(Look::deployment);
  }

  private CompletableFuture<Look> asked(Caller caller, Deployment now) {
    String said = now.message().map(m -> " (" + m + ")").orElse("");
    String word = now.providerStatus() + said;
    if (now.status() == DeploymentStatus.FAILED) {
      return CompletableFuture.failedFuture(over(now, "it failed" + said));
    }
    if (asking.test(now)) {
      return probed(caller, now, word);
    }
    return now.status() == DeploymentStatus.STOPPED
        ? CompletableFuture.failedFuture(over(now, "it is stopped; scale it up first"))
        : CompletableFuture.completedFuture(new Look(now, false, word));
  }

  private CompletableFuture<Look> probed(Caller caller, Deployment now, String word) {
    return caller
        .call(probe.call(body.apply(now.chatModel())))
        .thenApply(answer -> new Look(now, true, word))
        .exceptionallyCompose(failure -> {
          Throwable cause = Caller.unwrapped(failure);
          String words = word + ", but it does not answer yet: " + cause.getMessage();
          return passes(cause)
              ? CompletableFuture.completedFuture(new Look(now, false, words))
              : CompletableFuture.failedFuture(cause);
        });
  }

  private boolean passes(Throwable failure) {
    if (failure instanceof InterruptedCallException || failure instanceof ClosedClientException) {
      return false;
    }
    return failure instanceof ServerException
        || failure instanceof NotFoundException
        || failure instanceof RateLimitException
        || failure instanceof TransportException
        || (failure instanceof ApiException refusal && notYet.test(refusal));
  }

  private FoveaException over(Deployment now, String why) {
    String bill = now.mayBill()
        ? "it may bill; remove it with deployments().delete(\"" + now.id() + "\")"
        : "it does not bill";
    return new DeploymentFailedException(
        Failure.builder()
            .provider(provider)
            .operation("await deployment " + now.id())
            .message(why)
            .outcome(Outcome.REJECTED)
            .next(bill)
            .build(),
        now.id(),
        now.mayBill());
  }
}
