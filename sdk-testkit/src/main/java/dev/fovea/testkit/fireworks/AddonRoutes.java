package dev.fovea.testkit.fireworks;

import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;

/** The operations on the adapters of deployments. */
final class AddonRoutes {
  private final Account account;
  private final AddonStore store;

  AddonRoutes(Account account, AddonStore store) {
    this.account = account;
    this.store = store;
  }

  void addTo(Routes routes) {
    new Collection(routes, "deployedModels")
        .add("GET", "", this::list)
        .add("POST", "", this::load)
        .add("GET", "/{id}", e -> object(e, store.get(e.pathValue("id"))))
        .add("PATCH", "/{id}", this::update)
        .add("DELETE", "/{id}", this::unload);
  }

  private Reply object(Exchange exchange, Addon addon) {
    return Reply.json(200, Listing.masked(addon.object(account.now()), exchange));
  }

  private Reply list(Exchange exchange) {
    return Listing.page(
        exchange,
        "deployedModels",
        store.all().stream().map(a -> a.object(account.now())).toList());
  }

  private Reply load(Exchange exchange) throws IOException {
    boolean replace =
        exchange.queryValues().getOrDefault("replaceMergedAddon", "").equals("true");
    return object(exchange, store.load(RequestBody.unwrapped(exchange, "deployedModel"), replace));
  }

  private Reply update(Exchange exchange) throws IOException {
    Addon addon = store.get(exchange.pathValue("id"));
    store.update(addon, RequestBody.unwrapped(exchange, "deployedModel"));
    return object(exchange, addon);
  }

  private Reply unload(Exchange exchange) {
    store.unload(exchange.pathValue("id"));
    return Reply.json(200, Json.object());
  }
}
