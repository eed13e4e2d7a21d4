package dev.fovea.fireworks;

import dev.fovea.ModelCard;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingModels;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;

/** Models at Fireworks. Thread-safe. */
final class FireworksModels extends CallingModels implements FireworksModelService {
  private final Account account;

  FireworksModels(Transport transport, Account account) {
    super(transport);
    this.account = account;
  }

  @Override
  protected CompletableFuture<Page<ModelCard>> list(Caller caller) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<ModelCard> get(Caller caller, String id) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String id) {
    throw new UnsupportedOperationException("being built");
  }
}
