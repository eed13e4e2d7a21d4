package dev.fovea.together;

import dev.fovea.ModelCard;
import dev.fovea.config.WaitOptions;
import dev.fovea.error.ApiFailure;
import dev.fovea.error.Failure;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.page.Page;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Models: the list of those Together serves, the registry, and jobs of the first interface. */
final class TogetherModels extends ModelRegistry implements TogetherModelService {
  private static final Operation<Void, List<WireObject>> LIST = Operation.get("models")
      .named("list models")
      .receives(WireObject::readList)
      .build();
  private static final Operation<Object, WireObject> UPLOAD = Operation.post("models")
      .named("upload model")
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> GET_JOB =
      Operation.get("jobs/{id}").named("read job").receives(WireObject::read).build();
  private static final Operation<Void, WireObject> LIST_JOBS =
      Operation.get("jobs").named("list jobs").receives(WireObject::read).build();

  TogetherModels(Transport transport, Management management) {
    super(transport, management);
  }

  @Override
  protected CompletableFuture<Page<ModelCard>> list(Caller caller) {
    return caller.call(LIST.call()).thenApply(this::beforeRegistry);
  }

  @Override
  public Page<ModelCard> listDedicated() {
    return now(management.one(LIST.call().query("dedicated", true), TogetherModels::page));
  }

  @Override
  public CompletableFuture<Page<ModelCard>> listDedicatedAsync() {
    return later(management.one(LIST.call().query("dedicated", true), TogetherModels::page));
  }

  @Override
  public TogetherModelJob upload(Consumer<TogetherModelUploadSpec> spec) {
    return now(uploading(spec));
  }

  @Override
  public CompletableFuture<TogetherModelJob> uploadAsync(Consumer<TogetherModelUploadSpec> spec) {
    return later(uploading(spec));
  }

  @Override
  public TogetherModelJob job(String jobId) {
    return now(management.one(GET_JOB.call().path("id", jobId), TogetherModels::readJob));
  }

  @Override
  public CompletableFuture<TogetherModelJob> jobAsync(String jobId) {
    return later(management.one(GET_JOB.call().path("id", jobId), TogetherModels::readJob));
  }

  @Override
  public List<TogetherModelJob> jobs() {
    return now(management.one(LIST_JOBS.call(), TogetherModels::readJobs));
  }

  @Override
  public CompletableFuture<List<TogetherModelJob>> jobsAsync() {
    return later(management.one(LIST_JOBS.call(), TogetherModels::readJobs));
  }

  @Override
  public TogetherModelJob awaitJob(String jobId, Consumer<WaitOptions.Builder> wait) {
    return now(ended("job", jobId, () -> GET_JOB.call().path("id", jobId), wait));
  }

  @Override
  public CompletableFuture<TogetherModelJob> awaitJobAsync(
      String jobId, Consumer<WaitOptions.Builder> wait) {
    return later(ended("job", jobId, () -> GET_JOB.call().path("id", jobId), wait));
  }

  private Function<Caller, CompletableFuture<TogetherModelJob>> uploading(
      Consumer<TogetherModelUploadSpec> spec) {
    Object body = SpecFields.of(new TogetherModelUploadSpec(), spec)
        .body("upload model", "model_name", "model_source");
    return management.one(UPLOAD.call(body), TogetherModels::readJob);
  }

  // Some answers wrap it, some do not.
  private static TogetherModelJob readJob(WireObject answer) {
    return new TogetherModelJob(answer.unwrapped("data"));
  }

  private static List<TogetherModelJob> readJobs(WireObject answer) {
    return answer.requiredObjects("data").stream().map(TogetherModelJob::new).toList();
  }

  // What the registry has besides comes after the models that are served, and is asked for when
  // somebody reads on.
  private Page<ModelCard> beforeRegistry(List<WireObject> list) {
    List<ModelCard> served = list.stream().map(TogetherModels::read).toList();
    Set<String> known = served.stream().map(ModelCard::id).collect(Collectors.toSet());
    return Page.of(served, "registry", first -> registryPage(known, null));
  }

