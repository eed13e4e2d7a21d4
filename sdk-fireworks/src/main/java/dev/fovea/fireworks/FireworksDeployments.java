package dev.fovea.fireworks;

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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Deployments at Fireworks. Thread-safe. */
final class FireworksDeployments extends CallingDeployments implements FireworksDeploymentService {
  private final Account account;
  private final ChatService chat;

  FireworksDeployments(Transport transport, Account account, ChatService chat) {
    super(transport);
    this.account = account;
    this.chat = chat;
  }

  @Override
  protected CompletableFuture<Deployment> create(Caller caller, DeploymentRequest request) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Deployment> get(Caller caller, String deploymentId) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Page<Deployment>> list(Caller caller) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Deployment> scale(
      Caller caller, String deploymentId, int min, int max) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Deployment> stopped(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String deploymentId) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<List<Hardware>> hardware(Caller caller, Optional<String> model) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Deployment> serving(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  public ChatService chat(Deployment deployment) {
    return DeploymentService.addressed(chat, deployment);
  }
}
