package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.Socket;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the bare HTTP library does, and why this package is as it is. When one of these fails after
 * an upgrade, a defence may have become needless, or is not enough any more.
 */
class OkHttpTrapsTest {
  private final LocalServer server = new LocalServer();
  private final OkHttpClient bare = new OkHttpClient();
  private final OkHttpClient careful =
      new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

  @AfterEach
  void close() {
    bare.dispatcher().executorService().shutdown();
    bare.connectionPool().evictAll();
    careful.connectionPool().evictAll();
    server.close();
  }

  @Test
  void aPostAnswered503WithRetryAfter0IsSentTwiceEvenWithRepeatsOff() throws IOException {
    server.enqueue(LocalServer.status(503).addHeader("Retry-After", "0"), LocalServer.ok());

    assertThat(status(careful, post(ordinary()))).isEqualTo(200);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void soIsAGet() throws IOException {
    server.enqueue(LocalServer.status(503).addHeader("Retry-After", "0"), LocalServer.ok());

    assertThat(status(careful, new Request.Builder().url(server.http.url("/")).build()))
        .isEqualTo(200);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aOneShotBodyStopsIt() throws IOException {
    server.enqueue(LocalServer.status(503).addHeader("Retry-After", "0"), LocalServer.ok());

    assertThat(status(bare, post(oneShot()))).isEqualTo(503);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aPostAnswered408IsSentTwice() throws IOException {
    server.enqueue(LocalServer.status(408), LocalServer.ok());

    assertThat(status(bare, post(ordinary()))).isEqualTo(200);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aPostDroppedOnAPooledConnectionIsSentTwice() throws IOException {
    server.enqueue(
        LocalServer.ok(),
        LocalServer.ok().onResponseStart(new SocketEffect.CloseSocket()),
        LocalServer.ok());
    status(bare, post(ordinary()));

    assertThat(status(bare, post(ordinary()))).isEqualTo(200);
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void aOneShotBodyStopsThatToo() throws IOException {
    server.enqueue(
        LocalServer.ok(),
        LocalServer.ok().onResponseStart(new SocketEffect.CloseSocket()),
        LocalServer.ok());
    status(bare, post(ordinary()));

    assertThat(catchThrowable(() -> status(bare, post(oneShot())))).isInstanceOf(IOException.class);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void dotSegmentsClimb() {
    HttpUrl base = HttpUrl.get("https://api.example.com/v1/jobs");

    assertThat(base.newBuilder().addPathSegment("..").build())
        .hasToString("https://api.example.com/v1/");
    assertThat(base.newBuilder().addPathSegment(".").build().toString()).doesNotContain("/jobs/.");
  }

  @Test
  void aRedirectToAnotherHostCarriesEveryHeaderButAuthorization() throws IOException {
    try (LocalServer other = new LocalServer()) {
      String elsewhere = other.http.url("/").toString().replace("localhost", "127.0.0.1");
      server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", elsewhere));
      other.enqueue(LocalServer.ok());

      status(
          bare,
          post(ordinary())
              .newBuilder()
              .header("x-api-key", "k")
              .header("Authorization", "a")
              .build());

      var request = other.request();
      assertThat(request.getHeaders().get("x-api-key")).isEqualTo("k");
      assertThat(request.getHeaders().get("Authorization")).isNull();
      assertThat(request.getBody().utf8()).isEqualTo("body");
    }
  }

  @Test
  void aLineBreakInAHeaderIsPrintedWithTheWholeValue() {
    assertThat(catchThrowable(() -> new Request.Builder().header("x-api-key", "secret\nvalue")))
        .hasMessageContaining("secret");
  }

  @Test
  void socketsSendAtOnce() throws IOException {
    try (Socket socket = new NoDelaySockets().createSocket();
        Socket plain = new Socket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
      assertThat(plain.getTcpNoDelay()).isFalse();
    }
  }

  private Request post(RequestBody body) {
    return new Request.Builder().url(server.http.url("/")).post(body).build();
  }

  private static RequestBody ordinary() {
    return RequestBody.create("body", MediaType.get("text/plain"));
  }

  private static RequestBody oneShot() {
    return new OneShotBody(
        Content.bytes("text/plain", new byte[] {1}), new Attempt(1, 1, 1), null, null);
  }

  private static int status(OkHttpClient client, Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.code();
    }
  }
}
