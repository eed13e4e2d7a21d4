package dev.fovea.deployment;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatPublisher;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Chat with one deployment: every request is addressed to it. */
final class DeploymentChat implements ChatService {
  private final ChatService host;
  private final String model;

  DeploymentChat(ChatService host, String model) {
    this.host = host;
    this.model = model;
  }

  @Override
  public ChatCompletion create(ChatRequest request) {
    return host.create(addressed(request));
  }

  @Override
  public ChatCompletion create(Consumer<ChatRequest.Builder> spec) {
    return host.create(addressed(spec));
  }

  @Override
  public CompletableFuture<ChatCompletion> createAsync(ChatRequest request) {
    return host.createAsync(addressed(request));
  }

  @Override
  public CompletableFuture<ChatCompletion> createAsync(Consumer<ChatRequest.Builder> spec) {
    return host.createAsync(addressed(spec));
  }

  @Override
  public ChatStream stream(ChatRequest request) {
    return host.stream(addressed(request));
  }

  @Override
  public ChatStream stream(Consumer<ChatRequest.Builder> spec) {
    return host.stream(addressed(spec));
  }

  @Override
  public ChatPublisher streamAsync(ChatRequest request) {
    return host.streamAsync(addressed(request));
  }

  @Override
  public ChatPublisher streamAsync(Consumer<ChatRequest.Builder> spec) {
    return host.streamAsync(addressed(spec));
  }

  private ChatRequest addressed(ChatRequest request) {
    return request.toBuilder().model(model).build();
  }

  // The model is set last: here no caller needs to name one, and none can name another.
  private ChatRequest addressed(Consumer<ChatRequest.Builder> spec) {
    return ChatRequest.of(request -> {
      spec.accept(request);
      request.model(model);
    });
  }
}
