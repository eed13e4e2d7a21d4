package dev.fovea.together;

import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchResult;
import dev.fovea.json.FieldPaths;
import dev.fovea.page.Page;
import dev.fovea.provider.BatchFiles;
import dev.fovea.provider.CallingBatches;
import dev.fovea.provider.Refusal;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Batches at Together. Thread-safe. */
final class TogetherBatches extends CallingBatches {
  private static final Operation<Object, WireObject> CREATE = Operation.post("batches")
      .named("create batch")
      .kind(OperationKind.CREATE)
      .whenUnknown("look at batches().list() before you try again: a batch costs money")
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> GET = Operation.get("batches/{id}")
      .named("get batch")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, List<WireObject>> LIST = Operation.get("batches")
      .named("list batches")
      .receives(WireObject::readList)
      .build();
  private static final Operation<Void, WireObject> CANCEL = Operation.post("batches/{id}/cancel")
      .named("cancel batch")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .receives(WireObject::read)
      .build();

  private final BatchFiles files;

  TogetherBatches(Transport transport, ChatCalls chat) {
    super(transport);
    this.files = new BatchFiles(TogetherProvider.ID, TogetherProvider.class, chat);
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
    return caller.call(CREATE.call(body(request))).thenApply(TogetherBatch::created);
  }

  private static Map<String, @Nullable Object> body(BatchRequest request) {
    new Refusal(TogetherProvider.ID, "create batch").noOptions(request.options());
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("input_file_id", request.inputFile());
    body.put("endpoint", request.endpoint());
    request.completionWindow().ifPresent(window -> body.put("completion_window", window));
    request.priority().ifPresent(priority -> body.put("priority", priority));
    request.model().ifPresent(model -> body.put("model_id", model));
    return FieldPaths.merge(body, request.extraProperties().getOrDefault("together", Map.of()));
  }

  @Override
  protected CompletableFuture<Batch> get(Caller caller, String batchId) {
    return caller.call(on(GET, batchId)).thenApply(TogetherBatch::of);
  }

  @Override
  protected CompletableFuture<Page<Batch>> list(Caller caller) {
    return caller.call(LIST.call()).thenApply(TogetherBatches::page);
  }

  private static Page<Batch> page(List<WireObject> batches) {
    return Page.of(batches.stream().<Batch>map(TogetherBatch::of).toList());
  }

  @Override
  protected CompletableFuture<Batch> cancel(Caller caller, String batchId) {
    return caller.call(on(CANCEL, batchId)).thenApply(TogetherBatch::of);
  }

  private static Call<WireObject> on(Operation<Void, WireObject> operation, String batchId) {
    return operation.call().path("id", batchId);
  }
}
