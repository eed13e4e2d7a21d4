package dev.fovea.fireworks;

import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchResult;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingBatches;
import dev.fovea.transport.Caller;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.Transport;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Batches at Fireworks. Thread-safe. */
final class FireworksBatches extends CallingBatches {
  private final Account account;
  private final ChatCalls chat;

  FireworksBatches(Transport transport, Account account, ChatCalls chat) {
    super(transport);
    this.account = account;
    this.chat = chat;
  }

  @Override
  protected CompletableFuture<Batch> create(Caller caller, BatchRequest request) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Batch> get(Caller caller, String batchId) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Page<Batch>> list(Caller caller) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Batch> cancel(Caller caller, String batchId) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  public Path writeInput(Path file, Iterable<BatchItem> items) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  public Stream<BatchResult> readResults(Path file) {
    throw new UnsupportedOperationException("being built");
  }
}
