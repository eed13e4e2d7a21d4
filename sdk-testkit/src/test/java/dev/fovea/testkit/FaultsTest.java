package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private static final String CHAT = "{\"model\":\"" + Wire.MODEL
      + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"one two three four\"}]}";

  private Wire wire;
  private EmbeddedTogether together;

  @BeforeEach
  void connect() {
    together = TOGETHER.together();
    wire = new Wire(together);
  }

  @Test
  void aStatusWithAHeaderAnswersInsteadOfTheWorkAsOftenAsAsked() throws Exception {
    together.faults().next(2).to("POST", "/v1/files").status(503).header("Retry-After", "0");
    Map<String, String> form = Map.of("purpose", "fine-tune", "file_name", "x.jsonl");

    HttpWire.Answer first = wire.form("/files", form);

    assertThat(first.status()).isEqualTo(503);
    assertThat(first.header("retry-after")).isEqualTo("0");
    assertThat(first.json().at("/error/message").asText()).isNotEmpty();
    assertThat(wire.form("/files", form).status()).isEqualTo(503);
    assertThat(together.files()).isEmpty();
    assertThat(wire.form("/files", form).status()).isEqualTo(302);
    assertThat(together.requests().count("POST", "/v1/files")).isEqualTo(3);
    assertThat(together.faults().remaining()).isZero();
  }

  @Test
  void aPageOfAProxyCanStandForTheProvidersErrorObject() throws Exception {
    together
        .faults()
        .next(1)
        .to("GET", "/v1/files/{id}")
        .status(502)
        .body("text/html", "<h1>Bad gateway</h1>");

    HttpWire.Answer answer = wire.get("/files/file-1");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("content-type")).isEqualTo("text/html");
    assertThat(answer.text()).isEqualTo("<h1>Bad gateway</h1>");
  }

  @Test
  void aResetReachesTheSocketAsRst() throws Exception {
    together.faults().next(1).to("GET", "/v1/whoami").reset();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(
          InetAddress.getLoopbackAddress(), together.baseUrl().getPort()));
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(head("GET /v1/whoami"));
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThat(together.requests().of("GET", "/v1/whoami").get(0).status()).isEmpty();
  }

  private byte[] head(String request) {
    return (request + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + together.apiKey()
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void bytesThatAreNotHttpArriveAsTheyAre() throws Exception {
    together.faults().next(1).to("GET", "/v1/whoami").garbage();
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), together.baseUrl().getPort())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(head("GET /v1/whoami"));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotStartWith("HTTP")
          .contains("NOT-HTTP");
    }
  }

  @Test
  void aLostAnswerLeavesBehindWhatWasCreated() {
    together.faults().next(1).to("POST", "/v1/files").loseAnswer();

    assertThatThrownBy(
            () -> wire.form("/files", Map.of("purpose", "fine-tune", "file_name", "x.jsonl")))
        .isInstanceOf(IOException.class);

    assertThat(together.files()).hasSize(1);
  }

  @Test
  void anAnswerCutInTheMiddleIsNoWholeAnswer() {
    together.faults().next(1).to("GET", "/v1/whoami").cutAfterBytes(10);

    assertThatThrownBy(() -> wire.get("/whoami")).isInstanceOf(IOException.class);
  }

  @Test
  void aStalledRequestTimesOutAndClearingLetsItGo() {
    together.faults().next(1).to("GET", "/v1/whoami").stall();

    assertThatThrownBy(() -> Wire.http()
            .send(
                wire.request("/whoami").timeout(Duration.ofMillis(300)).GET().build(),
                HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    together.faults().clear();
    assertThat(together.requests().count("GET", "/v1/whoami")).isEqualTo(1);
  }

  @Test
  void aDelayedAndTricklingAnswerIsWholeAtLast() throws Exception {
    together
        .faults()
        .next(1)
        .to("GET", "/v1/whoami")
        .delay(Duration.ofMillis(20))
        .trickle(Duration.ofMillis(1));

    assertThat(wire.get("/whoami").json().get("project_slug").asText()).isEqualTo("embedded");
  }

  @Test
  void aStreamCanBreakWithAnErrorEvent() throws Exception {
    together.faults().next(1).to("POST", "/v1/chat/completions").streamError(2, "the engine died");

    String stream = wire.post("/chat/completions", CHAT).text();

    assertThat(stream.split("\n\n")).hasSize(3);
    assertThat(stream)
        .endsWith("\n\n")
        .contains("\"message\":\"the engine died\"")
        .doesNotContain("[DONE]");
  }

  @Test
  void aStreamCanBeCutWithoutItsEnd() {
    together.faults().next(1).to("POST", "/v1/chat/completions").cutAfterBytes(300);

    assertThatThrownBy(() -> wire.post("/chat/completions", CHAT)).isInstanceOf(IOException.class);
  }

  @Test
  void theConnectionIsGoodAgainAfterAFault() throws Exception {
    together.faults().next(1).to("*", "/v1/**").status(500);
    assertThat(wire.get("/whoami").status()).isEqualTo(500);
    assertThat(wire.get("/whoami").status()).isEqualTo(200);
  }
}
