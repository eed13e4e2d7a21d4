package dev.fovea.provider;

import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.deployment.Hardware;
import dev.fovea.deployment.LeaseOptions;
import dev.fovea.page.Page;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Deployments of a provider: each flow once, both ways to run it. Thread-safe. */
public abstract class CallingDeployments extends CallingService implements DeploymentService {
  /**
   * For a provider's own deployments.
   *
   * @param transport makes the calls
   */
  protected CallingDeployments(Transport transport) {
    super(transport);
  }

  /**
   * Starts a deployment.
   *
   * @param caller makes the calls
   * @param request the deployment
   * @return the deployment as the provider first reports it
   */
  protected abstract CompletableFuture<Deployment> create(Caller caller, DeploymentRequest request);

  /**
   * Reads about a deployment.
   *
   * @param caller makes the calls
   * @param deploymentId the deployment
   * @return the deployment
   */
  protected abstract CompletableFuture<Deployment> get(Caller caller, String deploymentId);

  /**
   * Lists the deployments.
   *
   * @param caller makes the calls
   * @return the first page
   */
  protected abstract CompletableFuture<Page<Deployment>> list(Caller caller);

  /**
   * Changes how many replicas a deployment may have.
   *
   * @param caller makes the calls
   * @param deploymentId the deployment
   * @param min at least so many
   * @param max at most so many; 0 stops it
   * @return the deployment as the provider then reports it
   */
  protected abstract CompletableFuture<Deployment> scale(
      Caller caller, String deploymentId, int min, int max);

  /**
   * Stops a deployment and waits until it does not bill any more.
   *
   * @param caller makes the calls
   * @param deploymentId the deployment
   * @param wait how patient to be
   * @return the deployment, stopped
   */
  protected abstract CompletableFuture<Deployment> stopped(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait);

  /**
   * Deletes a deployment; one that is gone is no failure.
   *
   * @param caller makes the calls
   * @param deploymentId the deployment
   * @return completes when it is gone
   */
  protected abstract CompletableFuture<?> delete(Caller caller, String deploymentId);

  /**
   * Lists hardware.
   *
   * @param caller makes the calls
   * @param model the model it is to run; null for all there is
   * @return the hardware
   */
  protected abstract CompletableFuture<List<Hardware>> hardware(
      Caller caller, @Nullable String model);

  /**
   * Waits until a deployment has answered a question.
   *
   * @param caller makes the calls
   * @param deploymentId the deployment
   * @param wait how patient to be
   * @return the deployment, serving
   */
  protected abstract CompletableFuture<Deployment> serving(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait);

  @Override
  public Deployment create(DeploymentRequest request) {
    return now(caller -> create(caller, request));
  }

  @Override
  public CompletableFuture<Deployment> createAsync(DeploymentRequest request) {
    return later(caller -> create(caller, request));
  }

  @Override
  public Deployment get(String deploymentId) {
    return now(caller -> get(caller, deploymentId));
  }

  @Override
  public CompletableFuture<Deployment> getAsync(String deploymentId) {
    return later(caller -> get(caller, deploymentId));
  }

  @Override
  public Page<Deployment> list() {
    return now(this::list);
  }

  @Override
  public CompletableFuture<Page<Deployment>> listAsync() {
    return later(this::list);
  }

  @Override
  public Deployment scale(String deploymentId, int min, int max) {
    return now(caller -> scale(caller, deploymentId, min, max));
  }

  @Override
  public CompletableFuture<Deployment> scaleAsync(String deploymentId, int min, int max) {
    return later(caller -> scale(caller, deploymentId, min, max));
  }

  @Override
  public Deployment stop(String deploymentId) {
    return now(caller -> scale(caller, deploymentId, 0, 0));
  }

  @Override
  public CompletableFuture<Deployment> stopAsync(String deploymentId) {
    return later(caller -> scale(caller, deploymentId, 0, 0));
  }

  @Override
  public Deployment stop(String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return now(caller -> stopped(caller, deploymentId, wait));
  }

  @Override
  public CompletableFuture<Deployment> stopAsync(
      String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return later(caller -> stopped(caller, deploymentId, wait));
  }

  @Override
  public void delete(String deploymentId) {
    done(caller -> delete(caller, deploymentId));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String deploymentId) {
    return doneLater(caller -> delete(caller, deploymentId));
  }

  @Override
  public List<Hardware> hardware() {
    return now(caller -> hardware(caller, null));
  }

  @Override
  public CompletableFuture<List<Hardware>> hardwareAsync() {
    return later(caller -> hardware(caller, null));
  }

  @Override
  public List<Hardware> hardware(String model) {
    return now(caller -> hardware(caller, Objects.requireNonNull(model, "model")));
  }

  @Override
  public CompletableFuture<List<Hardware>> hardwareAsync(String model) {
    return later(caller -> hardware(caller, Objects.requireNonNull(model, "model")));
  }

  @Override
  public Deployment await(String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return now(caller -> serving(caller, deploymentId, wait));
  }

  @Override
  public CompletableFuture<Deployment> awaitAsync(
      String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return later(caller -> serving(caller, deploymentId, wait));
  }

  @Override
  public DeploymentLease lease(
      Consumer<DeploymentRequest.Builder> spec, Consumer<LeaseOptions.Builder> options) {
    return DeploymentLease.open(this, transport.timing(), request(spec), lease(options));
  }

  @Override
  public CompletableFuture<DeploymentLease> leaseAsync(
      Consumer<DeploymentRequest.Builder> spec, Consumer<LeaseOptions.Builder> options) {
    return DeploymentLease.openAsync(this, transport.timing(), request(spec), lease(options));
  }

  private static DeploymentRequest request(Consumer<DeploymentRequest.Builder> spec) {
    DeploymentRequest.Builder request = DeploymentRequest.builder();
    spec.accept(request);
    return request.build();
  }

  private static LeaseOptions lease(Consumer<LeaseOptions.Builder> spec) {
    LeaseOptions.Builder options = LeaseOptions.builder();
    spec.accept(options);
    return options.build();
  }
}
