package dev.fovea.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * One request: what the service reads, and what the log keeps of it. For the thread that handles
 * it.
 */
public final class Exchange implements RecordedRequest {
  private static final int KEPT_BODY = 256 << 10;
  private static final Set<String> KEYS = Set.of("authorization", "x-api-key");

  private final String method;
  private final String path;
  private final String query;
  private final String authority;
  private final Map<String, List<String>> headers;
  private final String authorization;
  private final String apiKey;
  private final Counted body;
  private Map<String, String> pathValues = Map.of();
  private volatile int status;

  private Exchange(Request request) {
    this.method = request.getMethod();
    this.path = request.getHttpURI().getPath();
    this.query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    this.authority = request.getHttpURI().getAuthority();
    this.authorization =
        Optional.ofNullable(request.getHeaders().get("Authorization")).orElse("");
    this.apiKey = Optional.ofNullable(request.getHeaders().get("X-Api-Key")).orElse("");
    this.headers = recorded(request);
    this.body = new Counted(Content.Source.asInputStream(request));
  }

  static Exchange of(Request request) {
    return new Exchange(request);
  }

  private static Map<String, List<String>> recorded(Request request) {
    Map<String, List<String>> seen = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      String value =
          KEYS.contains(name) ? "***" : Optional.ofNullable(field.getValue()).orElse("");
      seen.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
    seen.replaceAll((name, values) -> List.copyOf(values));
    return Map.copyOf(seen);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String query() {
    return query;
  }

  @Override
  public Map<String, List<String>> headers() {
    return headers;
  }

  @Override
  public long bodySize() {
    return body.count;
  }

  @Override
  public Optional<String> body() {
    byte[] kept = body.kept();
    return kept == null ? Optional.empty() : Optional.of(new String(kept, StandardCharsets.UTF_8));
  }

  @Override
  public Optional<Integer> status() {
    return status == 0 ? Optional.empty() : Optional.of(status);
  }

  void answered(int sent) {
    this.status = sent;
  }

  /** {@return host and port the client used, for absolute links back} */
  public String authority() {
    return authority;
  }

  /** {@return the authorization header, or an empty text} */
  public String authorization() {
    return authorization;
  }

  /** {@return the header {@code X-Api-Key}, or an empty text} */
  public String apiKey() {
    return apiKey;
  }

  /** {@return the values of the query, decoded; the last of equal names wins} */
  public Map<String, String> queryValues() {
    return Form.urlencoded(query);
  }

  /**
   * {@return a value of the path, decoded}
   *
   * @param name the name in the route's braces
   */
  public String pathValue(String name) {
    String value = pathValues.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  void pathValues(Map<String, String> values) {
    this.pathValues = values;
  }

  /** {@return the body as it arrives} */
  public InputStream stream() {
    return body;
  }

  /**
   * {@return the whole body}
   *
   * @throws IOException when the client is gone
   */
  public byte[] bytes() throws IOException {
    return body.readAllBytes();
  }

  /**
   * {@return the whole body as JSON; missing when it is empty}
   *
   * @throws IOException when it is not JSON
   */
  public JsonNode json() throws IOException {
    return Json.read(bytes());
  }

  /** Reads what nobody wanted, so that the connection can be used again and the count is right. */
  void drain() throws IOException {
    byte[] scratch = new byte[16 << 10];
    while (body.read(scratch) >= 0) {
      // Only the count matters.
    }
  }

  private static final class Counted extends FilterInputStream {
    private volatile long count;
    private volatile boolean ended;
    private @Nullable ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Counted(InputStream in) {
      super(in);
    }

    synchronized byte @Nullable [] kept() {
      return kept == null || !ended ? null : kept.toByteArray();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      if (n < 0) {
        ended = true;
      } else {
        keep(bytes, offset, n);
      }
      return n;
    }

    private synchronized void keep(byte[] bytes, int offset, int length) {
      count += length;
      if (kept != null && count <= KEPT_BODY) {
        kept.write(bytes, offset, length);
      } else {
        kept = null;
      }
    }

    // The request belongs to the server: whoever reads a body does not end it.
    @Override
    public void close() {}
  }
}
