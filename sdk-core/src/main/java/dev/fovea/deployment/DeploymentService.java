package dev.fovea.deployment;

import dev.fovea.chat.ChatService;
import dev.fovea.config.WaitOptions;
import dev.fovea.page.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Deployments of one provider: models made callable on machines that bill by the hour, whether
 * anybody asks them something or not. {@link #lease} is the way to have one that cannot be
 * forgotten. Thread-safe.
 *
 * <p>Unless said otherwise, methods throw a {@code FoveaException} when the provider says no or
 * cannot be reached.
 */
public interface DeploymentService {
  /**
   * Starts a deployment and returns it as the provider first reports it, which is before it
   * answers. <strong>It bills from now on.</strong> It takes several calls; when a later one fails,
   * what the earlier ones made is taken back, or the exception names it and says whether it bills.
   *
   * @param request which model, on what, in how many copies
   * @return the deployment
   */
  Deployment create(DeploymentRequest request);

  /**
   * As {@link #create(DeploymentRequest)}, with the request built in place.
   *
   * @param spec sets the request
   * @return the deployment
   */
  default Deployment create(Consumer<DeploymentRequest.Builder> spec) {
    return create(built(spec));
  }

  /**
   * As {@link #create(DeploymentRequest)}, without holding the thread.
   *
   * @param request which model, on what, in how many copies
   * @return the deployment to be
   */
  CompletableFuture<Deployment> createAsync(DeploymentRequest request);

  /**
   * As {@link #createAsync(DeploymentRequest)}, with the request built in place.
   *
   * @param spec sets the request
   * @return the deployment to be
   */
  default CompletableFuture<Deployment> createAsync(Consumer<DeploymentRequest.Builder> spec) {
    return createAsync(built(spec));
  }

  /**
   * Reads a deployment's state.
   *
   * @param deploymentId its id
   * @return the deployment
   */
  Deployment get(String deploymentId);

  /**
   * As {@link #get}, without holding the thread.
   *
   * @param deploymentId its id
   * @return the deployment to be
   */
  CompletableFuture<Deployment> getAsync(String deploymentId);

  /** {@return the deployments of the account or project, newest first where the provider sorts} */
  Page<Deployment> list();

  /** {@return as {@link #list}, without holding the thread} */
  CompletableFuture<Page<Deployment>> listAsync();

  /**
   * Changes the number of replicas. Each replica bills.
   *
   * @param deploymentId its id
   * @param min the smallest number
   * @param max the largest number, at least {@code min}
   * @return the deployment as the provider then reports it
   */
  Deployment scale(String deploymentId, int min, int max);

  /**
   * As {@link #scale}, without holding the thread.
   *
   * @param deploymentId its id
   * @param min the smallest number
   * @param max the largest number, at least {@code min}
   * @return the deployment to be
   */
  CompletableFuture<Deployment> scaleAsync(String deploymentId, int min, int max);

  /**
   * Asks for a stop and returns at once; what runs is drained first and may bill for that long.
   * Stopping what is stopped is fine.
   *
   * @param deploymentId its id
   * @return the deployment as the provider then reports it
   */
  Deployment stop(String deploymentId);

  /**
   * As {@link #stop(String)}, and waits until it has stopped.
   *
   * @param deploymentId its id
   * @param wait sets how long to wait
   * @return the stopped deployment
   */
  Deployment stop(String deploymentId, Consumer<WaitOptions.Builder> wait);

  /**
   * As {@link #stop(String)}, without holding the thread.
   *
   * @param deploymentId its id
   * @return the deployment to be
   */
  CompletableFuture<Deployment> stopAsync(String deploymentId);

  /**
   * As {@link #stop(String, Consumer)}, without holding the thread.
   *
   * @param deploymentId its id
   * @param wait sets how long to wait
   * @return the stopped deployment to be
   */
  CompletableFuture<Deployment> stopAsync(String deploymentId, Consumer<WaitOptions.Builder> wait);

  /**
   * Stops a deployment, waits until it has stopped, and removes it. Deleting what is gone is fine.
   *
   * @param deploymentId its id
   */
  void delete(String deploymentId);

  /**
   * As {@link #delete}, without holding the thread.
   *
   * @param deploymentId its id
   * @return completes when it is gone
   */
  CompletableFuture<Void> deleteAsync(String deploymentId);

  /** {@return every kind of machine the provider offers, with prices where it tells them} */
  List<Hardware> hardware();

  /** {@return as {@link #hardware()}, without holding the thread} */
  CompletableFuture<List<Hardware>> hardwareAsync();

  /**
   * Lists the kinds of machine one model can run on.
   *
   * @param model the model's name or id
   * @return the kinds of machine; empty when the model cannot be deployed
   */
  List<Hardware> hardware(String model);

  /**
   * As {@link #hardware(String)}, without holding the thread.
   *
   * @param model the model's name or id
   * @return the kinds of machine to be
   */
  CompletableFuture<List<Hardware>> hardwareAsync(String model);

  /**
   * Waits until a deployment really answers: a first question was answered, not merely the word
   * "ready". That chat bills a few tokens where the provider counts them. Waits up to 24 h.
   *
   * @param deploymentId its id
   * @return the answering deployment
   */
  default Deployment await(String deploymentId) {
    return await(deploymentId, wait -> {});
  }

  /**
   * As {@link #await(String)}, with other limits. A failed deployment ends it with a
   * {@code DeploymentFailedException}, a stopped one too; a deadline with a
   * {@code WaitTimeoutException}, and the deployment goes on billing.
   *
   * @param deploymentId its id
   * @param wait sets how long to wait
   * @return the answering deployment
   */
  Deployment await(String deploymentId, Consumer<WaitOptions.Builder> wait);

  /**
   * As {@link #await(String)}, without holding the thread.
   *
   * @param deploymentId its id
   * @return the answering deployment to be
   */
  default CompletableFuture<Deployment> awaitAsync(String deploymentId) {
    return awaitAsync(deploymentId, wait -> {});
  }

  /**
   * As {@link #await(String, Consumer)}, without holding the thread.
   *
   * @param deploymentId its id
   * @param wait sets how long to wait
   * @return the answering deployment to be
   */
  CompletableFuture<Deployment> awaitAsync(String deploymentId, Consumer<WaitOptions.Builder> wait);

  /**
   * {@return whether a deployment stands on machines of its own, which bill by the hour until they
   * are stopped; true unless a provider says otherwise} False where the provider serves every model
   * by itself and bills what is asked of it: then creating, stopping and deleting start and end
   * nothing, a lease asks for no idle stop, and what speaks of machines is refused.
   */
  default boolean hasMachines() {
    return true;
  }

  /**
   * Chat with one deployment: the right server and the right model name are set, and whatever model
   * a request names is replaced.
   *
   * @param deployment the deployment
   * @return the chat
   */
  ChatService chat(Deployment deployment);

  /**
   * Starts a deployment, waits until it answers and hands it out as something to be closed. As
   * {@link #lease(Consumer, Consumer)} with default options.
   *
   * @param spec sets the request
   * @return the lease; closing it stops the billing
   */
  default DeploymentLease lease(Consumer<DeploymentRequest.Builder> spec) {
    return lease(spec, lease -> {});
  }

  /**
   * Starts a deployment, waits until it answers and hands it out as something to be closed. It
   * bills from the start; when starting or waiting fails, it is stopped and the exception names the
   * id and says whether it bills.
   *
   * @param spec sets the request
   * @param options sets how long the lease may live and how patient it is
   * @return the lease; closing it stops the billing
   */
  DeploymentLease lease(
      Consumer<DeploymentRequest.Builder> spec, Consumer<LeaseOptions.Builder> options);

  /**
   * As {@link #lease(Consumer)}, without holding the thread.
   *
   * @param spec sets the request
   * @return the lease to be; cancelling it stops what was started
   */
  default CompletableFuture<DeploymentLease> leaseAsync(Consumer<DeploymentRequest.Builder> spec) {
    return leaseAsync(spec, lease -> {});
  }

  /**
   * As {@link #lease(Consumer, Consumer)}, without holding the thread.
   *
   * @param spec sets the request
   * @param options sets how long the lease may live and how patient it is
   * @return the lease to be; cancelling it stops what was started
   */
  CompletableFuture<DeploymentLease> leaseAsync(
      Consumer<DeploymentRequest.Builder> spec, Consumer<LeaseOptions.Builder> options);

  /**
   * Addresses a chat to one deployment, whatever model a request names. For providers; users call
   * {@link #chat}.
   *
   * @param host the chat of the server the deployment answers on
   * @param deployment the deployment
   * @return the chat with this deployment
   */
  static ChatService addressed(ChatService host, Deployment deployment) {
    return new DeploymentChat(host, deployment.chatModel());
  }

  private static DeploymentRequest built(Consumer<DeploymentRequest.Builder> spec) {
    DeploymentRequest.Builder request = DeploymentRequest.builder();
    spec.accept(request);
    return request.build();
  }
}
