package dev.fovea.transport;

import dev.fovea.config.RateLimit;
import dev.fovea.config.ResponseMeta;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads what comes before an answer's body: request id, headers, rate limits. Immutable. */
final class HeadReader {
  private final List<String> requestIdHeaders;

  HeadReader(List<String> requestIdHeaders) {
    this.requestIdHeaders = requestIdHeaders;
  }

  Optional<String> requestId(Headers headers) {
    for (String name : requestIdHeaders) {
      String id = headers.get(name);
      if (id != null && !id.isBlank()) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  ResponseMeta meta(Headers headers) {
    Map<String, String> values = new HashMap<>(headers.size() * 2);
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i).toLowerCase(Locale.ROOT);
      values.merge(
          name.equals(Traps.HIDDEN_RETRY_AFTER) ? "retry-after" : name,
          headers.value(i),
          (first, next) -> first + ", " + next);
    }
    ResponseMeta.Builder meta = ResponseMeta.builder().headers(values);
    requestId(headers).ifPresent(meta::requestId);
    rateLimit(headers).ifPresent(meta::rateLimit);
    return meta.build();
  }

  private static Optional<RateLimit> rateLimit(Headers headers) {
    Map<String, Long> counts = new HashMap<>();
    for (String dynamic : new String[] {"", "dynamic."}) {
      String end = dynamic.isEmpty() ? "" : "-dynamic";
      count(headers, counts, dynamic + "limit", "x-ratelimit-limit" + end);
      count(headers, counts, dynamic + "remaining", "x-ratelimit-remaining" + end);
      count(headers, counts, dynamic + "tokenLimit", "x-tokenlimit-limit" + end);
      count(headers, counts, dynamic + "tokensRemaining", "x-tokenlimit-remaining" + end);
    }
    count(headers, counts, "limit", "x-ratelimit-limit-requests");
    count(headers, counts, "remaining", "x-ratelimit-remaining-requests");
    count(headers, counts, "tokenLimit", "x-ratelimit-limit-tokens");
    count(headers, counts, "tokensRemaining", "x-ratelimit-remaining-tokens");
    Duration reset = ServerDelay.number(headers.get("x-ratelimit-reset"), 1);
    reset = reset == null ? ServerDelay.units(headers.get("x-ratelimit-reset-requests")) : reset;
    Duration tokenReset = ServerDelay.units(headers.get("x-ratelimit-reset-tokens"));
    return counts.isEmpty() && reset == null && tokenReset == null
        ? Optional.empty()
        : Optional.of(RateLimit.of(counts, reset).withTokenReset(tokenReset));
  }

  private static void count(Headers headers, Map<String, Long> counts, String name, String header) {
    Long count = whole(headers.get(header));
    if (count != null) {
      counts.putIfAbsent(name, count);
    }
  }

  private static @Nullable Long whole(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
