package dev.fovea.testkit.fireworks;

import dev.fovea.testkit.server.Routes;

/** The operations on one collection of the account; other accounts are closed. */
final class Collection {
  private final Routes routes;
  private final String plural;

  Collection(Routes routes, String plural) {
    this.routes = routes;
    this.plural = plural;
  }

  /**
   * Adds an operation.
   *
   * @param rest what follows the collection's name: nothing, {@code /{id}}, {@code /{id}:verb}
   */
  Collection add(String method, String rest, Routes.Action action) {
    return open(method, rest, exchange -> {
      String account = exchange.pathValue("account");
      if (!account.equals(Account.ID)) {
        throw Grpc.PERMISSION_DENIED.problem("you have no access to accounts/" + account);
      }
      return action.handle(exchange);
    });
  }

  /** Adds an operation that looks at the account by itself. */
  Collection open(String method, String rest, Routes.Action action) {
    routes.add(method, "/accounts/{account}/" + plural + rest, action);
    return this;
  }
}
