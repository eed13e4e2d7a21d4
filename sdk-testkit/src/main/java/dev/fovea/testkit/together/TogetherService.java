package dev.fovea.testkit.together;

import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.server.Service;
import java.util.Optional;

/**
 * The whole of Together behind one door: it checks the key and finds the operation. Thread-safe.
 */
public final class TogetherService implements Service, AutoCloseable {
  private final Account account;
  private final Routes v1 = new Routes();

  private TogetherService(Settings settings) {
    this.account = new Account(settings);
    v1.add("GET", "/whoami", e -> Reply.json(200, account.whoami()));
  }

  /**
   * An account without files, jobs and deployments.
   *
   * @param settings what it is told
   * @return the service
   */
  public static TogetherService open(Settings settings) {
    return new TogetherService(settings);
  }

  @Override
  public Reply handle(Exchange exchange) throws Exception {
    String path = exchange.path();
    if (!account.accepts(exchange.authorization())) {
      return Refusals.reply(
          401,
          "Invalid API key provided. Send it as: Authorization: Bearer <key>.",
          null,
          "invalid_api_key");
    }
    String rest = path.startsWith("/v1/") ? path.substring(3) : path;
    Optional<Routes.Action> action = v1.find(exchange, rest);
    if (action.isPresent()) {
      return action.get().handle(exchange);
    }
    return v1.knows(rest)
        ? Refusals.reply(405, "Method " + exchange.method() + " is not allowed here.", null, null)
        : Refusals.reply(404, "There is nothing at " + path + ".", null, "not_found");
  }

  @Override
  public Reply trouble(int status, String message) {
    return Refusals.reply(status, message, null, null);
  }

  @Override
  public void close() {}
}
