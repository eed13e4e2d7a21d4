package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.Tls;
import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import dev.fovea.error.TlsException;
import dev.fovea.error.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens below HTTP. */
class NetworkTest {
  private static final Operation<Void, ResponseMeta> GET =
      Operation.get("things").named("get thing").build();
  private static final Operation<Void, ResponseMeta> CREATE =
      Operation.post("things").named("create thing").build();

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static HandshakeCertificates certificates(HeldCertificate certificate) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(certificate)
        .addTrustedCertificate(certificate.certificate())
        .build();
  }

  private static HeldCertificate certificate(String host) {
    return new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
  }

  private static Tls tls(HandshakeCertificates certificates) {
    return new Tls(certificates.sslSocketFactory(), certificates.trustManager());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aNameThatResolvesLateIsTriedAgainEvenForACreate(CallMode mode) {
    AtomicInteger lookups = new AtomicInteger();
    server.enqueue(LocalServer.ok());
    Transport transport = server.transport(options -> options.hostResolver(host -> {
      if (lookups.getAndIncrement() < 2) {
        throw new UnknownHostException(host);
      }
      return List.of(InetAddress.getLoopbackAddress());
    }));

    mode.call(transport, CREATE.call());

    assertThat(lookups).hasValue(3);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void allAddressesOfAHostAreTriedWithinOneAttempt() {
    server.enqueue(LocalServer.ok());
    Transport transport = server.transport(options -> options
        .retries(r -> r.maxAttempts(1))
        .hostResolver(host -> List.of(
            InetAddress.getByAddress(new byte[] {127, 0, 0, 9}),
            InetAddress.getLoopbackAddress())));

    transport.execute(CREATE.call());

    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCertificateThatIsNotTrustedIsFinalAndNothingIsSent(CallMode mode) {
    server.http.useHttps(certificates(certificate("localhost")).sslSocketFactory());
    server.enqueue(LocalServer.ok());

    TlsException failure = catchThrowableOfType(
        TlsException.class, () -> mode.call(server.transport(), CREATE.call()));

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure.attempts()).isEqualTo(1);
    assertThat(failure).hasMessageContaining("is not trusted").hasMessageContaining("localhost");
    assertThat(server.requests()).isZero();
  }

  @Test
  void soIsACertificateForAnotherHost() {
    HandshakeCertificates wrong = certificates(certificate("other.example.com"));
    server.http.useHttps(wrong.sslSocketFactory());
    server.enqueue(LocalServer.ok());
    Transport transport = server.transport(options -> options.tls(tls(wrong)));

    TlsException failure =
        catchThrowableOfType(TlsException.class, () -> transport.execute(CREATE.call()));

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure.attempts()).isEqualTo(1);
    assertThat(failure.isRetryable()).isFalse();
  }

  @Test
  void aHandshakeThatIsCutOffIsTriedAgain() throws IOException {
    try (ServerSocket cutting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      AtomicInteger connections = new AtomicInteger();
      Thread thread = new Thread(() -> {
        while (!cutting.isClosed()) {
          try (Socket socket = cutting.accept()) {
            connections.incrementAndGet();
            socket.getInputStream().read();
          } catch (IOException e) {
            return;
          }
        }
      });
      thread.setDaemon(true);
      thread.start();
      Transport transport = server.open(server
          .setup(o -> {})
          .base(URI.create("https://127.0.0.1:" + cutting.getLocalPort()))
          .build());

      TransportException failure =
          catchThrowableOfType(TransportException.class, () -> transport.execute(CREATE.call()));

      assertThat(failure).isNotInstanceOf(TlsException.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
      assertThat(failure.attempts()).isEqualTo(3);
      assertThat(connections.get()).isGreaterThanOrEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"})
  void anAnswerThatIsNoHttpIsTyped(String head) throws IOException {
    try (ServerSocket odd = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      answer(odd, head);
      Transport transport = server.open(server
          .setup(o -> {})
          .base(URI.create("http://127.0.0.1:" + odd.getLocalPort()))
          .build());

      FoveaException failure =
          catchThrowableOfType(FoveaException.class, () -> transport.execute(CREATE.call()));

      assertThat(failure).isInstanceOf(TransportException.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(failure.attempts()).isEqualTo(1);
    }
  }

  @Test
  void headersWithoutEndAreTyped() throws IOException {
    try (ServerSocket odd = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      answer(
          odd, "HTTP/1.1 200 OK\r\n" + ("X-A: " + "x".repeat(1000) + "\r\n").repeat(1000) + "\r\n");
      Transport transport = server.open(server
          .setup(o -> {})
          .base(URI.create("http://127.0.0.1:" + odd.getLocalPort()))
          .build());

      assertThatThrownBy(() -> transport.execute(CREATE.call()))
          .isInstanceOf(TransportException.class);
    }
  }

  private static void answer(ServerSocket server, String head) {
    Thread thread = new Thread(() -> {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          socket.getInputStream().read(new byte[8192]);
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().flush();
        } catch (IOException e) {
          return;
        }
      }
    });
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void informationalAnswersAreSkipped() {
    server.enqueue(LocalServer.ok()
        .addInformationalResponse(new MockResponse.Builder().code(103).build()));

    server.transport().execute(CREATE.call());

    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aStreamThatHttp2RefusedWasNotTouchedAndIsSentAgain() {
    HandshakeCertificates certificates = certificates(certificate("localhost"));
    server.http.useHttps(certificates.sslSocketFactory());
    server.http.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    server.enqueue(
        LocalServer.ok().onRequestStart(new SocketEffect.CloseStream(7)), LocalServer.ok());
    // The server takes an answer off its queue a moment after it has closed the stream: asked again
    // before that, it would refuse once more and then have no answer left.
    server.timing.beforeNaps = server::request;
    Transport transport = server.transport(options -> options.tls(tls(certificates)));

    transport.execute(CREATE.call());

    assertThat(server.requests()).isEqualTo(2);
    assertThat(server.timing.naps).hasSize(1);
  }

  @Test
  void aStreamThatHttp2CancelledMayHaveBeenWorkedOn() throws InterruptedException {
    HandshakeCertificates certificates = certificates(certificate("localhost"));
    server.http.useHttps(certificates.sslSocketFactory());
    server.http.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    server.enqueue(
        LocalServer.ok().onRequestStart(new SocketEffect.CloseStream(8)), LocalServer.ok());
    Transport transport = server.transport(options -> options.tls(tls(certificates)));

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> transport.execute(CREATE.call()));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    // The server counts a moment after it has closed the stream.
    assertThat(server.http.takeRequest(5, TimeUnit.SECONDS)).isNotNull();
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void slowAndTinyPiecesGiveTheSameAnswer() {
    Operation<Void, String> text = Operation.get("things")
        .receives((body, meta, status) -> new String(body.readAllBytes(), StandardCharsets.UTF_8))
        .build();
    server.enqueue(LocalServer.json("x".repeat(60)).throttleBody(3, 2, TimeUnit.MILLISECONDS));

    assertThat(server.transport().execute(text.call())).isEqualTo("x".repeat(60));
  }

  @Test
  void aProxyThatWantsAPasswordIsNamed() {
    server.enqueue(new MockResponse.Builder().code(407));
    Transport transport = server.open(server
        .setup(o -> o.proxy(server.http.getProxyAddress()))
        .base(URI.create("http://localhost:9/v1"))
        .build());

    assertThatThrownBy(() -> transport.execute(GET.call()))
        .hasMessageContaining("HTTP 407")
        .hasMessageContaining("proxy wants");
  }
}
