package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Allowance;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import java.time.Duration;
import java.util.Locale;

/** The account's limits for inference, and the headers that say how much is left. Thread-safe. */
final class RateLimit {
  private final Allowance allowance;

  RateLimit(Account account) {
    this.allowance = new Allowance(
        account::now, account.terms().requestsPerMinute(), account.terms().tokensPerMinute());
  }

  /** Counts a call before it is answered. */
  void count(String model) {
    allowance.take().ifPresent(limit -> {
      throw limit == Allowance.Limit.REQUESTS
          ? refusal(model, "requests per min (RPM): Limit " + allowance.limit(), "requests")
          : refusal(model, "tokens per min (TPM): Limit " + allowance.tokenLimit(), "tokens");
    });
  }

  /** Counts the tokens of an answer; the next request hears of it. */
  void used(long tokens) {
    allowance.used(tokens);
  }

  private Problem refusal(String model, String limit, String type) {
    Duration rest = allowance.rest();
    String message = "Rate limit reached for " + model + " in organization " + Account.ORGANIZATION
        + " on " + limit + ". Please try again in " + text(rest) + ".";
    ObjectNode body = OpenAiErrors.body(429, message, null, "rate_limit_exceeded");
    ((ObjectNode) body.get("error")).put("type", type);
    Reply reply = Reply.json(429, body)
        .header("retry-after-ms", String.valueOf(Math.max(1, rest.toMillis())))
        .header("retry-after", String.valueOf(Math.max(1, (rest.toMillis() + 999) / 1000)));
    return new Problem(message, headers(reply));
  }

  Reply headers(Reply reply) {
    String reset = text(allowance.rest());
    return reply
        .header("x-ratelimit-limit-requests", String.valueOf(allowance.limit()))
        .header("x-ratelimit-remaining-requests", String.valueOf(allowance.left()))
        .header("x-ratelimit-reset-requests", reset)
        .header("x-ratelimit-limit-tokens", String.valueOf(allowance.tokenLimit()))
        .header("x-ratelimit-remaining-tokens", String.valueOf(allowance.tokensLeft()))
        .header("x-ratelimit-reset-tokens", reset);
  }

  /** A duration as Go writes it: {@code 17ms}, {@code 51.189s}, {@code 6m0s}. */
  static String text(Duration time) {
    if (time.isZero()) {
      return "0s";
    }
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      return Math.max(1, time.toMillis()) + "ms";
    }
    String seconds =
        String.format(Locale.ROOT, "%.3f", time.toSecondsPart() + time.toMillisPart() / 1000.0);
    String plain = seconds.replaceAll("\\.?0+$", "");
    String shown = (plain.isEmpty() ? "0" : plain) + "s";
    return time.toHours() > 0
        ? time.toHours() + "h" + time.toMinutesPart() + "m" + shown
        : time.toMinutes() > 0 ? time.toMinutes() + "m" + shown : shown;
  }
}
