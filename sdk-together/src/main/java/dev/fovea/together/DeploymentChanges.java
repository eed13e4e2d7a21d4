package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.error.ConflictException;
import dev.fovea.error.NotFoundException;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Poll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a deployment that exists. Tearing one down has an order Together insists on: no
 * replicas, seen stopped, out of its endpoint's traffic, deleted, and then the endpoint when
 * nothing else stands below it.
 */
final class DeploymentChanges {
  private final EndpointCalls calls;
  private final Caller caller;

  DeploymentChanges(Management management, Caller caller) {
    this.calls = new EndpointCalls(management, caller);
    this.caller = caller;
  }

  CompletableFuture<WireObject> scale(DeploymentId id, int min, int max) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("autoscaling", Map.of("minReplicas", min, "maxReplicas", max));
    return onConflict(
        calls.scale(id, body),
        stale -> calls.getDeployment(id).thenCompose(now -> {
          now.text("etag").ifPresent(etag -> body.put("etag", etag));
          return calls.scale(id, body);
        }));
  }

  /** Waits until it has stopped, or has failed: there is nothing left to stop then. */
  CompletableFuture<WireObject> stopped(DeploymentId id, WaitOptions wait) {
    Poll<WireObject> poll = Poll.<WireObject>of("stop of deployment", id.toString())
        .until(now -> state(now).endsWith("_STOPPED") || state(now).endsWith("_FAILED"))
        .status(DeploymentChanges::state)
        .options(wait);
    return caller.await(poll, () -> calls.getDeployment(id));
  }

  /** Removes it, and its endpoint when it was the last one there. What is gone is fine. */
  CompletableFuture<Boolean> delete(DeploymentId id, WaitOptions wait) {
    CompletableFuture<Boolean> stopped =
        scale(id, 0, 0).thenCompose(ordered -> stopped(id, wait)).thenApply(now -> true);
    return orGone(stopped)
        .thenCompose(there -> there ? orGone(unroute(id)) : done(true))
        .thenCompose(routed -> calls.deleteDeployment(id))
        .thenCompose(deleted -> orGone(deleteEmptyEndpoint(id)));
  }

  private CompletableFuture<Boolean> unroute(DeploymentId id) {
    return onConflict(unrouteOnce(id), stale -> unrouteOnce(id));
  }

  private CompletableFuture<Boolean> unrouteOnce(DeploymentId id) {
    return calls.getEndpoint(id.endpoint()).thenCompose(endpoint -> {
      boolean routed = false;
      List<Map<String, @Nullable Object>> split = new ArrayList<>();
      for (WireObject entry : endpoint.objects("trafficSplit")) {
        Map<String, @Nullable Object> share = new LinkedHashMap<>(entry.rest());
        if (entry.text("deploymentId").filter(id.deployment()::equals).isPresent()) {
          routed |= entry.decimal("weight").orElse(0.0) != 0;
          // An empty split is refused; no weight takes it out as well.
          share.put("weight", 0);
        }
        split.add(share);
      }
      if (!routed) {
        return done(true);
      }
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("trafficSplit", split);
      endpoint.text("etag").ifPresent(etag -> body.put("etag", etag));
      return calls.route(id.endpoint(), body).thenApply(done -> true);
    });
  }

  private CompletableFuture<Boolean> deleteEmptyEndpoint(DeploymentId id) {
    return calls.allDeployments(id.endpoint()).thenCompose(left -> {
      boolean others =
          left.stream().anyMatch(other -> !other.text("id").orElse("").equals(id.deployment()));
      return others ? done(true) : deleteEndpoint(id.endpoint());
    });
  }

  CompletableFuture<Boolean> deleteEndpoint(String endpoint) {
    return calls.deleteEndpoint(endpoint).thenApply(deleted -> true);
  }

  static String state(WireObject deployment) {
    return deployment.object("status").flatMap(status -> status.text("state")).orElse("");
  }

  private static CompletableFuture<Boolean> done(boolean value) {
    return CompletableFuture.completedFuture(value);
  }

  /** False when it was gone already. */
  private static CompletableFuture<Boolean> orGone(CompletableFuture<Boolean> step) {
    return recovered(step, failure -> failure instanceof NotFoundException ? done(false) : null);
  }

  private static <T> CompletableFuture<T> onConflict(
      CompletableFuture<T> step, Function<Throwable, CompletableFuture<T>> again) {
    return recovered(
        step, failure -> failure instanceof ConflictException ? again.apply(failure) : null);
  }

  /** Goes on with what {@code next} makes of a failure; null leaves the failure as it is. */
  static <T> CompletableFuture<T> recovered(
      CompletableFuture<T> step, Function<Throwable, @Nullable CompletableFuture<T>> next) {
    return step.exceptionallyCompose(failure -> {
      Throwable cause = Caller.unwrapped(failure);
      CompletableFuture<T> other = next.apply(cause);
      return other == null ? CompletableFuture.failedFuture(cause) : other;
    });
  }
}
