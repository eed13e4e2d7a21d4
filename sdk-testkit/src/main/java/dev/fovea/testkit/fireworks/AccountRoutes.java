package dev.fovea.testkit.fireworks;

import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.util.List;

/** The account itself: the one a key belongs to. */
final class AccountRoutes {
  private final Account account;

  AccountRoutes(Account account) {
    this.account = account;
  }

  void addTo(Routes routes) {
    routes
        .add("GET", "/accounts", e -> Listing.page(e, "accounts", List.of(account.object())))
        .add("GET", "/accounts/{account}", this::get);
  }

  private Reply get(Exchange exchange) {
    String id = exchange.pathValue("account");
    if (!id.equals(Account.ID)) {
      throw Grpc.NOT_FOUND.problem("account accounts/" + id + " not found");
    }
    return Reply.json(200, Listing.masked(account.object(), exchange));
  }
}
