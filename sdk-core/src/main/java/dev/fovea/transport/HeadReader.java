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
    Long limit = whole(firstOf(headers, "x-ratelimit-limit", "x-ratelimit-limit-requests"));
    Long remaining =
        whole(firstOf(headers, "x-ratelimit-remaining", "x-ratelimit-remaining-requests"));
    Duration reset = ServerDelay.number(headers.get("x-ratelimit-reset"), 1);
    if (limit == null && remaining == null && reset == null) {
      return Optional.empty();
    }
    RateLimit.Builder found = RateLimit.builder();
    if (limit != null) {
      found.limit(limit);
    }
    if (remaining != null) {
      found.remaining(remaining);
    }
    if (reset != null) {
      found.reset(reset);
    }
    return Optional.of(found.build());
  }

  private static @Nullable String firstOf(Headers headers, String first, String second) {
    String value = headers.get(first);
    return value == null ? headers.get(second) : value;
  }

  private static @Nullable Long whole(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
