package dev.fovea.together;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.page.Page;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Deployments at Together, with Together's own options. Thread-safe.
 *
 * <p>Each deployment stands below an endpoint of its own that gets all of its traffic; its id names
 * both, {@code ep_…/dep_…}. A model is found by the registry id of a {@code FineTunedModel}, else
 * by its name in the project's registry, else among the models Together supports.
 *
 * <p>An endpoint of the first interface, {@code endpoint-…}, is read, scaled, stopped, deleted,
 * awaited and chatted with here as well; {@link TogetherClient#endpoints()} lists those there are.
 */
public interface TogetherDeploymentService
    extends DeploymentService,
        TogetherCatalogueService,
        TogetherTrafficService,
        TogetherAdapterService {
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

  /**
   * Lets Together check a request without starting anything; costs nothing.
   *
   * @param endpointId the endpoint it would stand below, {@code ep_…}
   * @param request the request
   * @return the deployment as it would be; its id means nothing
   */
  Deployment validate(String endpointId, DeploymentRequest request);

  /**
   * As {@link #validate}, without holding the thread.
   *
   * @param endpointId the endpoint it would stand below, {@code ep_…}
   * @param request the request
   * @return the deployment as it would be; its id means nothing
   */
  CompletableFuture<Deployment> validateAsync(String endpointId, DeploymentRequest request);

  /**
   * Lists the deployments below one endpoint.
   *
   * @param endpointId {@code ep_…}
   * @param query sets which, and in which order
   * @return the deployments
   */
  Page<Deployment> list(String endpointId, Consumer<TogetherListQuery> query);

  /**
   * As {@link #list(String, Consumer)}, without holding the thread.
   *
   * @param endpointId {@code ep_…}
   * @param query sets which, and in which order
   * @return the deployments, to come
   */
  CompletableFuture<Page<Deployment>> listAsync(
      String endpointId, Consumer<TogetherListQuery> query);

  /**
   * Changes the name, the bounds or the measures of a deployment. <strong>More replicas bill
   * more.</strong>
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param spec sets what changes; what is not set stays
   * @return the deployment
   */
  Deployment update(String deploymentId, Consumer<TogetherDeploymentSpec> spec);

  /**
   * As {@link #update}, without holding the thread.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param spec sets what changes; what is not set stays
   * @return the deployment, to come
   */
  CompletableFuture<Deployment> updateAsync(
      String deploymentId, Consumer<TogetherDeploymentSpec> spec);

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
