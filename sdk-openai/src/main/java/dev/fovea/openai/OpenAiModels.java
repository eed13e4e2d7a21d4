package dev.fovea.openai;

import dev.fovea.ModelCard;
import dev.fovea.config.ResponseMeta;
import dev.fovea.error.ApiFailure;
import dev.fovea.error.Failure;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingModels;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Models at OpenAI. Thread-safe. */
final class OpenAiModels extends CallingModels implements OpenAiModelService {
  private static final Operation<Void, List<WireObject>> LIST = Operation.get("models")
      .named("list models")
      .receives(WireObject::readList)
      .build();
  private static final Operation<Void, WireObject> GET = Operation.get("models/{id}")
      .named("read model")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, ResponseMeta> DELETE =
      Operation.delete("models/{id}").named("delete model").expects(404).build();

  private final boolean compatible;

  OpenAiModels(Transport transport, boolean compatible) {
    super(transport);
    this.compatible = compatible;
  }

  @Override
  protected CompletableFuture<Page<ModelCard>> list(Caller caller) {
    return all(caller).thenApply(Page::of);
  }

  /** Every model; the listing has one page. */
  CompletableFuture<List<ModelCard>> all(Caller caller) {
    return caller
        .call(LIST.call())
        .thenApply(models -> models.stream().map(OpenAiModels::card).toList());
  }

  @Override
  protected CompletableFuture<ModelCard> get(Caller caller, String id) {
    return compatible
        ? all(caller).thenApply(models -> listed(models, id))
        : caller.call(GET.call().path("id", id)).thenApply(OpenAiModels::card);
  }

  // Servers that speak as OpenAI does mostly have the list alone.
  private ModelCard listed(List<ModelCard> models, String id) {
    return models.stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundException(ApiFailure.builder()
            .status(404)
            .code("model_not_found")
            .failure(Failure.builder()
                .provider(provider())
                .operation("read model " + id)
                .message("the server's list has no model of that name")
                .outcome(Outcome.REJECTED)
                .attempts(1)
                .next("models().list() shows those there are")
                .build())
            .build()));
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String id) {
    return caller.call(DELETE.call().path("id", id));
  }

  private static ModelCard card(WireObject wire) {
    ModelCard.Builder card = ModelCard.builder().id(wire.required("id"));
    wire.text("owned_by").ifPresent(card::owner);
    wire.time("created").ifPresent(card::createdAt);
    // What the servers of others add.
    wire.integer("context_length", "max_model_len").ifPresent(card::contextLength);
    Map<String, @Nullable Object> rest = wire.rest();
    return card.additionalProperties(rest).build();
  }
}
