package dev.fovea.inference;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatPublisher;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import java.util.concurrent.CompletableFuture;

/** Completions through a chat service that knows it is to send a prompt. */
record ChatCompletions(ChatService chat) implements CompletionService {
  @Override
  public ChatCompletion create(CompletionRequest request) {
    return chat.create(request.asChat());
  }

  @Override
  public CompletableFuture<ChatCompletion> createAsync(CompletionRequest request) {
    return chat.createAsync(request.asChat());
  }

  @Override
  public ChatStream stream(CompletionRequest request) {
    return chat.stream(request.asChat());
  }

  @Override
  public ChatPublisher streamAsync(CompletionRequest request) {
    return chat.streamAsync(request.asChat());
  }
}
