package dev.fovea.deployment;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatPublisher;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers nothing and remembers which models it was asked for. */
final class RecordingChat implements ChatService {
  final List<String> models = new ArrayList<>();

  @Override
  public ChatCompletion create(ChatRequest request) {
    models.add(request.model());
    return ChatCompletion.builder().id("c-1").model(request.model()).build();
  }

  @Override
  public CompletableFuture<ChatCompletion> createAsync(ChatRequest request) {
    return CompletableFuture.completedFuture(create(request));
  }

  @Override
  public ChatStream stream(ChatRequest request) {
    models.add(request.model());
    throw new UnsupportedOperationException("no stream in this test");
  }

  @Override
  public ChatPublisher streamAsync(ChatRequest request) {
    models.add(request.model());
    return subscriber -> {};
  }
}
