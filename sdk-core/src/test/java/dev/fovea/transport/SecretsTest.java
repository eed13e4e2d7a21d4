package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fovea.config.ResponseMeta;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Neither logs at their loudest nor stack traces hold keys, header values, bodies or queries. */
class SecretsTest {
  private static final Operation<Content, ResponseMeta> PUT =
      Operation.put("things/{id}").named("send thing").sends(Content.class).build();

  // The library itself does not know the logging backend, so its module does not read it.
  static {
    for (String backend : List.of("ch.qos.logback.core", "ch.qos.logback.classic")) {
      ModuleLayer.boot().findModule(backend).ifPresent(SecretsTest.class.getModule()::addReads);
    }
  }

  private final LocalServer server = new LocalServer();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("dev.fovea");

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    root.setAdditive(false);
  }

  @AfterEach
  void close() {
    root.detachAppender(log);
    root.setLevel(null);
    root.setAdditive(true);
    server.close();
  }

  @Test
  void nothingSecretComesOut() {
    List<MockResponse.Builder> answers = List.of(
        LocalServer.ok(),
        LocalServer.status(401),
        LocalServer.status(500).addHeader("Set-Cookie", "secret-marker"),
        new MockResponse.Builder()
            .code(307)
            .addHeader("Location", "https://x.example.com/?sig=secret-marker"),
        LocalServer.ok().onResponseStart(new SocketEffect.CloseSocket()),
        LocalServer.json("{\"secret-marker\":"));
    StringWriter traces = new StringWriter();
    for (MockResponse.Builder answer : answers) {
      Transport transport = server.transport(options -> options
          .apiKey("sk-secret-marker")
          .putHeader("X-Own", "secret-marker")
          .retries(r -> r.maxAttempts(1)));
      server.enqueue(answer);
      Throwable failure = catchThrowable(() -> transport.execute(PUT.call(Content.bytes(
              "text/plain", "secret-marker".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .path("id", "x")
          .query("token", "secret-marker")
          .header("X-Call", "secret-marker")));
      if (failure != null) {
        failure.printStackTrace(new PrintWriter(traces, true));
      }
    }

    assertThat(traces.toString())
        .contains("HTTP 401", "HTTP 500", "HTTP 307")
        .doesNotContain("secret-marker");
    assertThat(log.list).isNotEmpty();
    for (ILoggingEvent event : log.list) {
      assertThat(event.getFormattedMessage()).doesNotContain("secret-marker");
      assertThat(event.getLevel()).isNotEqualTo(Level.INFO);
    }
  }

  @Test
  void aRecoveryIsAWarning() {
    server.enqueue(LocalServer.status(503), LocalServer.ok());

    server.transport().execute(PUT.call(Content.empty()).path("id", "x"));

    assertThat(log.list)
        .filteredOn(event -> event.getLevel() == Level.WARN)
        .singleElement()
        .satisfies(event -> assertThat(event.getFormattedMessage())
            .contains("acme", "send thing", "attempt 2", "HTTP 503"));
  }
}
