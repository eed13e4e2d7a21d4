package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import java.time.Duration;
import java.time.Instant;

/**
 * How many chats a minute of virtual time the account may ask, and the headers that say so.
 * Thread-safe.
 */
final class RateLimit {
  private static final int LIMIT = 6000;
  private static final int TOKEN_LIMIT = 20_000_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Account account;
  private Instant opened;
  private int used;

  RateLimit(Account account) {
    this.account = account;
    this.opened = account.now();
  }

  /** Counts a request; refuses it when the window is full. */
  synchronized void count() {
    if (!account.now().isBefore(opened.plus(WINDOW))) {
      opened = account.now();
      used = 0;
    }
    if (used >= LIMIT) {
      ObjectNode body = Json.object().put("error_type", "dynamic_request_limited");
      body.putObject("error")
          .put("message", "Request rate limit of " + LIMIT + " a minute reached.")
          .put("type", "dynamic_request_limited")
          .putNull("param")
          .put("code", "rate_limit_exceeded");
      Reply reply = Reply.json(429, body).header("retry-after", String.valueOf(seconds()));
      throw new Problem("rate limit reached", headers(reply));
    }
    used++;
  }

  synchronized Reply headers(Reply reply) {
    return reply
        .header("x-ratelimit-limit", String.valueOf(LIMIT))
        .header("x-ratelimit-remaining", String.valueOf(LIMIT - used))
        .header("x-ratelimit-reset", String.valueOf(seconds()))
        .header("x-tokenlimit-limit", String.valueOf(TOKEN_LIMIT))
        .header("x-tokenlimit-remaining", String.valueOf(TOKEN_LIMIT - used));
  }

  private long seconds() {
    return Math.max(1, Duration.between(account.now(), opened.plus(WINDOW)).toSeconds());
  }
}
