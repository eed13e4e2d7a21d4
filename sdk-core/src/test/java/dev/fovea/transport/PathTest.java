package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ResponseMeta;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {
  private static final HttpUrl BASE = HttpUrl.get("https://api.example.com/v1");

  @Property(tries = 2000)
  void anyIdStaysWithinItsSegment(@ForAll String id) {
    if (id.isEmpty() || id.equals(".") || id.equals("..")) {
      assertThatThrownBy(() -> url("jobs/{id}/events", Map.of("id", id)))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    HttpUrl url = url("jobs/{id}/events", Map.of("id", id));

    assertThat(url.encodedPathSegments()).hasSize(4);
    assertThat(url.encodedPathSegments().get(1)).isEqualTo("jobs");
    assertThat(url.encodedPathSegments().get(3)).isEqualTo("events");
    assertThat(url.host()).isEqualTo("api.example.com");
    assertThat(url.encodedQuery()).isNull();
    assertThat(url.encodedFragment()).isNull();
    // What the server parses again is the same path.
    assertThat(HttpUrl.get(url.toString())).isEqualTo(url);
  }

  @Property(tries = 1000)
  void aNameOfSeveralSegmentsKeepsTheirNumber(@ForAll String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.stream().anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
      assertThatThrownBy(() -> url("models/{+name}", Map.of("name", name)))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    assertThat(url("models/{+name}", Map.of("name", name)).encodedPathSegments())
        .hasSize(2 + parts.size());
  }

  @ParameterizedTest
  @CsvSource({
    "../../files/x, https://api.example.com/v1/jobs/..%2F..%2Ffiles%2Fx",
    "%2e%2e,        https://api.example.com/v1/jobs/%252e%252e",
    "a/b,           https://api.example.com/v1/jobs/a%2Fb",
    "a?b,           https://api.example.com/v1/jobs/a%3Fb",
    "a#b,           https://api.example.com/v1/jobs/a%23b",
    "' ',           https://api.example.com/v1/jobs/%20",
    "..\\x,         https://api.example.com/v1/jobs/..%5Cx",
    "job-1,         https://api.example.com/v1/jobs/job-1"
  })
  void encodesWhatWouldChangeThePath(String id, String expected) {
    assertThat(url("jobs/{id}", Map.of("id", id))).hasToString(expected);
  }

  @Test
  void aVariableMayCarryAVerb() {
    assertThat(url("{+name}:cancel", Map.of("name", "accounts/a/jobs/j")))
        .hasToString("https://api.example.com/v1/accounts/a/jobs/j:cancel");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jobs//x", "/jobs", "jobs/", "jobs/{id", "jobs/x{id}", "jobs/{}", "jobs/}"})
  void refusesATemplateThatIsNone(String template) {
    assertThatThrownBy(() -> Operation.get(template).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMissingOrUnknownVariableIsRefused() {
    Operation<Void, ResponseMeta> get =
        Operation.get("jobs/{id}").named("get job").build();

    assertThatThrownBy(() -> url("jobs/{id}", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{id}");
    assertThatThrownBy(() -> get.call().path("job", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{job}");
  }

  @Test
  void theServerSeesPathQueryAndBody() {
    Operation<Map<String, Object>, ResponseMeta> post =
        Operation.post("jobs/{id}:cancel").sends(mapType()).build();
    try (LocalServer server = new LocalServer()) {
      server.enqueue(LocalServer.ok());

      server
          .transport()
          .execute(
              post.call(Map.of("n", 1)).path("id", "a/b").query("q", "x&y=z").query("none", null));

      var request = server.request();
      assertThat(request.getTarget()).isEqualTo("/v1/jobs/a%2Fb:cancel?q=x%26y%3Dz");
      assertThat(request.getBody().utf8()).isEqualTo("{\"n\":1}");
      assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
      assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + LocalServer.KEY);
      assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    }
  }

  @Test
  void aPostWithoutBodySaysThatItsLengthIsZero() {
    Operation<Void, ResponseMeta> cancel = Operation.post("jobs/{id}/cancel").build();
    try (LocalServer server = new LocalServer()) {
      server.enqueue(LocalServer.ok());

      server.transport().execute(cancel.call().path("id", "j"));

      var request = server.request();
      assertThat(request.getHeaders().get("Content-Length")).isEqualTo("0");
      assertThat(request.getHeaders().get("Content-Type")).isNull();
    }
  }

  @SuppressWarnings("unchecked")
  private static Class<Map<String, Object>> mapType() {
    return (Class<Map<String, Object>>) (Class<?>) Map.class;
  }

  private static HttpUrl url(String template, Map<String, String> values) {
    HttpUrl.Builder url = BASE.newBuilder();
    PathTemplate.parse(template).appendTo(url, values);
    return url.build();
  }
}
