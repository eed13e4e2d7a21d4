package dev.fovea.transport;

import dev.fovea.config.RateLimit;
import dev.fovea.config.ResponseMeta;
import dev.fovea.error.ApiException;
import dev.fovea.error.ApiFailure;
import dev.fovea.error.Excerpt;
import dev.fovea.error.Failure;
import dev.fovea.error.UnreadableResponseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Makes exceptions of answers that say no. Building one must never fail for another reason. */
final class ErrorMapper {
  private static final int MESSAGE_CHARS = 500;

  private final TransportSetup setup;
  private final LazyCodec codec;

  ErrorMapper(TransportSetup setup, LazyCodec codec) {
    this.setup = setup;
    this.codec = codec;
  }

  /** What stands in an error answer: read within bounds, parsed if it can be. */
  record Body(String text, @Nullable Object tree, boolean json) {}

  /**
   * Makes the exception of an answer and closes it.
   *
   * @param failure says what was attempted; its message is replaced
   * @param drop drops the connection, when there is more in it than anyone wants
   */
  ApiException map(
      Failure.Builder failure, Response response, @Nullable Duration retryAfter, Runnable drop) {
    Body body;
    try (response) {
      body = read(response, drop);
    }
    ErrorFacts facts = facts(response.code(), body);
    String message = facts.message().orElseGet(() -> withoutMessage(response, body));
    return exception(
            failure.message(Excerpt.of(message, MESSAGE_CHARS)), response.code(), facts, body.text)
        .apply(requestId(response.headers()), retryAfter);
  }

  /** Makes the exception of an error that came as an event of a stream. */
  ApiException map(Failure.Builder failure, byte[] event, ResponseMeta meta) {
    Body body = parsed(event);
    ErrorFacts facts = facts(200, body);
    String message = facts
        .message()
        .orElse("the stream ended with an error: " + Excerpt.of(body.text, MESSAGE_CHARS));
    // An error without a status of its own broke a running answer: the server's fault until it says
    // otherwise.
    int status = facts.status().orElse(500);
    return exception(failure.message(Excerpt.of(message, MESSAGE_CHARS)), status, facts, body.text)
        .apply(meta.requestId(), null);
  }

  private interface Finish {
    ApiException apply(Optional<String> requestId, @Nullable Duration retryAfter);
  }

  private static Finish exception(
      Failure.Builder failure, int status, ErrorFacts facts, String text) {
    return (requestId, retryAfter) -> {
      ApiFailure.Builder answer =
          ApiFailure.builder().failure(failure.build()).status(status).body(text);
      facts.code().ifPresent(answer::code);
      facts.type().ifPresent(answer::type);
      facts.param().ifPresent(answer::param);
      facts.requestId().or(() -> requestId).ifPresent(answer::requestId);
      if (retryAfter != null) {
        answer.retryAfter(retryAfter);
      }
      return ApiException.of(answer.build());
    };
  }

  private ErrorFacts facts(int status, Body body) {
    if (!body.json) {
      return ErrorFacts.builder().build();
    }
    try {
      return setup.errorReader().read(status, body.tree);
    } catch (RuntimeException e) {
      // A provider's reader that fails must not hide the provider's error.
      return ErrorFacts.builder().build();
    }
  }

  private static String withoutMessage(Response response, Body body) {
    int status = response.code();
    if (status >= 300 && status < 400) {
      return "the server sent a redirect to " + redirectHost(response) + ", which is not followed";
    }
    if (body.text.isBlank()) {
      return status == 407
          ? "the proxy wants a user name and password"
          : "the server gave no reason";
    }
    return "the answer is not a provider's error but " + contentType(response) + ": " + body.text;
  }

  private static String redirectHost(Response response) {
    String location = response.header("Location");
    HttpUrl target = location == null ? null : response.request().url().resolve(location);
    return target == null ? "an unreadable address" : target.host();
  }

  static String contentType(Response response) {
    String type = response.header("Content-Type");
    return type == null ? "without a content type" : Excerpt.of(type, 100);
  }

  private Body read(Response response, Runnable drop) {
    try {
      ResponseBody body = response.body();
      byte[] bytes = bounded(body.source());
      if (bytes.length >= setup.options().limits().errorBytesRead()) {
        drop.run();
      }
      return parsed(bytes);
    } catch (IOException | IllegalStateException e) {
      return new Body("", null, false);
    }
  }

  // deserves.
  private byte[] bounded(BufferedSource source) throws IOException {
    int most = setup.options().limits().errorBytesRead();
    Buffer read = new Buffer();
    try {
      while (read.size() < most && source.read(read, most - read.size()) >= 0) {
        continue;
      }
    } catch (IOException e) {
      // Half an error body is better than none.
      if (read.size() == 0) {
        throw e;
      }
    }
    return read.readByteArray();
  }

  private Body parsed(byte[] bytes) {
    int kept = Math.min(bytes.length, setup.options().limits().errorBytesKept());
    String text = Excerpt.of(new String(bytes, 0, kept, StandardCharsets.UTF_8), Math.max(1, kept));
    try {
      return new Body(text, codec.get().tree(bytes), true);
    } catch (UnreadableResponseException e) {
      return new Body(text, null, false);
    }
  }

  Optional<String> requestId(Headers headers) {
    for (String name : setup.requestIdHeaders()) {
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
