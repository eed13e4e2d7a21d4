package dev.fovea.openai;

import dev.fovea.ModelCard;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingModels;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;

/** Models at OpenAI. Thread-safe. */
final class OpenAiModels extends CallingModels implements OpenAiModelService {
  OpenAiModels(Transport transport) {
    super(transport);
  }

  @Override
  protected CompletableFuture<Page<ModelCard>> list(Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<ModelCard> get(Caller caller, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String id) {
    throw new UnsupportedOperationException();
  }
}
