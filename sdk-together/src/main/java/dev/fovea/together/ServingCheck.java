package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
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
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Poll;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a deployment really serves. Its own word that it is ready is not enough: routing
 * takes tens of seconds more, and meanwhile chat answers 503 or does not know the model. So a first
 * chat must go through.
 */
final class ServingCheck {
  // The wait itself repeats the probe; a repeat within one look would only hide how things stand.
  private static final Operation<Object, WireObject> PROBE = Operation.post("chat/completions")
      .named("probe deployment")
      .on(TogetherAddresses.INFERENCE)
      .kind(OperationKind.CREATE)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();

  private final Management management;
  private final EndpointCalls calls;
  private final Caller caller;
  private final DeploymentId id;

  /** How things stood at one look. */
  private record Look(Deployment deployment, boolean answers, String words) {}

  ServingCheck(Management management, Caller caller, DeploymentId id) {
    this.management = management;
    this.calls = new EndpointCalls(management, caller);
    this.caller = caller;
    this.id = id;
  }

  CompletableFuture<Deployment> await(WaitOptions wait) {
    Poll<Look> poll = Poll.<Look>of("first answer of deployment", id.toString())
        .until(Look::answers)
        .status(Look::words)
        .options(wait);
    return management
        .machines
        .known(caller)
        .thenCompose(machines -> caller.await(poll, () -> look(machines)))
        .thenApply(Look::deployment);
  }

  private CompletableFuture<Look> look(List<InstanceType> machines) {
    return calls.getDeployment(id).thenCompose(wire -> {
      Deployment now =
          DeploymentReading.read(wire, id.endpoint(), null, DeploymentCreation.prices(machines));
      String word =
          now.providerStatus() + now.message().map(m -> " (" + m + ")").orElse("");
      return switch (now.status()) {
        case FAILED ->
          CompletableFuture.failedFuture(
              over(now, "it failed" + now.message().map(m -> ": " + m).orElse("")));
        case STOPPED ->
          CompletableFuture.failedFuture(over(now, "it is stopped; scale it up first"));
        case READY, DEGRADED -> probe(now, word);
        default -> CompletableFuture.completedFuture(new Look(now, false, word));
      };
    });
  }

  private CompletableFuture<Look> probe(Deployment now, String word) {
    Map<String, Object> body = Map.of(
        "model", now.chatModel(),
        "messages", List.of(Map.of("role", "user", "content", "Say yes.")),
        "max_tokens", 1);
    CompletableFuture<Look> answered =
        caller.call(PROBE.call(body)).thenApply(answer -> new Look(now, true, word));
    return DeploymentChanges.recovered(
        answered,
        failure -> notYet(failure)
            ? CompletableFuture.completedFuture(new Look(
                now, false, word + ", but it does not answer yet: " + failure.getMessage()))
            : null);
  }

  private static boolean notYet(Throwable failure) {
    if (failure instanceof InterruptedCallException || failure instanceof ClosedClientException) {
      return false;
    }
    boolean unknownModel = failure instanceof ApiException api
        && api.code().filter("model_not_available"::equals).isPresent();
    return unknownModel
        || failure instanceof ServerException
        || failure instanceof NotFoundException
        || failure instanceof RateLimitException
        || failure instanceof TransportException;
  }

  private FoveaException over(Deployment now, String why) {
    @Nullable
    String bill = now.mayBill()
        ? "it may bill; remove it with deployments().delete(\"" + id + "\")"
        : "it does not bill";
    return new DeploymentFailedException(
        Failure.builder()
            .provider(TogetherProvider.ID)
            .operation("await deployment " + id)
            .message(why)
            .outcome(Outcome.REJECTED)
            .next(bill)
            .build(),
        id.toString(),
        now.mayBill());
  }
}
