package dev.fovea.openai;

import dev.fovea.chat.ChatService;
import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.deployment.Hardware;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingDeployments;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tuned models as deployments: OpenAI serves them by itself. Thread-safe. */
final class OpenAiDeployments extends CallingDeployments implements OpenAiDeploymentService {
  private final ChatService chat;

  OpenAiDeployments(Transport transport, ChatService chat) {
    super(transport);
    this.chat = chat;
  }

  @Override
  public boolean hasMachines() {
    return false;
  }

  @Override
  public ChatService chat(Deployment deployment) {
    return DeploymentService.addressed(chat, deployment);
  }

  @Override
  protected CompletableFuture<Deployment> create(Caller caller, DeploymentRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Deployment> get(Caller caller, String deploymentId) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Page<Deployment>> list(Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Deployment> scale(
      Caller caller, String deploymentId, int min, int max) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Deployment> stopped(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String deploymentId) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<List<Hardware>> hardware(Caller caller, @Nullable String model) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Deployment> serving(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    throw new UnsupportedOperationException();
  }
}
