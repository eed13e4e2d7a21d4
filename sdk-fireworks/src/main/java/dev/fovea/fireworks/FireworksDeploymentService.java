package dev.fovea.fireworks;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.page.Page;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Deployments at Fireworks, with Fireworks' own options. Thread-safe.
 *
 * <p>A request's name becomes the deployment's id, so a request that travels twice makes one
 * deployment; without a name an id is made up. Its model may be a base model, or an adapter, which
 * is then merged into its base. With {@link FireworksDeploymentOptions#baseDeployment()} an adapter
 * is loaded on a deployment that runs already; what comes back is a {@code Deployment} too, which
 * bills nothing itself, is stopped and deleted by unloading it, and has no replicas to scale.
 *
 * <p>Fireworks stops a deployment that nobody asks anything for the idle stop (an hour by default)
 * when its smallest number of replicas is 0, which is what it takes by default, and what a request
 * with an idle stop and a smallest number of 1 is sent as. It then says {@code STOPPED} here, and
 * {@code await} or the next request wakes it, which takes minutes. After seven days without a
 * request Fireworks deletes such a deployment. {@code stop} sets the largest number to 0, so that
 * no request wakes it. {@code delete} also removes one that answered within the last hour, which
 * Fireworks refuses unless told to, for it would bill on; {@link #delete(String, Consumer)} can be
 * told otherwise, and {@link #undelete} takes back a deletion that was not for good.
 *
 * <p>{@code await} asks for one token as a completion, so that models without a chat template can
 * be waited for as well. Fireworks names no prices here: {@code pricePerHour} is absent.
 */
public interface FireworksDeploymentService
    extends DeploymentService, FireworksShapeService, FireworksAdapterService {
  /**
   * Starts a deployment with Fireworks' own options. <strong>It bills from now on</strong>, unless
   * it is an adapter on a deployment that runs already.
   *
   * @param spec sets the request
   * @param options sets what only Fireworks understands
   * @return the deployment
   */
  default Deployment create(
      Consumer<DeploymentRequest.Builder> spec,
      Consumer<FireworksDeploymentOptions.Builder> options) {
    return create(request(spec, options));
  }

  /**
   * As {@link #create(Consumer, Consumer)}, without holding the thread.
   *
   * @param spec sets the request
   * @param options sets what only Fireworks understands
   * @return the deployment to be
   */
  default CompletableFuture<Deployment> createAsync(
      Consumer<DeploymentRequest.Builder> spec,
      Consumer<FireworksDeploymentOptions.Builder> options) {
    return createAsync(request(spec, options));
  }

  /**
   * Lets Fireworks check a request without starting anything; costs nothing.
   *
   * @param request the request
   * @return the deployment as it would be; its id means nothing
   */
  Deployment validate(DeploymentRequest request);

  /**
   * As {@link #validate(DeploymentRequest)}, without holding the thread.
   *
   * @param request the request
   * @return the deployment as it would be; its id means nothing, to come
   */
  CompletableFuture<Deployment> validateAsync(DeploymentRequest request);

  /**
   * Lists the deployments of the account, those that were deleted too if the query says so.
   *
   * @param query sets which, and in which order
   * @return the deployments
   */
  Page<Deployment> list(Consumer<FireworksListQuery> query);

  /**
   * As {@link #list(Consumer)}, without holding the thread.
   *
   * @param query sets which, and in which order
   * @return the deployments, to come
   */
  CompletableFuture<Page<Deployment>> listAsync(Consumer<FireworksListQuery> query);

  /**
   * Changes a deployment. <strong>More replicas bill more.</strong>
   *
   * @param deploymentId its full name, or its id in this account
   * @param spec sets what changes; what is not set stays
   * @return the deployment
   */
  Deployment update(String deploymentId, Consumer<FireworksDeploymentSpec> spec);

  /**
   * As {@link #update(String, Consumer)}, without holding the thread.
   *
   * @param deploymentId its full name, or its id in this account
   * @param spec sets what changes; what is not set stays
   * @return the deployment, to come
   */
  CompletableFuture<Deployment> updateAsync(
      String deploymentId, Consumer<FireworksDeploymentSpec> spec);

  /**
   * Sets the number of replicas for the moment; its bounds stay, and with them what wakes or stops
   * it. <strong>More replicas bill more.</strong>
   *
   * @param deploymentId its full name, or its id in this account
   * @param replicas 0 or more, within its bounds
   * @return the deployment as Fireworks then reports it
   */
  Deployment scaleNow(String deploymentId, int replicas);

  /**
   * As {@link #scaleNow(String, int)}, without holding the thread.
   *
   * @param deploymentId its full name, or its id in this account
   * @param replicas 0 or more, within its bounds
   * @return the deployment as Fireworks then reports it, to come
   */
  CompletableFuture<Deployment> scaleNowAsync(String deploymentId, int replicas);

  /**
   * Deletes a deployment in another way than {@link #delete(String)} does. One that is gone is
   * fine.
   *
   * @param deploymentId its full name, or its id in this account
   * @param how sets whether for good, and whether it may have answered just now
   */
  void delete(String deploymentId, Consumer<FireworksDeletion> how);

  /**
   * As {@link #delete(String, Consumer)}, without holding the thread.
   *
   * @param deploymentId its full name, or its id in this account
   * @param how sets whether for good, and whether it may have answered just now
   * @return completes when it is done
   */
  CompletableFuture<Void> deleteAsync(String deploymentId, Consumer<FireworksDeletion> how);

  /**
   * Takes back a deletion that was not for good. <strong>It may bill again.</strong>
   *
   * @param deploymentId its full name, or its id in this account
   * @return the deployment
   */
  Deployment undelete(String deploymentId);

  /**
   * As {@link #undelete(String)}, without holding the thread.
   *
   * @param deploymentId its full name, or its id in this account
   * @return the deployment, to come
   */
  CompletableFuture<Deployment> undeleteAsync(String deploymentId);

  /**
   * Reads how a deployment has done lately.
   *
   * @param deploymentId its full name, or its id in this account
   * @param range how far back, 1 min or more; Fireworks looks back 10 min by default
   * @return the measures by Fireworks' names; empty when there are none
   */
  Map<String, Double> metrics(String deploymentId, Duration range);

  /**
   * As {@link #metrics(String, Duration)}, without holding the thread.
   *
   * @param deploymentId its full name, or its id in this account
   * @param range how far back, 1 min or more; Fireworks looks back 10 min by default
   * @return the measures by Fireworks' names; empty when there are none, to come
   */
  CompletableFuture<Map<String, Double>> metricsAsync(String deploymentId, Duration range);

  /**
   * Reads why a deployment ended.
   *
   * @param deploymentId its full name, or its id in this account
   * @return what Fireworks says; absent when it says nothing
   */
  Optional<String> terminationMessage(String deploymentId);

  /**
   * As {@link #terminationMessage(String)}, without holding the thread.
   *
   * @param deploymentId its full name, or its id in this account
   * @return what Fireworks says; absent when it says nothing, to come
   */
  CompletableFuture<Optional<String>> terminationMessageAsync(String deploymentId);

  private static DeploymentRequest request(
      Consumer<DeploymentRequest.Builder> spec,
      Consumer<FireworksDeploymentOptions.Builder> options) {
    FireworksDeploymentOptions.Builder own = FireworksDeploymentOptions.builder();
    options.accept(own);
    DeploymentRequest.Builder request = DeploymentRequest.builder();
    spec.accept(request);
    return request.options(own.build()).build();
  }
}
