package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ClientOptions;
import dev.fovea.config.ResponseMeta;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a transport is made of is checked before anything is sent, and secrets stay out of messages.
 */
class SetupTest {
  private static final Operation<Void, ResponseMeta> GET =
      Operation.get("things").build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:pw@api.example.com/v1",
        "https://user@api.example.com/v1",
        "https://api.example.com/v1?x=secret",
        "https://api.example.com/v1#secret",
        "http://api.example.com/v1",
        "http://127.evil.com/",
        "http://localhost.evil.com/",
        "ftp://api.example.com/",
        "api.example.com"
      })
  void refusesABaseUrlThatWouldLeakOrFail(String base) {
    assertThatThrownBy(() -> BaseUrls.of(java.util.Map.of("default", URI.create(base))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base URL")
        .hasMessageNotContainingAny("pw", "secret");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com,       https://api.example.com/things",
    "https://api.example.com/,      https://api.example.com/things",
    "https://api.example.com/v1,    https://api.example.com/v1/things",
    "https://api.example.com/v1/,   https://api.example.com/v1/things",
    "https://api.example.com/v1//,  https://api.example.com/v1/things",
    "http://localhost:80/v1,        http://localhost/v1/things",
    "http://127.0.0.1:4011/v1/,     http://127.0.0.1:4011/v1/things",
    "http://[::1]:4011/,            http://[::1]:4011/things"
  })
  void aSlashAtTheEndMakesNoDifference(String base, String expected) {
    BaseUrls bases = BaseUrls.of(java.util.Map.of("default", URI.create(base)));

    assertThat(bases.get("default").newBuilder().addPathSegment("things").build())
        .hasToString(expected);
  }

  @Property(tries = 500)
  void aKeyWithAnyOddCharacterIsRefusedWithoutBeingShown(@ForAll String odd) {
    String bare = odd.strip();
    boolean fine = !bare.isEmpty() && bare.chars().allMatch(c -> c >= 0x21 && c <= 0x7E);
    if (fine) {
      assertThat(HeaderRules.key("acme", odd)).isEqualTo(bare);
    } else if (!odd.isEmpty()) {
      assertThatThrownBy(() -> HeaderRules.key("acme", "marker" + odd + "marker"))
          .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("marker"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aKeyIsCheckedWhenTheClientIsMade() {
    for (String key :
        new String[] {"sk marker", "sk-marker\r\nX-Evil: 1", "sk-m\u00e4rker", " ", ""}) {
      assertThatThrownBy(() -> create(key, "x"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("acme: the API key")
          .hasMessageNotContaining("marker");
    }
  }

  @Test
  void headersAreCheckedWhenTheClientIsMadeOrTheCallIsSent() {
    assertThatThrownBy(() -> create("sk", "marker\r\nX-Evil: 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("marker");
    try (LocalServer server = new LocalServer()) {
      assertThatThrownBy(() -> server.transport().execute(GET.call().header("X-A", "marker\nb")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("X-A")
          .hasMessageNotContaining("marker");
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void theKeyIsAskedForOncePerCallAndStripped() {
    AtomicInteger asked = new AtomicInteger();
    try (LocalServer server = new LocalServer()) {
      server.enqueue(LocalServer.status(503), LocalServer.ok(), LocalServer.ok());
      Transport transport =
          server.transport(o -> o.apiKey(() -> "key-" + asked.getAndIncrement() + "\n"));

      transport.execute(GET.call());
      transport.execute(GET.call());

      assertThat(server.request().getHeaders().get("Authorization")).isEqualTo("Bearer key-1");
      assertThat(server.request().getHeaders().get("Authorization")).isEqualTo("Bearer key-1");
      assertThat(server.request().getHeaders().get("Authorization")).isEqualTo("Bearer key-2");
    }
  }

  @Test
  void nothingPrintsTheKey() {
    try (LocalServer server = new LocalServer()) {
      Transport transport = server.transport();

      assertThat(transport + " " + transport.options() + GET + GET.call())
          .doesNotContain(LocalServer.KEY);
    }
  }

  @Test
  void theHatchCannotSwitchTheTrapsBackOn() {
    try (LocalServer server = new LocalServer()) {
      server.enqueue(LocalServer.status(503).addHeader("Retry-After", "0"), LocalServer.ok());
      Transport transport = server.open(server
          .setup(o -> o.retries(r -> r.maxAttempts(1)))
          .okHttp(client -> client
              .retryOnConnectionFailure(true)
              .followRedirects(true)
              .followSslRedirects(true)
              .addInterceptor(
                  chain -> chain.withRetryOnConnectionFailure(true).proceed(chain.request())))
          .build());

      assertThatThrownBy(() -> transport.execute(GET.call())).hasMessageContaining("HTTP 503");
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void theHatchCanAddHeaders() {
    try (LocalServer server = new LocalServer()) {
      server.enqueue(LocalServer.ok());
      Transport transport = server.open(server
          .setup(o -> {})
          .okHttp(client -> client.addInterceptor(chain ->
              chain.proceed(chain.request().newBuilder().header("X-Own", "1").build())))
          .build());

      transport.execute(GET.call());

      assertThat(server.request().getHeaders().get("X-Own")).isEqualTo("1");
    }
  }

  private static void create(String key, String header) {
    Transport.create(TransportSetup.builder()
            .provider("acme")
            .base(URI.create("https://api.example.com"))
            .options(ClientOptions.builder().apiKey(key).build())
            .putHeader("X-A", header)
            .build())
        .close();
  }
}
