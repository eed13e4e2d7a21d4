package dev.fovea.together;

import dev.fovea.ModelCard;
import dev.fovea.ModelService;
import dev.fovea.error.ApiFailure;
import dev.fovea.error.Failure;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.page.Page;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Models: the list of those Together serves, and removal from the project's registry. */
final class TogetherModels implements ModelService {
  private static final Operation<Void, List<WireObject>> LIST = Operation.get("models")
      .named("list models")
      .receives(WireObject::readList)
      .build();

  private final Transport transport;
  private final Management management;

  TogetherModels(Transport transport, Management management) {
    this.transport = transport;
    this.management = management;
  }

  @Override
  public Page<ModelCard> list() {
    return transport.execute(LIST.call(), TogetherModels::page);
  }

  @Override
  public CompletableFuture<Page<ModelCard>> listAsync() {
    return transport.executeAsync(LIST.call(), TogetherModels::page);
  }

  @Override
  public ModelCard get(String id) {
    return transport.execute(LIST.call(), list -> named(list, id));
  }

  @Override
  public CompletableFuture<ModelCard> getAsync(String id) {
    return transport.executeAsync(LIST.call(), list -> named(list, id));
  }

  @Override
  public void delete(String id) {
    boolean unused = Caller.now(transport, caller -> deletion(caller, id));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String id) {
    return Caller.later(transport, caller -> deletion(caller, id)).thenAccept(gone -> {});
  }

  // Together keeps what one may delete in the project's registry, where models go by an id.
  private CompletableFuture<Boolean> deletion(Caller caller, String id) {
    if (id.startsWith("ml_")) {
      return management.deleteModel(caller, id).thenApply(meta -> true);
    }
    return management
        .models(caller, id)
        .thenCompose(found -> found.stream()
            .filter(model -> model.text("name").filter(id::equals).isPresent())
            .findFirst()
            .map(model ->
                management.deleteModel(caller, model.required("id")).thenApply(meta -> true))
            .orElseGet(() -> CompletableFuture.completedFuture(false)));
  }

  private static Page<ModelCard> page(List<WireObject> list) {
    return Page.of(list.stream().map(TogetherModels::read).toList());
  }

  // There is no call for one model.
  private static ModelCard named(List<WireObject> list, String id) {
    return list.stream()
        .map(TogetherModels::read)
        .filter(card -> card.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundException(ApiFailure.builder()
            .status(404)
            .failure(Failure.builder()
                .provider(TogetherProvider.ID)
                .operation("read model " + id)
                .message("the list of models has none of that name")
                .outcome(Outcome.REJECTED)
                .attempts(1)
                .next("models().list() shows those there are")
                .build())
            .build()));
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
}
