package dev.fovea.fireworks;

import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.NotFoundException;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Poll;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Changes to a deployment, or to an adapter on one, that exists. */
final class DeploymentChanges {
  private static final Duration LONGEST_DRAIN = Duration.ofHours(1);

  private final DeploymentCalls calls;
  private final AdapterCalls adapters;
  private final Caller caller;

  DeploymentChanges(Account account, Caller caller) {
    this.calls = new DeploymentCalls(account, caller);
    this.adapters = new AdapterCalls(account, caller);
    this.caller = caller;
  }

  CompletableFuture<Deployment> scale(String id, int min, int max) {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException(
          "fireworks: replicas must be 0 <= min <= max: min " + min + ", max " + max);
    }
    if (FireworksDeployment.isAdapter(id)) {
      return unload(id, max);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("minReplicaCount", min);
    body.put("maxReplicaCount", max);
    return calls.update(id, body).thenApply(DeploymentReading::read);
  }

  // An adapter has no replicas; what can be had is that nobody reaches it any more.
  private CompletableFuture<Deployment> unload(String id, int max) {
    if (max > 0) {
      throw DeploymentPlan.unsupported(
          "replicas",
          "an adapter on a deployment has no replicas of its own",
          "scale the deployment it is loaded on");
    }
    return adapters
        .get(id)
        .thenCompose(wire -> adapters.unload(id).thenApply(gone -> {
          Deployment was = DeploymentReading.adapter(wire);
          return Deployment.builder()
              .id(was.id())
              .chatModel(was.chatModel())
              .model(was.model().orElse(""))
              .providerStatus("UNDEPLOYING")
              .status(DeploymentStatus.STOPPED)
              .meta(was.meta())
              .additionalProperties(was.additionalProperties())
              .build();
        }));
  }

  /**
   * Stops it and waits until nothing runs, or until it has failed: there is nothing to stop then.
   */
  CompletableFuture<Deployment> stop(String id, Consumer<WaitOptions.Builder> wait) {
    WaitOptions.Builder patience = WaitOptions.builder().timeout(LONGEST_DRAIN);
    wait.accept(patience);
    Poll<Deployment> poll = Poll.<Deployment>of("stop of deployment", id)
        .until(DeploymentChanges::isOver)
        .status(Deployment::providerStatus)
        .options(patience.build());
    return scale(id, 0, 0)
        .thenCompose(ordered -> isOver(ordered)
            ? CompletableFuture.completedFuture(ordered)
            : caller.await(poll, () -> calls.get(id).thenApply(DeploymentReading::read)));
  }

  private static boolean isOver(Deployment now) {
    return now.status() == DeploymentStatus.STOPPED || now.status() == DeploymentStatus.FAILED;
  }

  /** Deletes it and waits until it does not run any more. One that is gone is fine. */
  CompletableFuture<Boolean> delete(String id, Consumer<FireworksDeletion> how) {
    SpecFields query = SpecFields.of(new FireworksDeletion(), how);
    if (FireworksDeployment.isAdapter(id)) {
      return adapters.unload(id).thenApply(gone -> true);
    }
    Poll<Boolean> poll = Poll.<Boolean>of("deletion of deployment", id)
        .until(gone -> gone)
        .status(gone -> "DELETING")
        .options(WaitOptions.builder().timeout(LONGEST_DRAIN).build());
    return calls
        .delete(id, query::query)
        .thenCompose(ordered -> caller.await(poll, () -> gone(id)));
  }

  private CompletableFuture<Boolean> gone(String id) {
    return calls
        .get(id)
        .thenApply(now -> !now.text("state").orElse("").equals("DELETING"))
        .exceptionallyCompose(failure -> {
          Throwable cause = Caller.unwrapped(failure);
          return cause instanceof NotFoundException
              ? CompletableFuture.completedFuture(true)
              : CompletableFuture.failedFuture(cause);
        });
  }

  CompletableFuture<Deployment> scaleNow(String id, int replicas) {
    if (replicas < 0) {
      throw new IllegalArgumentException(
          "fireworks: a number of replicas cannot be negative: " + replicas);
    }
    return calls
        .scale(id, replicas)
        .thenCompose(ordered -> calls.get(id))
        .thenApply(DeploymentReading::read);
  }

  CompletableFuture<Map<String, Double>> metrics(String id, Duration range) {
    if (range.toMinutes() < 1) {
      throw new IllegalArgumentException(
          "fireworks: metrics look back 1 min or more, not " + range);
    }
    return calls.metrics(id, range.toMinutes() + "m").thenApply(DeploymentChanges::numbers);
  }

  private static Map<String, Double> numbers(WireObject answer) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    answer
        .object("metrics")
        .ifPresent(metrics -> metrics
            .glance()
            .rest()
            .keySet()
            .forEach(name -> metrics.decimal(name).ifPresent(value -> numbers.put(name, value))));
    return numbers;
  }

  CompletableFuture<Optional<String>> terminationMessage(String id) {
    return calls.termination(id).thenApply(answer -> answer.text("message"));
  }
}
