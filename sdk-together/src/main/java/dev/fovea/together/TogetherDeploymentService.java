package dev.fovea.together;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Deployments at Together, with Together's own options. Thread-safe.
 *
 * <p>Each deployment stands below an endpoint of its own that gets all of its traffic; its id names
 * both, {@code ep_…/dep_…}. A model is found by the registry id of a {@code FineTunedModel}, else
 * by its name in the project's registry, else among the models Together supports.
 */
public interface TogetherDeploymentService extends DeploymentService {
  /**
   * Starts a deployment with Together's own options. <strong>It bills from now on.</strong>
   *
   * @param spec sets the request
   * @param options sets what only Together understands
   * @return the deployment
   */
  default Deployment create(
      Consumer<DeploymentRequest.Builder> spec,
      Consumer<TogetherDeploymentOptions.Builder> options) {
    return create(request(spec, options));
  }

  /**
   * As {@link #create(Consumer, Consumer)}, without holding the thread.
   *
   * @param spec sets the request
   * @param options sets what only Together understands
   * @return the deployment to be
   */
  default CompletableFuture<Deployment> createAsync(
      Consumer<DeploymentRequest.Builder> spec,
      Consumer<TogetherDeploymentOptions.Builder> options) {
    return createAsync(request(spec, options));
  }

  private static DeploymentRequest request(
      Consumer<DeploymentRequest.Builder> spec,
      Consumer<TogetherDeploymentOptions.Builder> options) {
    TogetherDeploymentOptions.Builder own = TogetherDeploymentOptions.builder();
    options.accept(own);
    DeploymentRequest.Builder request = DeploymentRequest.builder();
    spec.accept(request);
    return request.options(own.build()).build();
  }
}
