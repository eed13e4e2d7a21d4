package dev.fovea.openai;

import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Models of OpenAI in the shape of deployments. OpenAI serves every model by itself and bills what
 * is asked of it: there is nothing to start, nothing to scale and nothing to stop. A deployment's
 * id is its model's name.
 *
 * <ul>
 *   <li>{@code create} sends nothing but a look whether the model is there. A tuned model is
 *       {@code PENDING} while OpenAI loads it, which takes minutes after its job has finished; one
 *       that is not there after {@link OpenAiDeploymentOptions#graceWindow()} is a
 *       {@code NotFoundException}. Hardware, names and autoscaling are refused.
 *   <li>{@code await} and leases look again until OpenAI lists the model; with
 *       {@link OpenAiDeploymentOptions#probe()} until it has answered a question.
 *   <li>{@code list} has the organization's own tuned models; at another's server, all models.
 *   <li>{@code stop}, {@code delete} and closing a lease send nothing and end nothing: the model
 *       stays and answers. {@code models().delete(..)} removes it.
 * </ul>
 *
 * <p>{@link OpenAiDeployment#of} has what only OpenAI tells. Thread-safe.
 */
public interface OpenAiDeploymentService extends DeploymentService {
  /**
   * Looks whether a model is there, with OpenAI's own options, which the waiting that follows keeps
   * to.
   *
   * @param spec sets the request
   * @param options sets the window and whether to ask a question
   * @return the model as a deployment
   */
  default Deployment create(
      Consumer<DeploymentRequest.Builder> spec, Consumer<OpenAiDeploymentOptions.Builder> options) {
    return create(OpenAiDeploymentOptions.request(spec, options));
  }

  /**
   * As {@link #create(Consumer, Consumer)}, without holding the thread.
   *
   * @param spec sets the request
   * @param options sets the window and whether to ask a question
   * @return the model to be
   */
  default CompletableFuture<Deployment> createAsync(
      Consumer<DeploymentRequest.Builder> spec, Consumer<OpenAiDeploymentOptions.Builder> options) {
    return createAsync(OpenAiDeploymentOptions.request(spec, options));
  }

  /**
   * Waits until a model answers that this client has not deployed, or with other options than it
   * was deployed with.
   *
   * @param model its name
   * @param options sets the window and whether to ask a question
   * @param wait sets how long to wait
   * @return the answering model
   */
  Deployment await(
      String model,
      Consumer<OpenAiDeploymentOptions.Builder> options,
      Consumer<WaitOptions.Builder> wait);

  /**
   * As {@link #await(String, Consumer, Consumer)}, without holding the thread.
   *
   * @param model its name
   * @param options sets the window and whether to ask a question
   * @param wait sets how long to wait
   * @return the answering model to be
   */
  CompletableFuture<Deployment> awaitAsync(
      String model,
      Consumer<OpenAiDeploymentOptions.Builder> options,
      Consumer<WaitOptions.Builder> wait);
}
