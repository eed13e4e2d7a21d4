package dev.fovea.transport;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.ApiException;
import dev.fovea.error.ApiFailure;
import dev.fovea.error.Excerpt;
import dev.fovea.error.Failure;
import dev.fovea.error.UnreadableResponseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Makes exceptions of answers that say no. Building one must never fail for another reason. */
final class ErrorMapper {
  private static final int SHORTEST_SECRET = 12;

  private static final int MESSAGE_CHARS = 500;

  private final TransportSetup setup;
  private final LazyCodec codec;

  private final HeadReader heads;

  ErrorMapper(TransportSetup setup, LazyCodec codec, HeadReader heads) {
    this.setup = setup;
    this.codec = codec;
    this.heads = heads;
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
      body = read(response, drop, keyOf(response));
    }
    ErrorFacts facts = facts(response.code(), body);
    String message = facts.message().orElseGet(() -> withoutMessage(response, body));
    ApiFailure.Builder answer = answer(failure.message(Excerpt.of(message, MESSAGE_CHARS)), facts)
        .status(response.code())
        .body(body.text);
    requestId(facts, heads.requestId(response.headers()).orElse(null), answer);
    if (retryAfter != null) {
      answer.retryAfter(retryAfter);
    }
    return ApiException.of(answer.build());
  }

  /** The key that a request was sent with; {@code ""} for none. */
  String keyOf(Response response) {
    AuthHeader header = setup.authHeader();
    String value = response.request().header(header.name());
    return value == null || !value.startsWith(header.prefix())
        ? ""
        : value.substring(header.prefix().length());
  }

  /**
   * Makes the exception of an error that came as an event of a stream.
   *
   * @param key the key, which servers may repeat and nobody may see
   */
  ApiException map(Failure.Builder failure, byte[] event, ResponseMeta meta, String key) {
    Body body = parsed(event, key);
    ErrorFacts facts = facts(200, body);
    String message = facts
        .message()
        .orElse("the stream ended with an error: " + Excerpt.of(body.text, MESSAGE_CHARS));
    // An error without a status of its own broke a running answer: the server's fault until it says
    // otherwise.
    int status = facts.status().orElse(500);
    ApiFailure.Builder answer = answer(failure.message(Excerpt.of(message, MESSAGE_CHARS)), facts)
        .status(status)
        .body(body.text);
    requestId(facts, meta.requestId().orElse(null), answer);
    return ApiException.of(answer.build());
  }

  private static ApiFailure.Builder answer(Failure.Builder failure, ErrorFacts facts) {
    Failure told = failure.build();
    if (facts.hopeless() || facts.next().isPresent()) {
      // Where nobody knows whether the server acted, looking comes before anything else.
      String next = told.next().or(facts::next).orElse("");
      Failure.Builder more = told.toBuilder().retryable(told.retryable() && !facts.hopeless());
      told = (next.isEmpty() ? more : more.next(next)).build();
    }
    ApiFailure.Builder answer = ApiFailure.builder().failure(told);
    facts.code().ifPresent(answer::code);
    facts.type().ifPresent(answer::type);
    facts.param().ifPresent(answer::param);
    return answer;
  }

  private static void requestId(
      ErrorFacts facts, @Nullable String fromHead, ApiFailure.Builder answer) {
    String id = facts.requestId().orElse(fromHead);
    if (id != null) {
      answer.requestId(id);
    }
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
    return "the answer is not a provider's error but " + contentType(response) + ": "
        + Markup.words(body.text);
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

  private Body read(Response response, Runnable drop, String key) {
    try {
      ResponseBody body = response.body();
      byte[] bytes = bounded(body.source());
      if (bytes.length >= setup.options().limits().errorBytesRead()) {
        drop.run();
      }
      return parsed(bytes, key);
    } catch (IOException | IllegalStateException e) {
      return new Body("", null, false);
    }
  }

  // A short key is a word, as servers at hand take one: hiding it would garble what is said.
  private static byte[] without(String key, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return key.length() < SHORTEST_SECRET || !text.contains(key)
        ? bytes
        : text.replace(key, "***").getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] bounded(BufferedSource source) throws IOException {
    int most = setup.options().limits().errorBytesRead();
    Buffer read = new Buffer();
    try {
      EventStreams.fill(read, source, most);
    } catch (IOException e) {
      // Half an error body is better than none.
      if (read.size() == 0) {
        throw e;
      }
    }
    return read.readByteArray();
  }

  private Body parsed(byte[] raw, String key) {
    byte[] bytes = without(key, raw);
    int kept = Math.min(bytes.length, setup.options().limits().errorBytesKept());
    String text = Excerpt.of(new String(bytes, 0, kept, StandardCharsets.UTF_8), Math.max(1, kept));
    try {
      return new Body(text, codec.get().tree(bytes), true);
    } catch (UnreadableResponseException e) {
      return new Body(text, null, false);
    }
  }
}
