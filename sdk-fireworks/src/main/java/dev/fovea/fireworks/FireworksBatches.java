package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchResult;
import dev.fovea.json.FieldPaths;
import dev.fovea.page.Page;
import dev.fovea.provider.BatchFiles;
import dev.fovea.provider.CallingBatches;
import dev.fovea.provider.FreshId;
import dev.fovea.provider.OwnOptions;
import dev.fovea.provider.Refusal;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Batches at Fireworks. Thread-safe. */
final class FireworksBatches extends CallingBatches implements FireworksBatchService {
  private static final String JOBS = "batchInferenceJobs";
  private static final String DATASETS = "datasets";
  private static final String CHAT = "/v1/chat/completions";

  private static final Operation<Object, Optional<WireObject>> CREATE =
      CreateOnce.operation(Operation.post("accounts/{account}/batchInferenceJobs"), "create batch");
  private static final Operation<Void, WireObject> GET = Operation.get(
          "accounts/{account}/batchInferenceJobs/{id}")
      .named("get batch")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> LIST = Operation.get(
          "accounts/{account}/batchInferenceJobs")
      .named("list batches")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, ResponseMeta> DELETE = Operation.delete(
          "accounts/{account}/batchInferenceJobs/{id}")
      .named("delete batch")
      .expects(404)
      .build();

  /** What tells one batch from another that has its id. */
  private static final List<String> TELLING = List.of("inputDatasetId", "model");

  private final Account account;
  private final BatchFiles files;

  FireworksBatches(Transport transport, Account account, ChatCalls chat) {
    super(transport);
    this.account = account;
    this.files = new BatchFiles(FireworksProvider.ID, FireworksBatches.class, chat);
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
    FireworksBatchOptions own = OwnOptions.find(
            FireworksProvider.ID, request.options(), FireworksBatchOptions.class, "create batch")
        .orElseGet(() -> FireworksBatchOptions.builder().build());
    requirePossible(request, own);
    String id = own.jobId()
        .map(ResourceName::chosen)
        .orElseGet(() -> FreshId.of(transport.options().timing()));
    return body(caller, request, own).thenCompose(body -> {
      Call<Optional<WireObject>> call = CREATE.call(body).query("batchInferenceJobId", id);
      return CreateOnce.settled(account.ask(caller, call), () -> look(caller, id), body, TELLING)
          .thenApply(FireworksBatch::of);
    });
  }

  private static void requirePossible(BatchRequest request, FireworksBatchOptions own) {
    Refusal refusal = new Refusal(FireworksProvider.ID, "create batch");
    if (!request.endpoint().equals(CHAT)) {
      throw refusal.of("batches are for chat only", "BatchRequest.endpoint", "use " + CHAT);
    }
    if (request.completionWindow().isPresent()) {
      throw refusal.of(
          "Fireworks takes no completion window", "BatchRequest.completionWindow", "leave it out");
    }
    if (request.priority().isPresent()) {
      throw refusal.of("Fireworks takes no priority", "BatchRequest.priority", "leave it out");
    }
    if (request.model().isEmpty() && own.continuedFrom().isEmpty()) {
      throw new IllegalArgumentException("fireworks: a batch needs the model that answers all its"
          + " requests: set model(..); nothing was sent");
    }
  }

  private CompletableFuture<Map<String, @Nullable Object>> body(
      Caller caller, BatchRequest request, FireworksBatchOptions own) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    request.model().ifPresent(model -> body.put("model", model));
    own.displayName().ifPresent(name -> body.put("displayName", name));
    own.precision().ifPresent(precision -> body.put("precision", precision));
    Map<String, @Nullable Object> parameters = own.parameters();
    if (!own.extraFields().isEmpty()) {
      // The wire wants the text of an object here.
      parameters.put(
          "extraBody",
          new String(transport.json().write(own.extraFields()), StandardCharsets.UTF_8));
    }
    if (!parameters.isEmpty()) {
      body.put("inferenceParameters", parameters);
    }
    return filled(caller, body, references(request, own))
        .thenApply(full -> FieldPaths.merge(
            full, request.extraProperties().getOrDefault(FireworksProvider.ID, Map.of())));
  }

  /** A field that holds another thing's full name. */
  private record Reference(String field, String collection, String nameOrId) {}

  private static List<Reference> references(BatchRequest request, FireworksBatchOptions own) {
    List<Reference> references = new ArrayList<>();
    references.add(new Reference("inputDatasetId", DATASETS, request.inputFile()));
    own.outputDataset()
        .ifPresent(id -> references.add(new Reference("outputDatasetId", DATASETS, id)));
    own.continuedFrom()
        .ifPresent(id -> references.add(new Reference("continuedFromJobName", JOBS, id)));
    return references;
  }

  private CompletableFuture<Map<String, @Nullable Object>> filled(
      Caller caller, Map<String, @Nullable Object> body, List<Reference> references) {
    CompletableFuture<Map<String, @Nullable Object>> filled =
        CompletableFuture.completedFuture(body);
    for (Reference one : references) {
      filled = filled
          .thenCompose(done -> account.name(caller, one.collection(), one.nameOrId()))
          .thenApply(name -> {
            body.put(one.field(), name.toString());
            return body;
          });
    }
    return filled;
  }

  private CompletableFuture<WireObject> look(Caller caller, String nameOrId) {
    return account.ask(caller, GET::call, JOBS, nameOrId);
  }

  @Override
  protected CompletableFuture<Batch> get(Caller caller, String batchId) {
    return look(caller, batchId).thenApply(FireworksBatch::of);
  }

  @Override
  protected CompletableFuture<Page<Batch>> list(Caller caller) {
    return list(caller, query -> {});
  }

  private CompletableFuture<Page<Batch>> list(Caller caller, Consumer<FireworksListQuery> query) {
    SpecFields asked = SpecFields.of(new FireworksListQuery(), query);
    return account.page(caller, () -> asked.query(LIST.call()), JOBS, FireworksBatch::of);
  }

  @Override
  public Page<Batch> list(Consumer<FireworksListQuery> query) {
    return now(caller -> list(caller, query));
  }

  @Override
  public CompletableFuture<Page<Batch>> listAsync(Consumer<FireworksListQuery> query) {
    return later(caller -> list(caller, query));
  }

  @Override
  protected CompletableFuture<Batch> cancel(Caller caller, String batchId) {
    throw new Refusal(FireworksProvider.ID, "cancel batch")
        .of(
            "Fireworks cannot stop a batch and keep it",
            "BatchService.cancel",
            "delete it with FireworksClient.batches().delete(..), or let it end");
  }

  private CompletableFuture<ResponseMeta> delete(Caller caller, String batchId) {
    return account.ask(caller, DELETE::call, JOBS, batchId);
  }

  @Override
  public void delete(String batchId) {
    done(caller -> delete(caller, batchId));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String batchId) {
    return doneLater(caller -> delete(caller, batchId));
  }
}
