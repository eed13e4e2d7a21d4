package dev.fovea.providertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * A request or an answer on file, {@code <resource>/<METHOD>_<path>[.<case>]} below
 * {@code src/test/resources/<provider>}. In it {@code {server}} stands for the local server,
 * {@code {boundary}} for that of a form and {@code *} for any header value.
 *
 * @param name what it is called, without {@code .json}
 * @param fields what stands in it
 */
public record Fixture(String name, Map<String, Object> fields) {
  /** The requests on file that a test of this run found equal to one that was sent. */
  static final Set<String> COMPARED = ConcurrentHashMap.newKeySet();

  /** {@return the folder of a provider's fixtures} */
  static Path folder(String provider) {
    return Path.of("src/test/resources", provider);
  }

  /**
   * Reads one.
   *
   * @param provider the provider's id
   * @param name what it is called, without {@code .json}
   * @return what is on file
   */
  public static Fixture of(String provider, String name) {
    try (InputStream in = Files.newInputStream(folder(provider).resolve(name + ".json"))) {
      return new Fixture(name, JsonCodec.shared().readMap(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The answer.
   *
   * @param server the local server's URL
   * @return what it is to send
   */
  public MockResponse response(String server) {
    MockResponse.Builder response =
        new MockResponse.Builder().code(Integer.parseInt(text("status")));
    map("headers")
        .forEach((header, value) ->
            response.addHeader(header, value.toString().replace("{server}", server)));
    Object body = fields.get("body");
    if (body instanceof String text) {
      response.body(text);
    } else if (body != null) {
      String json = new String(JsonCodec.shared().write(body), StandardCharsets.UTF_8);
      response.body(json.replace("{server}", server));
    }
    return response.build();
  }

  /**
   * Compares method, path, query, every header and the body.
   *
   * @param request what was sent
   */
  public void matches(RecordedRequest request) {
    assertThat(request.getMethod()).isEqualTo(fields.get("method"));
    assertThat(request.getUrl().encodedPath()).isEqualTo(fields.get("path"));
    assertThat(query(request)).isEqualTo(new TreeMap<>(map("query")));
    assertThat(headers(request)).isEqualTo(new TreeMap<>(map("headers")));
    byte[] sent = request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
    String text = new String(sent, StandardCharsets.UTF_8).replace(boundary(request), "{boundary}");
    if (fields.containsKey("body")) {
      assertThat(JsonCodec.shared().tree(sent)).isEqualTo(fields.get("body"));
    } else if (fields.containsKey("form")) {
      assertThat(form(text)).isEqualTo(fields.get("form"));
    } else {
      assertThat(text).isEqualTo(fields.getOrDefault("text", ""));
    }
    COMPARED.add(name);
  }

  // A form's boundary is another each time; no other text holds this.
  private static String boundary(RecordedRequest request) {
    String type = String.valueOf(request.getHeaders().get("Content-Type"));
    int at = type.indexOf("boundary=");
    return at < 0 ? "\u0000" : type.substring(at + "boundary=".length());
  }

  private Map<String, Object> headers(RecordedRequest request) {
    Map<String, Object> headers = new TreeMap<>();
    request.getHeaders().forEach(pair -> {
      String header = pair.getFirst().toLowerCase(Locale.ROOT);
      boolean any = "*".equals(map("headers").get(header));
      headers.put(header, any ? "*" : pair.getSecond().replace(boundary(request), "{boundary}"));
    });
    return headers;
  }

  private static Map<String, Object> query(RecordedRequest request) {
    Map<String, Object> query = new TreeMap<>();
    request
        .getUrl()
        .queryParameterNames()
        .forEach(parameter -> query.put(parameter, request.getUrl().queryParameter(parameter)));
    return query;
  }

  private static Map<String, Object> form(String text) {
    Map<String, Object> form = new LinkedHashMap<>();
    for (String field : text.split("&", -1)) {
      String[] parts = field.split("=", 2);
      form.put(decoded(parts[0]), decoded(parts[1]));
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** {@return a field that must be there, as text} */
  String text(String field) {
    return Objects.requireNonNull(fields.get(field), name + " lacks " + field).toString();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> map(String field) {
    return (Map<String, Object>) fields.getOrDefault(field, Map.of());
  }
}
