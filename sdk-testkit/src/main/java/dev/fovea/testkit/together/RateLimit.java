package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Allowance;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;

/** The account's limits for inference, and the headers that say how much is left. Thread-safe. */
final class RateLimit {
  private final Allowance allowance;

  RateLimit(Account account) {
    this.allowance = new Allowance(
        account::now, account.terms().requestsPerMinute(), account.terms().tokensPerMinute());
  }

  /** The same work within the limits; its answers, refusals too, say how much is left. */
  Routes.Action within(Routes.Action work) {
    return exchange -> {
      try {
        count();
        return headers(work.handle(exchange));
      } catch (Unanswerable question) {
        return headers(Refusals.of(question).reply());
      } catch (Problem refused) {
        throw new Problem(String.valueOf(refused.getMessage()), headers(refused.reply()));
      }
    };
  }

  /** Counts the tokens of an answer; the next request hears of it. */
  void used(long more) {
    allowance.used(more);
  }

  private void count() {
    allowance.take().ifPresent(limit -> {
      throw limit == Allowance.Limit.REQUESTS
          ? refusal("dynamic_request_limited", allowance.limit() + " requests")
          : refusal("dynamic_token_limited", allowance.tokenLimit() + " tokens");
    });
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
    return new Problem(message, Reply.json(429, body).header("retry-after", seconds()));
  }

  private Reply headers(Reply reply) {
    reply.header("x-ratelimit-reset", seconds());
    for (String end : new String[] {"", "-dynamic"}) {
      reply
          .header("x-ratelimit-limit" + end, String.valueOf(allowance.limit()))
          .header("x-ratelimit-remaining" + end, String.valueOf(allowance.left()))
          .header("x-tokenlimit-limit" + end, String.valueOf(allowance.tokenLimit()))
          .header("x-tokenlimit-remaining" + end, String.valueOf(allowance.tokensLeft()));
    }
    return reply;
  }

  private String seconds() {
    return String.valueOf(allowance.secondsLeft());
  }
}
