package dev.fovea.testkit.fireworks;

import dev.fovea.testkit.answering.Allowance;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;

/**
 * The account's limits for models everybody shares, and the headers that say how much is left. Who
 * pays for a deployment is not limited. Thread-safe.
 */
final class ServerlessLimit {
  // From this share of the limit on, answers say that it is near.
  private static final double NEAR = 0.9;

  private final Allowance allowance;

  ServerlessLimit(Account account) {
    this.allowance = new Allowance(
        account::now, account.terms().requestsPerMinute(), account.terms().tokensPerMinute());
  }

  /** Counts a call before it is answered. */
  void count(ServedModels.Ready target) {
    if (target.deployment().isEmpty() && allowance.take().isPresent()) {
      String message = "Rate limit exceeded: " + allowance.limit() + " requests or "
          + allowance.tokenLimit() + " tokens a minute";
      Reply reply = InferenceErrors.ofStatus(429, message)
          .header("retry-after", String.valueOf(allowance.secondsLeft()));
      throw new Problem(message, headers(reply));
    }
  }

  /** Counts the tokens of an answer and says how much is left. */
  Reply answered(Reply reply, ServedModels.Ready target, long tokens) {
    if (target.deployment().isPresent()) {
      return reply;
    }
    allowance.used(tokens);
    return headers(reply);
  }

  private Reply headers(Reply reply) {
    int left = allowance.left();
    reply
        .header("x-ratelimit-limit-requests", String.valueOf(allowance.limit()))
        .header("x-ratelimit-remaining-requests", String.valueOf(left));
    return allowance.limit() - left >= NEAR * allowance.limit()
        ? reply.header("x-ratelimit-over-limit", "yes")
        : reply;
  }
}
