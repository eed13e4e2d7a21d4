package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.ClientOptions;
import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import dev.fovea.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of retry-conformance.json, row by row: operation kind x fault, both ways of calling.
 */
class RetryConformanceTest {
  private static final int ATTEMPTS = 3;

  @Test
  void everyKindHasARowForEveryFault() throws IOException {
    for (Map.Entry<String, Map<String, List<Object>>> fault : table().entrySet()) {
      assertThat(fault.getValue().keySet())
          .as(fault.getKey())
          .containsExactlyInAnyOrder(
              Stream.of(OperationKind.values()).map(Enum::name).toArray(String[]::new));
    }
  }

  static Stream<Arguments> rows() throws IOException {
    List<Arguments> rows = new ArrayList<>();
    table()
        .forEach((fault, kinds) -> kinds.forEach((kind, expected) -> {
          for (CallMode mode : CallMode.values()) {
            rows.add(Arguments.of(
                fault, OperationKind.valueOf(kind), mode, expected.get(0), expected.get(1)));
          }
        }));
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}: {3} requests, {4}")
  @MethodSource("rows")
  void sendsAsOftenAsTheTableSays(
      String fault, OperationKind kind, CallMode mode, Object requests, String outcome)
      throws IOException {
    try (LocalServer server = new LocalServer()) {
      Transport transport = server.open(setup(server, fault));
      int before = warm(server, transport, fault);
      for (int i = 0; i < ATTEMPTS + 2; i++) {
        enqueue(server, fault);
      }

      FoveaException failure =
          catchThrowableOfType(FoveaException.class, () -> mode.call(transport, call(kind)));

      assertThat(failure).isNotNull();
      assertThat(server.requests() - before).isEqualTo(((Number) requests).intValue());
      assertThat(failure.outcome()).isEqualTo(Outcome.valueOf(outcome));
      assertThat(failure.provider()).contains("acme");
      assertThat(failure.operation()).contains("do something");
      assertThat(failure.attempts()).isEqualTo(Math.max(1, attempts(requests)));
      assertThat(failure.getSuppressed()).hasSize(failure.attempts() - 1);
      assertThat(failure.toString()).doesNotContain(LocalServer.KEY);
    }
  }

  private static int attempts(Object requests) {
    // Nothing reaches the server, yet every attempt was made.
    return ((Number) requests).intValue() == 0 ? ATTEMPTS : ((Number) requests).intValue();
  }

  private static Call<?> call(OperationKind kind) {
    Operation<Void, Map<String, Object>> read = Operation.get("things")
        .named("do something")
        .receives(RetryConformanceTest::map)
        .build();
    Operation<Map<String, Object>, Map<String, Object>> write = Operation.post("things")
        .named("do something")
        .kind(kind)
        .sends(mapType())
        .receives(RetryConformanceTest::map)
        .build();
    return kind == OperationKind.READ ? read.call() : write.call(Map.of("n", 1));
  }

  private static Map<String, Object> map(InputStream body, Object meta, int status)
      throws IOException {
    return JsonCodec.shared().readMap(body);
  }

  @SuppressWarnings("unchecked")
  private static Class<Map<String, Object>> mapType() {
    return (Class<Map<String, Object>>) (Class<?>) Map.class;
  }

  private static TransportSetup setup(LocalServer server, String fault) throws IOException {
    TransportSetup.Builder setup = server.setup(options -> patience(options, fault));
    if (fault.equals("connection refused")) {
      try (ServerSocket closed = new ServerSocket(0)) {
        setup.base(URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/"));
      }
    }
    return setup.build();
  }

  private static void patience(ClientOptions.Builder options, String fault) {
    if (fault.equals("silence")) {
      Duration brief = Duration.ofMillis(120);
      options.timeouts(t -> t.attempt(brief).firstByte(brief));
    }
    if (fault.equals("unknown host")) {
      options.hostResolver(host -> {
        throw new UnknownHostException(host);
      });
    }
  }

  private static int warm(LocalServer server, Transport transport, String fault) {
    if (fault.endsWith(", warm")) {
      server.enqueue(LocalServer.ok());
      transport.execute(call(OperationKind.READ));
    }
    return server.requests();
  }

  private static void enqueue(LocalServer server, String fault) {
    server.enqueue(answer(fault));
  }

  private static MockResponse.Builder answer(String fault) {
    if (fault.startsWith("status ")) {
      String[] words = fault.split(" ", -1);
      MockResponse.Builder answer = LocalServer.status(Integer.parseInt(words[1]));
      for (int i = 2; i < words.length; i++) {
        answer.addHeader(words[i].split("=", -1)[0], words[i].split("=", -1)[1]);
      }
      return answer.addHeader("Location", "http://127.0.0.1:1/elsewhere");
    }
    SocketEffect reset = new SocketEffect.CloseSocket();
    return switch (fault) {
      case "reset before the request is read" -> LocalServer.ok().onRequestStart(reset);
      case "reset before the answer", "reset before the answer, warm" ->
        LocalServer.ok().onResponseStart(reset);
      case "reset amid the answer" -> LocalServer.ok().body(large()).onResponseBody(reset);
      case "answer shorter than announced" ->
        LocalServer.ok().setHeader("Content-Length", 1000).onResponseEnd(reset);
      case "silence" -> LocalServer.ok().onResponseStart(SocketEffect.Stall.INSTANCE);
      case "not JSON" -> LocalServer.json("<html>hello</html>");
      default -> LocalServer.ok();
    };
  }

  private static Buffer large() {
    return new Buffer().writeUtf8("{\"text\":\"" + "a".repeat(100_000) + "\"}");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, List<Object>>> table() throws IOException {
    try (InputStream file =
        RetryConformanceTest.class.getResourceAsStream("retry-conformance.json")) {
      Map<String, Object> json = JsonCodec.shared().readMap(Objects.requireNonNull(file));
      return (Map<String, Map<String, List<Object>>>) Objects.requireNonNull(json.get("rows"));
    }
  }
}
