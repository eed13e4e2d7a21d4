package dev.fovea.transport;

import dev.fovea.error.Excerpt;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Refuses answers that are no event stream although one was asked for. */
final class EventStreams {
  private EventStreams() {}

  static void requireEvents(CallRun<?> run, Response response) throws IOException {
    String type = String.valueOf(response.header("Content-Type")).toLowerCase(Locale.ROOT);
    boolean other = type.startsWith("application/json") || type.startsWith("text/html");
    if (!other) {
      return;
    }
    byte[] body = beginning(response.body().source(), run.settings().limits.errorBytesRead());
    String text = new String(body, StandardCharsets.UTF_8);
    if (type.startsWith("application/json") && text.contains("\"error\"")) {
      ErrorMapper errors = run.settings().errors;
      throw errors.map(
          run.failure(Outcome.UNKNOWN),
          body,
          run.settings().heads.meta(response.headers()),
          errors.keyOf(response));
    }
    String shown = type.startsWith("text/html") ? ": " + Excerpt.of(Markup.words(text), 200) : "";
    throw new UnreadableResponseException(
        run.failure(Outcome.UNKNOWN)
            .message("asked for a stream of events and got " + ErrorMapper.contentType(response)
                + " (HTTP " + response.code() + ")" + shown)
            .build(),
        "");
  }

  private static byte[] beginning(BufferedSource source, int most) throws IOException {
    Buffer read = new Buffer();
    fill(read, source, most);
    return read.readByteArray();
  }

  /** Reads until the end or until there are so many bytes. */
  static void fill(Buffer read, BufferedSource source, int most) throws IOException {
    long count = 0;
    while (count >= 0 && read.size() < most) {
      count = source.read(read, most - read.size());
    }
  }
}
