package dev.fovea.fireworks;

import dev.fovea.ModelCard;
import dev.fovea.config.ResponseMeta;
import dev.fovea.config.WaitOptions;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingModels;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Models: the account's own, and those Fireworks offers. Thread-safe. */
final class FireworksModels extends CallingModels implements FireworksModelService {
  private final Account account;

  FireworksModels(Transport transport, Account account) {
    super(transport);
    this.account = account;
  }

  @Override
  public Page<ModelCard> list(String accountId, Consumer<FireworksListQuery> query) {
    return now(caller -> list(caller, accountId, query));
  }

  @Override
  public CompletableFuture<Page<ModelCard>> listAsync(
      String accountId, Consumer<FireworksListQuery> query) {
    return later(caller -> list(caller, accountId, query));
  }

  @Override
  public ModelCard create(String modelId, Consumer<FireworksModelSpec> spec) {
    return now(creating(modelId, spec));
  }

  @Override
  public CompletableFuture<ModelCard> createAsync(
      String modelId, Consumer<FireworksModelSpec> spec) {
    return later(creating(modelId, spec));
  }

  @Override
  public FireworksUploadedModel upload(
      String modelId, Path folder, Consumer<FireworksModelSpec> spec) {
    return now(uploading(modelId, folder, spec));
  }

  @Override
  public CompletableFuture<FireworksUploadedModel> uploadAsync(
      String modelId, Path folder, Consumer<FireworksModelSpec> spec) {
    return later(uploading(modelId, folder, spec));
  }

  @Override
  public FireworksUploadedModel uploadFiles(
      String modelId, Path folder, Consumer<FireworksModelSpec> spec) {
    return now(sending(modelId, folder, spec));
  }

  @Override
  public CompletableFuture<FireworksUploadedModel> uploadFilesAsync(
      String modelId, Path folder, Consumer<FireworksModelSpec> spec) {
    return later(sending(modelId, folder, spec));
  }

  @Override
  public ModelCard update(String modelId, Consumer<FireworksModelSpec> spec) {
    return now(updating(modelId, spec));
  }

  @Override
  public CompletableFuture<ModelCard> updateAsync(
      String modelId, Consumer<FireworksModelSpec> spec) {
    return later(updating(modelId, spec));
  }

  @Override
  public void prepare(String modelId, String precision) {
    done(caller -> prepare(caller, modelId, precision));
  }

  @Override
  public CompletableFuture<Void> prepareAsync(String modelId, String precision) {
    return doneLater(caller -> prepare(caller, modelId, precision));
  }

  @Override
  public List<Path> download(String modelId, Path folder, CopyOption... options) {
    return now(caller -> download(caller, modelId, folder, options));
  }

  @Override
  public CompletableFuture<List<Path>> downloadAsync(
      String modelId, Path folder, CopyOption... options) {
    return later(caller -> download(caller, modelId, folder, options));
  }

  // After the account's own models come those that Fireworks offers to everybody.
  @Override
  protected CompletableFuture<Page<ModelCard>> list(Caller caller) {
    return account
        .id(caller)
        .thenCompose(own -> list(caller, own, query -> {})
            .thenApply(cards -> own.equals(DeploymentShapes.VENDOR)
                ? cards
                : cards.followedBy(DeploymentShapes.VENDOR, () -> now(this::offered))));
  }

  private CompletableFuture<Page<ModelCard>> offered(Caller caller) {
    return list(caller, DeploymentShapes.VENDOR, query -> {}).exceptionallyCompose(failure -> {
      Throwable cause = Caller.unwrapped(failure);
      // Not every key may look there; the account's own models are no less true.
      return cause instanceof PermissionDeniedException || cause instanceof NotFoundException
          ? CompletableFuture.completedFuture(Page.of(List.of()))
          : CompletableFuture.failedFuture(cause);
    });
  }

  private CompletableFuture<Page<ModelCard>> list(
      Caller caller, String accountId, Consumer<FireworksListQuery> query) {
    SpecFields which = SpecFields.of(new FireworksListQuery(), query);
    return new Account(transport, accountId)
        .page(
            caller, () -> which.query(ModelCalls.list()), ModelCalls.MODELS, FireworksModels::card);
  }

  @Override
  protected CompletableFuture<ModelCard> get(Caller caller, String id) {
    return account
        .ask(caller, ModelCalls::get, ModelCalls.MODELS, id)
        .thenApply(FireworksModels::card);
  }

  @Override
  protected CompletableFuture<ResponseMeta> delete(Caller caller, String id) {
    return account.ask(caller, ModelCalls::delete, ModelCalls.MODELS, id);
  }

