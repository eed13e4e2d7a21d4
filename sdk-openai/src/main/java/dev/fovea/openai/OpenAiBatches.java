package dev.fovea.openai;

import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchResult;
import dev.fovea.json.FieldPaths;
import dev.fovea.page.Page;
import dev.fovea.provider.BatchFiles;
import dev.fovea.provider.CallingBatches;
import dev.fovea.provider.OwnOptions;
import dev.fovea.provider.Refusal;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Batches at OpenAI. Thread-safe. */
final class OpenAiBatches extends CallingBatches implements OpenAiBatchService {
  // The only one there is; OpenAI refuses a batch without it.
  private static final String WINDOW = "24h";

  private static final Operation<Object, Batch> CREATE = Operation.post("batches")
      .named("create batch")
      .whenUnknown("look at batches().list() before you try again: a batch costs money")
      .sends(Object.class)
      .receives(WireObject.as(OpenAiBatch::of))
      .build();
  private static final Operation<Void, Batch> GET = Operation.get("batches/{id}")
      .named("get batch")
      .receives(WireObject.as(OpenAiBatch::of))
      .build();
  private static final Operation<Void, WireObject> LIST =
      Operation.get("batches").named("list batches").receives(WireObject::read).build();
  private static final Operation<Void, Batch> CANCEL = Operation.post("batches/{id}/cancel")
      .named("cancel batch")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .receives(WireObject.as(OpenAiBatch::of))
      .build();

  private final BatchFiles files;

  OpenAiBatches(Transport transport, ChatCalls chat) {
    super(transport);
    this.files = new BatchFiles(OpenAiProvider.ID, OpenAiProvider.class, chat);
  }

  @Override
  public String filePurpose() {
    return "batch";
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
    return caller.call(CREATE.call(body(request)));
  }

  private static Map<String, @Nullable Object> body(BatchRequest request) {
    Refusal refusal = new Refusal(OpenAiProvider.ID, "create batch");
    if (request.priority().isPresent()) {
      throw refusal.of("OpenAI takes no priority", "BatchRequest.priority", "leave it out");
    }
    if (request.model().isPresent()) {
      throw refusal.of(
          "each line of the file names its own model", "BatchRequest.model", "leave it out");
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("input_file_id", request.inputFile());
    body.put("endpoint", request.endpoint());
    body.put("completion_window", request.completionWindow().orElse(WINDOW));
    OwnOptions.find(
            OpenAiProvider.ID, request.options(), OpenAiBatchOptions.class, refusal.operation())
        .ifPresent(own -> add(own, body));
    return FieldPaths.merge(
        body, request.extraProperties().getOrDefault(OpenAiProvider.ID, Map.of()));
  }

  private static void add(OpenAiBatchOptions own, Map<String, @Nullable Object> body) {
    Labels.mistake(own.metadata()).ifPresent(advice -> {
      throw new IllegalArgumentException("openai: to create batch, " + advice);
    });
    if (!own.metadata().isEmpty()) {
      body.put("metadata", own.metadata());
    }
    own.outputExpiresAfter()
        .ifPresent(time -> body.put("output_expires_after", Expiry.after(time)));
  }

  @Override
  protected CompletableFuture<Batch> get(Caller caller, String batchId) {
    return caller.call(GET.call().path("id", batchId));
  }

  @Override
  protected CompletableFuture<Page<Batch>> list(Caller caller) {
    return list(caller, query -> {});
  }

  private CompletableFuture<Page<Batch>> list(Caller caller, Consumer<OpenAiListQuery> query) {
    SpecFields which = SpecFields.of(new OpenAiListQuery(), query);
    return IdPages.AFTER_ENTRY.page(
        caller, transport, () -> which.query(LIST.call()), OpenAiBatch::of);
  }

  @Override
  public Page<Batch> list(Consumer<OpenAiListQuery> query) {
    return now(caller -> list(caller, query));
  }

  @Override
  public CompletableFuture<Page<Batch>> listAsync(Consumer<OpenAiListQuery> query) {
    return later(caller -> list(caller, query));
  }

  @Override
  protected CompletableFuture<Batch> cancel(Caller caller, String batchId) {
    return caller.call(CANCEL.call().path("id", batchId));
  }
}
