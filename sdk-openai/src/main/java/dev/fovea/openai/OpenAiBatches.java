package dev.fovea.openai;

import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchResult;
import dev.fovea.page.Page;
import dev.fovea.provider.BatchFiles;
import dev.fovea.provider.CallingBatches;
import dev.fovea.transport.Caller;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.Transport;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Batches at OpenAI. Thread-safe. */
final class OpenAiBatches extends CallingBatches {
  private final BatchFiles files;

  OpenAiBatches(Transport transport, ChatCalls chat) {
    super(transport);
    this.files = new BatchFiles(OpenAiProvider.ID, OpenAiProvider.class, chat);
  }

  @Override
  public Path writeInput(Path file, Iterable<BatchItem> items) {
    return files.write(file, items);
  }

  @Override
  public Stream<BatchResult> readResults(Path file) {
    return files.read(file);
  }

  @Override
  protected CompletableFuture<Batch> create(Caller caller, BatchRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Batch> get(Caller caller, String batchId) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Page<Batch>> list(Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Batch> cancel(Caller caller, String batchId) {
    throw new UnsupportedOperationException();
  }
}
