package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.TransportException;
import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to other places than the API, and redirects in general. */
class StorageCallTest {
  private static final Operation<Content, ResponseMeta> PUT = Operation.put("unused")
      .named("send bytes")
      .sends(Content.class)
      .transfer()
      .build();
  private static final Operation<Void, ResponseMeta> GET =
      Operation.get("things").named("get thing").build();
  private static final Content BYTES =
      Content.bytes("application/octet-stream", new byte[] {1, 2, 3});

  private final LocalServer server = new LocalServer();
  private final LocalServer other = new LocalServer();

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  private Transport transport() {
    return server.open(server
        .setup(options -> options.putHeader("X-Project", "secret-project"))
        .putHeader("OpenAI-Organization", "org")
        .build());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aStorageUrlIsCalledAsItStandsAndWithoutKeyOrHeaders(CallMode mode) {
    other.enqueue(LocalServer.ok());

    mode.call(
        transport(),
        PUT.call(BYTES).at(other.http.url("/put/a%2Fb?sig=x%2By&b=").uri()).header("x-part", "1"));

    RecordedRequest request = other.request();
    assertThat(request.getMethod()).isEqualTo("PUT");
    assertThat(request.getTarget()).isEqualTo("/put/a%2Fb?sig=x%2By&b=");
    assertThat(request.getBody().toByteArray()).containsExactly(1, 2, 3);
    assertThat(request.getHeaders().get("Content-Length")).isEqualTo("3");
    assertThat(request.getHeaders().get("x-part")).isEqualTo("1");
    assertBare(request);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aStorageRedirectIsFollowedWithAFreshBodyAndWithoutKeys(int status) {
    server.enqueue(new MockResponse.Builder()
        .code(status)
        .addHeader("Location", other.http.url("/elsewhere")));
    other.enqueue(LocalServer.ok());

    transport()
        .execute(PUT.call(BYTES)
            .at(server.http.url("/put").uri())
            .header("Authorization", "Bearer by-hand")
            .header("x-part", "1"));

    assertThat(server.request().getHeaders().get("Authorization")).isEqualTo("Bearer by-hand");
    RecordedRequest request = other.request();
    assertThat(request.getMethod()).isEqualTo("PUT");
    assertThat(request.getBody().toByteArray()).containsExactly(1, 2, 3);
    assertThat(request.getHeaders().get("x-part")).isEqualTo("1");
    assertBare(request);
  }

  @Test
  void fiveHopsAreEnough() {
    for (int i = 0; i < 7; i++) {
      server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", "/put" + i));
    }

    assertThatThrownBy(
            () -> transport().execute(PUT.call(BYTES).at(server.http.url("/put").uri())))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("more than 5 redirects");
    assertThat(server.requests()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void anApiCallIsNeverSentOn(int status) {
    server.enqueue(new MockResponse.Builder()
        .code(status)
        .addHeader("Location", other.http.url("/secret-path?token=secret-token")));

    assertThatThrownBy(() -> transport().execute(GET.call()))
        .hasMessageContaining("HTTP " + status)
        .hasMessageContaining(other.http.getHostName())
        .hasMessageNotContainingAny("secret-path", "secret-token");
    assertThat(server.requests()).isEqualTo(1);
    assertThat(other.requests()).isZero();
  }

  @Test
  void anExpectedRedirectIsHandedOver() {
    Operation<Void, String> ask = Operation.post("files")
        .expects(302)
        .receives((body, meta, status) -> status + " " + meta.headers().get("location"))
        .build();
    server.enqueue(new MockResponse.Builder()
        .code(302)
        .addHeader("Location", "https://storage.example.com/x"));

    assertThat(transport().execute(ask.call())).isEqualTo("302 https://storage.example.com/x");
  }

  @Test
  void fromHttpsToHttpIsRefused() {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates trust = new HandshakeCertificates.Builder()
        .heldCertificate(certificate)
        .addTrustedCertificate(certificate.certificate())
        .build();
    LocalServer secure = new LocalServer();
    try {
      secure.http.useHttps(trust.sslSocketFactory());
      secure.enqueue(
          new MockResponse.Builder().code(307).addHeader("Location", other.http.url("/put")));
      Transport transport = secure.transport(options ->
          options.tls(new dev.fovea.config.Tls(trust.sslSocketFactory(), trust.trustManager())));

      assertThatThrownBy(
              () -> transport.execute(PUT.call(BYTES).at(secure.http.url("/put").uri())))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("from https to http");
      assertThat(other.requests()).isZero();
    } finally {
      secure.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com/x", "file:///etc/passwd", "relative/path"})
  void anAddressThatIsNoWebAddressIsRefused(String target) {
    assertThatThrownBy(() -> transport().execute(PUT.call(BYTES).at(URI.create(target))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("send bytes");
  }

  @Test
  void anErrorOfTheStorageNamesNoSignature() {
    other.enqueue(new MockResponse.Builder().code(404).body("<Error>NoSuchKey</Error>"));

    assertThatThrownBy(() -> transport()
            .execute(PUT.call(BYTES).at(other.http.url("/put?X-Sig=secret-sig").uri())))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("NoSuchKey")
        .hasMessageNotContaining("secret-sig");
  }

  private static void assertBare(RecordedRequest request) {
    for (String name :
        new String[] {"Authorization", "x-api-key", "X-Project", "OpenAI-Organization", "Cookie"}) {
      assertThat(request.getHeaders().get(name)).as(name).isNull();
    }
  }
}
