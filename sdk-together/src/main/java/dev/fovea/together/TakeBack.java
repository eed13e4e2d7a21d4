package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.provider.Leftover;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a failed start made: the deployments below its endpoint, which may be one whose
 * create was never answered, and the endpoint. Never fails: what could not be removed is reported.
 * For one use.
 */
final class TakeBack {
  private static final WaitOptions PATIENCE = WaitOptions.builder()
      .timeout(Duration.ofMinutes(2))
      .ceiling(Duration.ofSeconds(5))
      .build();

  private final EndpointCalls calls;
  private final DeploymentChanges changes;
  private final String endpoint;
  private boolean looked;
  private boolean ordered;
  private @Nullable DeploymentId found;

  TakeBack(Management management, Caller caller, String endpoint) {
    this.calls = new EndpointCalls(management, caller);
    this.changes = new DeploymentChanges(management, caller);
    this.endpoint = endpoint;
  }

  CompletableFuture<Leftover> removeAll() {
    CompletableFuture<Leftover> removed = look()
        .thenCompose(ids -> ids.isEmpty() ? changes.deleteEndpoint(endpoint) : remove(ids, 0))
        .thenApply(gone -> Leftover.none(TogetherProvider.ID));
    return removed.exceptionally(failure -> left());
  }

  /** Only orders the stop: whoever waits was interrupted and wants to go. */
  CompletableFuture<Leftover> orderStop() {
    return look()
        .thenCompose(ids -> ids.isEmpty() ? changes.deleteEndpoint(endpoint) : stop(ids, 0))
        .handle((gone, failure) ->
            found == null && failure == null ? Leftover.none(TogetherProvider.ID) : left());
  }

  private CompletableFuture<List<DeploymentId>> look() {
    return calls.allDeployments(endpoint).thenApply(below -> {
      looked = true;
      return below.stream()
          .map(wire -> new DeploymentId(endpoint, wire.required("id")))
          .toList();
    });
  }

  private CompletableFuture<Boolean> remove(List<DeploymentId> ids, int next) {
    if (next == ids.size()) {
      return CompletableFuture.completedFuture(true);
    }
    return order(ids.get(next))
        .thenCompose(stopping -> changes.delete(ids.get(next), PATIENCE))
        .thenCompose(gone -> remove(ids, next + 1));
  }

  private CompletableFuture<Boolean> stop(List<DeploymentId> ids, int next) {
    if (next == ids.size()) {
      return CompletableFuture.completedFuture(true);
    }
    return order(ids.get(next)).thenCompose(stopping -> stop(ids, next + 1));
  }

  private CompletableFuture<WireObject> order(DeploymentId id) {
    found = id;
    ordered = false;
    return changes.scale(id, 0, 0).thenApply(stopping -> {
      ordered = true;
      return stopping;
    });
  }

  private Leftover left() {
    DeploymentId id = found;
    if (id == null) {
      return looked
          ? new Leftover(
              TogetherProvider.ID,
              endpoint,
              false,
              "the empty endpoint " + endpoint + " is left; it does not bill")
          : new Leftover(
              TogetherProvider.ID,
              endpoint,
              true,
              "what stands below endpoint " + endpoint
                  + " could not be seen and may bill; look with deployments().list()");
    }
    String command = "deployments().delete(\"" + id + "\")";
    return ordered
        ? new Leftover(
            TogetherProvider.ID,
            id.toString(),
            true,
            "deployment " + id + " was told to stop and may bill " + "until it has; remove it with "
                + command)
        : new Leftover(
            TogetherProvider.ID,
            id.toString(),
            true,
            "deployment " + id + " may bill; remove it with " + command);
  }
}