  private Page<ModelCard> registryPage(Set<String> known, @Nullable String after) {
    return now(caller -> DeploymentChanges.recovered(
        management
            .ask(
                caller,
                RegistryCalls.list().query("limit", Management.PAGE_SIZE).query("after", after))
            .thenApply(answer -> cards(known, answer)),
        // Not every key may read the registry; the models that are served are no less true.
        failure ->
            failure instanceof PermissionDeniedException || failure instanceof NotFoundException
                ? CompletableFuture.completedFuture(Page.of(List.of()))
                : null));
  }

  private Page<ModelCard> cards(Set<String> known, WireObject answer) {
    List<ModelCard> cards = answer.objects("data").stream()
        .map(TogetherModels::card)
        .filter(card -> card.displayName().filter(known::contains).isEmpty())
        .toList();
    return answer
        .text("next_cursor")
        .map(cursor -> Page.of(cards, cursor, next -> registryPage(known, next)))
        .orElseGet(() -> Page.of(cards));
  }

  @Override
  protected CompletableFuture<ModelCard> get(Caller caller, String id) {
    if (id.startsWith("ml_")) {
      return management.ask(caller, RegistryCalls.get(id)).thenApply(TogetherModels::card);
    }
    return caller
        .call(LIST.call())
        .thenCompose(list -> served(list, id)
            .map(CompletableFuture::completedFuture)
            .orElseGet(() -> registered(caller, id)
                .thenApply(
                    model -> model.map(TogetherModels::card).orElseThrow(() -> nowhere(id)))));
  }

  // There is no call for one model.
  private static Optional<ModelCard> served(List<WireObject> list, String id) {
    return list.stream()
        .map(TogetherModels::read)
        .filter(card -> card.id().equals(id))
        .findFirst();
  }

  private CompletableFuture<Optional<WireObject>> registered(Caller caller, String name) {
    return RegistryCalls.named(management, caller, name)
        .thenApply(found -> found.stream()
            .filter(model -> model.glance().text("name").filter(name::equals).isPresent())
            .findFirst());
  }

  // Together keeps what one may delete in the project's registry, where models go by an id.
  @Override
  protected CompletableFuture<?> delete(Caller caller, String id) {
    return id.startsWith("ml_")
        ? management.ask(caller, RegistryCalls.delete(id))
        : deletion(caller, id);
  }

  private CompletableFuture<?> deletion(Caller caller, String name) {
    return registered(caller, name)
        .thenCompose(found -> found.isPresent()
            ? management.ask(caller, RegistryCalls.delete(found.get().required("id")))
            : CompletableFuture.completedFuture(null));
  }

  private static Page<ModelCard> page(List<WireObject> list) {
    return Page.of(list.stream().map(TogetherModels::read).toList());
  }

  private static NotFoundException nowhere(String id) {
    return new NotFoundException(ApiFailure.builder()
        .status(404)
        .failure(Failure.builder()
            .provider(TogetherProvider.ID)
            .operation("read model " + id)
            .message("neither the list of models nor the project's registry has one of that name")
            .outcome(Outcome.REJECTED)
            .attempts(1)
            .next("models().list() shows those there are")
            .build())
        .build());
  }

  private static ModelCard read(WireObject wire) {
    ModelCard.Builder card = ModelCard.builder().id(wire.required("id"));
    wire.text("display_name").ifPresent(card::displayName);
    wire.text("type").ifPresent(card::type);
    wire.text("organization").ifPresent(card::owner);
    wire.integer("context_length").ifPresent(card::contextLength);
    // Models without a date say 0.
    wire.integer("created")
        .filter(seconds -> seconds > 0)
        .map(Instant::ofEpochSecond)
        .ifPresent(card::createdAt);
    Map<String, @Nullable Object> rest = wire.rest();
    return card.additionalProperties(rest).build();
  }

  private static ModelCard card(WireObject wire) {
    ModelCard.Builder card = ModelCard.builder().id(wire.required("id"));
    wire.text("name").ifPresent(card::displayName);
    wire.text("projectId").ifPresent(card::owner);
    wire.glance().object("weights").ifPresent(weights -> {
      weights.text("type").ifPresent(card::type);
      weights.integer("contextLength").ifPresent(card::contextLength);
    });
    return card.additionalProperties(wire.rest()).build();
  }
}
