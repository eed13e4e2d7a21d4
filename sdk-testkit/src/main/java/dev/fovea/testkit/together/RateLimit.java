package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.time.Duration;
import java.time.Instant;

/**
 * How many calls and tokens a minute of virtual time the account may use for inference, and the
 * headers that say so. Thread-safe.
 */
final class RateLimit {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Account account;
  private final int limit;
  private final long tokenLimit;
  private Instant opened;
  private int used;
  private long tokens;

  RateLimit(Account account) {
    this.account = account;
    this.limit = account.inference().requestsPerMinute();
    this.tokenLimit = account.inference().tokensPerMinute();
    this.opened = account.now();
  }

  /** The same work within the limits; its answers, refusals too, say how much is left. */
  Routes.Action within(Routes.Action work) {
    return exchange -> {
      try {
        count();
        return headers(work.handle(exchange));
      } catch (Problem refused) {
        throw new Problem(String.valueOf(refused.getMessage()), headers(refused.reply()));
      }
    };
  }

  /** Counts the tokens of an answer; the next request hears of it. */
  synchronized void used(long more) {
    tokens += more;
  }

  private synchronized void count() {
    if (!account.now().isBefore(opened.plus(WINDOW))) {
      opened = account.now();
      used = 0;
      tokens = 0;
    }
    if (used >= limit) {
      throw refusal("dynamic_request_limited", limit + " requests");
    }
    if (tokens >= tokenLimit) {
      throw refusal("dynamic_token_limited", tokenLimit + " tokens");
    }
    used++;
  }

  // Where the kind of limit stands is not known: it stands in both places.
  private Problem refusal(String kind, String what) {
    String message = "Rate limit of " + what + " a minute reached.";
    ObjectNode body = Json.object().put("error_type", kind);
    body.putObject("error")
        .put("message", message)
        .put("type", kind)
        .putNull("param")
        .put("code", "rate_limit_exceeded");
    return new Problem(
        message, Reply.json(429, body).header("retry-after", String.valueOf(seconds())));
  }

  private synchronized Reply headers(Reply reply) {
    reply.header("x-ratelimit-reset", String.valueOf(seconds()));
    for (String end : new String[] {"", "-dynamic"}) {
      reply
          .header("x-ratelimit-limit" + end, String.valueOf(limit))
          .header("x-ratelimit-remaining" + end, String.valueOf(limit - used))
          .header("x-tokenlimit-limit" + end, String.valueOf(tokenLimit))
          .header("x-tokenlimit-remaining" + end, String.valueOf(Math.max(0, tokenLimit - tokens)));
    }
    return reply;
  }

  private long seconds() {
    return Math.max(1, Duration.between(account.now(), opened.plus(WINDOW)).toSeconds());
  }
}
