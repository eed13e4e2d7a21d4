package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.transport.Caller;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Endpoints of Together's first interface as neutral deployments. No new ones can be made, but
 * those that run bill until somebody stops them, who may know deployments only.
 */
final class DedicatedDeployments {
  private final TogetherEndpoints endpoints;

  DedicatedDeployments(TogetherEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** {@return whether a deployment's id is one of the first interface's} */
  static boolean owns(String deploymentId) {
    return deploymentId.startsWith("endpoint-") && deploymentId.indexOf('/') < 0;
  }

  Function<Caller, CompletableFuture<Deployment>> reading(String id) {
    return neutral(endpoints.looking(id));
  }

  Function<Caller, CompletableFuture<Deployment>> scaling(String id, int min, int max) {
    return neutral(endpoints.changing(id, spec -> {
      if (max == 0) {
        spec.state("STOPPED");
      } else {
        spec.autoscaling(min, max);
      }
    }));
  }

  Function<Caller, CompletableFuture<Deployment>> stopping(
      String id, Consumer<WaitOptions.Builder> wait) {
    return caller -> scaling(id, 0, 0)
        .apply(caller)
        .thenCompose(ordered -> neutral(endpoints.waiting(id, "STOPPED", wait)).apply(caller));
  }

  Function<Caller, CompletableFuture<Deployment>> serving(
      String id, Consumer<WaitOptions.Builder> wait) {
    return neutral(endpoints.waiting(id, "STARTED", wait));
  }

  Function<Caller, CompletableFuture<Boolean>> deleting(String id) {
    return caller -> endpoints.deleting(id).apply(caller).thenApply(meta -> true);
  }

  private static Function<Caller, CompletableFuture<Deployment>> neutral(
      Function<Caller, CompletableFuture<TogetherDedicatedEndpoint>> flow) {
    return caller -> flow.apply(caller).thenApply(DedicatedDeployments::read);
  }

  private static Deployment read(TogetherDedicatedEndpoint endpoint) {
    Deployment.Builder deployment = Deployment.builder()
        .id(endpoint.id())
        .name(endpoint.displayName().orElse(endpoint.name()))
        .chatModel(endpoint.name())
        .providerStatus(endpoint.state())
        .status(status(endpoint.state()))
        .meta(endpoint.meta())
        .additionalProperties(endpoint.additionalProperties());
    endpoint.model().ifPresent(deployment::model);
    endpoint.hardware().ifPresent(deployment::hardware);
    endpoint.minReplicas().ifPresent(deployment::minReplicas);
    endpoint.maxReplicas().ifPresent(deployment::maxReplicas);
    endpoint.createdAt().ifPresent(deployment::createdAt);
    return deployment.build();
  }

  private static DeploymentStatus status(String state) {
    return switch (state) {
      case "PENDING" -> DeploymentStatus.PENDING;
      case "STARTING" -> DeploymentStatus.STARTING;
      case "STARTED" -> DeploymentStatus.READY;
      case "STOPPING" -> DeploymentStatus.STOPPING;
      case "STOPPED" -> DeploymentStatus.STOPPED;
      case "ERROR", "FAILED" -> DeploymentStatus.FAILED;
      default -> DeploymentStatus.UNKNOWN;
    };
  }
}
