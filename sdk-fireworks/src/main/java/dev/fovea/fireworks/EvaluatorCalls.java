package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.page.Page;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Fireworks' API offers about evaluators, and the flows made of it. Thread-safe. */
final class EvaluatorCalls {
  private static final String COLLECTION = "evaluators";

  /** The fields that tell one evaluator from another. */
  private static final List<String> TELLING =
      List.of("displayName", "description", "entryPoint", "requirements", "commitHash");

  // Creating alone has a path of its own.
  private static final Operation<Object, Optional<WireObject>> CREATE =
      CreateOnce.operation(Operation.post("accounts/{account}/evaluatorsV2"), "create evaluator");
  private static final Operation<Void, WireObject> GET = Operation.get(
          "accounts/{account}/evaluators/{id}")
      .named("get evaluator")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> LIST = Operation.get(
          "accounts/{account}/evaluators")
      .named("list evaluators")
      .receives(WireObject::read)
      .build();
  private static final Operation<Object, WireObject> UPDATE = Operation.patch(
          "accounts/{account}/evaluators/{id}")
      .named("update evaluator")
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  // What is gone already is as good as deleted.
  private static final Operation<Void, ResponseMeta> DELETE = Operation.delete(
          "accounts/{account}/evaluators/{id}")
      .named("delete evaluator")
      .expects(404)
      .build();
  private static final Operation<Object, WireObject> PLACE = Operation.post(
          "accounts/{account}/evaluators/{id}:getUploadEndpoint")
      .named("find a place for the code of evaluator")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Object, ResponseMeta> VALIDATE = Operation.post(
          "accounts/{account}/evaluators/{id}:validateUpload")
      .named("validate the code of evaluator")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .build();
  private static final Operation<Void, URI> LOG = Operation.get(
          "accounts/{account}/evaluators/{id}:getBuildLogEndpoint")
      .named("find the build log of evaluator")
      .receives(WireObject.as(answer -> answer.uri("buildLogSignedUri")))
      .build();
  private static final Operation<Void, Map<String, URI>> CODE = Operation.get(
          "accounts/{account}/evaluators/{id}:getSourceCodeSignedUrl")
      .named("find the code of evaluator")
      .receives(WireObject.as(SignedFiles::addresses))
      .build();

  private final Account account;

  EvaluatorCalls(Account account) {
    this.account = account;
  }

  private <R> CompletableFuture<R> ask(Caller caller, Supplier<Call<R>> call, String evaluatorId) {
    return account.ask(caller, call, COLLECTION, evaluatorId);
  }

  CompletableFuture<FireworksEvaluator> create(
      Caller caller, String evaluatorId, Map<String, ? extends @Nullable Object> evaluator) {
    String id = ResourceName.chosen(evaluatorId);
    Call<Optional<WireObject>> create = CREATE
        .call(Map.of("evaluator", evaluator, "evaluatorId", id))
        .whenUnknown("evaluators().get(\"" + id + "\") shows whether it is there; creating it again"
            + " under the same id makes no second one");
    return CreateOnce.settled(
            account.ask(caller, create), () -> ask(caller, GET::call, id), evaluator, TELLING)
        .thenApply(FireworksEvaluator::new);
  }

  CompletableFuture<FireworksEvaluator> get(Caller caller, String evaluatorId) {
    return ask(caller, GET::call, evaluatorId).thenApply(FireworksEvaluator::new);
  }

  CompletableFuture<Page<FireworksEvaluator>> list(Caller caller, SpecFields query) {
    return account.page(
        caller, () -> query.query(LIST.call()), COLLECTION, FireworksEvaluator::new);
  }

  CompletableFuture<FireworksEvaluator> update(
      Caller caller, String evaluatorId, SpecFields changes) {
    Map<String, @Nullable Object> body = changes.body("update evaluator");
    return ask(caller, () -> UPDATE.call(body), evaluatorId).thenApply(FireworksEvaluator::new);
  }

  CompletableFuture<?> delete(Caller caller, String evaluatorId) {
    return ask(caller, DELETE::call, evaluatorId);
  }

  /** Makes room for other code, and stores it. */
  CompletableFuture<FireworksEvaluator> replace(
      Caller caller, String evaluatorId, Path name, FileContent code) {
    return ask(caller, () -> UPDATE.call(Map.of()).query("prepareCodeUpload", true), evaluatorId)
        .thenCompose(ready -> store(caller, evaluatorId, name, code));
  }

  /** Stores the code of an evaluator, has it built and looks at it again. */
  CompletableFuture<FireworksEvaluator> store(
      Caller caller, String evaluatorId, Path name, FileContent code) {
    String file = String.valueOf(name.getFileName());
    // Sizes are texts on this wire.
    Map<String, Object> size = Map.of("filenameToSize", Map.of(file, "" + code.length()));
    return ask(caller, () -> PLACE.call(size), evaluatorId)
        .thenApply(answer -> SignedFiles.address(SignedFiles.addresses(answer), file))
        .thenCompose(place -> caller.call(
            SignedFiles.put("upload " + file + " for evaluator " + evaluatorId, place, code)))
        .thenCompose(stored -> ask(caller, () -> VALIDATE.call(Map.of()), evaluatorId))
        .thenCompose(valid -> get(caller, evaluatorId));
  }

  CompletableFuture<URI> log(Caller caller, String evaluatorId) {
    return ask(caller, LOG::call, evaluatorId);
  }

  CompletableFuture<Map<String, URI>> code(Caller caller, String evaluatorId) {
    return ask(caller, CODE::call, evaluatorId);
  }
}