  @Override
  public ModelCard await(String modelId, Consumer<WaitOptions.Builder> wait) {
    return now(caller -> awaiting(caller, modelId, wait));
  }

  @Override
  public CompletableFuture<ModelCard> awaitAsync(
      String modelId, Consumer<WaitOptions.Builder> wait) {
    return later(caller -> awaiting(caller, modelId, wait));
  }

  private CompletableFuture<ModelCard> awaiting(
      Caller caller, String modelId, Consumer<WaitOptions.Builder> wait) {
    return ModelUpload.ready(account, caller, modelId, patience(wait, WaitOptions.builder()))
        .thenApply(FireworksModels::card);
  }

  private Function<Caller, CompletableFuture<ModelCard>> creating(
      String modelId, Consumer<FireworksModelSpec> spec) {
    Map<String, @Nullable Object> body = described("create model", spec);
    return caller ->
        made(caller, ResourceName.chosen(modelId), body).thenApply(FireworksModels::card);
  }

  private CompletableFuture<WireObject> made(
      Caller caller, String id, Map<String, @Nullable Object> model) {
    var create = ModelCalls.create(Map.of("modelId", id, "model", model))
        .whenUnknown("models().get(\"" + id + "\") tells whether it stands; the same again makes no"
            + " second one");
    return CreateOnce.settled(
        account.ask(caller, create),
        () -> account.ask(caller, ModelCalls::get, ModelCalls.MODELS, id),
        model,
        List.of("kind"));
  }

  private static Map<String, @Nullable Object> described(
      String operation, Consumer<FireworksModelSpec> spec) {
    FireworksModelSpec settings = new FireworksModelSpec();
    Map<String, @Nullable Object> body = SpecFields.of(settings, spec).body(operation);
    if (!settings.checks().names().isEmpty()) {
      throw new IllegalArgumentException(
          "fireworks: " + operation + ": checks(..) is for uploads; leave it out");
    }
    return body;
  }

  private Function<Caller, CompletableFuture<FireworksUploadedModel>> uploading(
      String modelId, Path folder, Consumer<FireworksModelSpec> spec) {
    String id = ResourceName.chosen(modelId);
    ModelFolder files = ModelFolder.of(folder);
    FireworksModelSpec settings = new FireworksModelSpec();
    Map<String, @Nullable Object> model = files.described(SpecFields.of(settings, spec));
    return caller -> made(caller, id, model)
        .thenCompose(there -> new ModelUpload(account, caller, id, files).run(settings));
  }

  private Function<Caller, CompletableFuture<FireworksUploadedModel>> sending(
      String modelId, Path folder, Consumer<FireworksModelSpec> spec) {
    ModelFolder files = ModelFolder.of(folder);
    FireworksModelSpec settings = new FireworksModelSpec();
    Set<String> described = SpecFields.of(settings, spec).names();
    if (!described.isEmpty()) {
      throw new IllegalArgumentException("fireworks: uploadFiles sends files only; set "
          + String.join(", ", described) + " with update(..)");
    }
    return caller -> new ModelUpload(account, caller, modelId, files).run(settings);
  }

  private Function<Caller, CompletableFuture<ModelCard>> updating(
      String modelId, Consumer<FireworksModelSpec> spec) {
    Object body = described("update model", spec);
    return caller -> account
        .ask(caller, () -> ModelCalls.update(body), ModelCalls.MODELS, modelId)
        .thenApply(FireworksModels::card);
  }

  private CompletableFuture<ResponseMeta> prepare(Caller caller, String modelId, String precision) {
    return account.ask(
        caller,
        () -> ModelCalls.prepare(Map.of("precision", precision)),
        ModelCalls.MODELS,
        modelId);
  }

  private CompletableFuture<List<Path>> download(
      Caller caller, String modelId, Path folder, CopyOption... options) {
    return account
        .ask(caller, ModelCalls::downloadEndpoint, ModelCalls.MODELS, modelId)
        .thenCompose(answer -> SignedFiles.saveAll(
            caller, "download model " + modelId, SignedFiles.addresses(answer), folder, options));
  }

  /** {@return what an answer tells about a model} */
  static ModelCard card(WireObject wire) {
    String id = wire.required("name");
    ModelCard.Builder card = ModelCard.builder().id(id);
    wire.text("displayName").ifPresent(card::displayName);
    wire.text("kind").ifPresent(card::type);
    String[] parts = id.split("/", -1);
    if (parts.length > 1) {
      card.owner(parts[1]);
    }
    wire.integer("contextLength").filter(length -> length > 0).ifPresent(card::contextLength);
    wire.time("createTime").ifPresent(card::createdAt);
    return card.additionalProperties(wire.rest()).build();
  }
}
