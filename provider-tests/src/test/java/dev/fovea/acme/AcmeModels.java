package dev.fovea.acme;

import dev.fovea.ModelCard;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingModels;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;

/** Models at Acme, which calls them minds. Thread-safe. */
final class AcmeModels extends CallingModels {
  private static final Operation<Void, WireObject> LIST =
      Operation.get("minds").named("list models").receives(WireObject::read).build();
  private static final Operation<Void, ModelCard> GET = Operation.get("minds/{ref}")
      .named("get model")
      .receives(WireObject.as(AcmeModels::read))
      .build();
  private static final Operation<Void, Boolean> DELETE = Operation.delete("minds/{ref}")
      .named("delete model")
      .expects(404)
      .receives((body, meta, status) -> true)
      .build();

  AcmeModels(Transport transport) {
    super(transport);
  }

  @Override
  protected CompletableFuture<Page<ModelCard>> list(Caller caller) {
    return AcmeFiles.PAGES.page(
        caller,
        transport,
        LIST::call,
        answer ->
            answer.requiredObjects("entries").stream().map(AcmeModels::read).toList());
  }

  @Override
  protected CompletableFuture<ModelCard> get(Caller caller, String id) {
    return caller.call(GET.call().path("ref", id));
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String id) {
    return caller.call(DELETE.call().path("ref", id));
  }

  private static ModelCard read(WireObject wire) {
    ModelCard.Builder card = ModelCard.builder().id(wire.required("ref"));
    wire.integer("window").ifPresent(card::contextLength);
    return card.additionalProperties(wire.rest()).build();
  }
}
