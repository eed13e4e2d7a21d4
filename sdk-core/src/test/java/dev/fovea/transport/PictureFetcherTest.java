package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.CallTimeoutException;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.TransportException;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fetcher of pictures sends, and what it takes for a picture. */
@Timeout(30)
class PictureFetcherTest {
  private final PictureServer pictures = new PictureServer();

  @AfterEach
  void close() {
    pictures.close();
  }

  private FoveaException failure(PictureFetcher.Builder builder, MockResponse.Builder answer) {
    pictures.server.enqueue(answer);
    try (PictureFetcher fetcher = builder.build()) {
      FoveaException failure = catchThrowableOfType(
          FoveaException.class, () -> fetcher.fetch(pictures.at("/a.gif?sig=marker")));
      assertThat(failure)
          .isNotNull()
          .hasMessageStartingWith("fetch picture " + pictures.at("/a.gif") + " failed: ")
          .hasMessageNotContaining("marker");
      return failure;
    }
  }

  @Test
  void nothingIsSentThatTellsWhoAsks() {
    pictures.server.enqueue(
        PictureServer.redirect("/b.gif").addHeader("Set-Cookie", "a=marker; Path=/"),
        PictureServer.picture(PictureServer.GIF));
    try (PictureFetcher fetcher = PictureServer.open().build()) {
      fetcher.fetch(pictures.at("/a.gif"));
    }

    for (int hop = 0; hop < 2; hop++) {
      RecordedRequest request = pictures.server.request();
      assertThat(request.getHeaders().names())
          .containsExactlyInAnyOrder(
              "Accept", "Accept-Encoding", "User-Agent", "Host", "Connection");
      assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
      assertThat(request.getHeaders().get("User-Agent")).isEqualTo("fovea");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:marker@a.example/x.gif", "http://marker@a.example/x.gif"})
  void anAddressWithAUserInItIsRefused(String uri) {
    try (PictureFetcher fetcher = PictureServer.open().build()) {
      assertThatThrownBy(() -> fetcher.fetch(URI.create(uri)))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("user name or password")
          .hasMessageNotContaining("marker");
    }
  }

  @Test
  void theBytesDecideWhatAPictureIsWhateverHeaderAndNameSay() throws IOException {
    pictures.server.enqueue(
        PictureServer.picture(PictureServer.GIF).addHeader("Content-Type", "text/html"));
    try (PictureFetcher fetcher = PictureServer.open().build()) {
      Image image = fetcher.fetch(pictures.at("/a.exe"));

      assertThat(image.format()).isEqualTo(ImageFormat.GIF);
      assertThat(image.open().readAllBytes()).isEqualTo(PictureServer.GIF);
    }
  }

  @Test
  void pixelsAreDecodedOnlyWhereSomethingCan() {
    assertThatThrownBy(() -> PictureFetcher.builder().decode(true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("add it");
    PictureFetcher.builder().decode(false).build().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><img src='a.png'></html>",
        "{\"error\":\"expired\"}",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "GIF8=1;alert(1)",
        "P5 is no picture",
        "BM, said the text",
        ""
      })
  void whatIsNoPictureIsRefusedThoughItIsCalledOne(String body) {
    FoveaException failure = failure(
        PictureServer.open(),
        new MockResponse.Builder().addHeader("Content-Type", "image/png").body(body));

    assertThat(failure).isInstanceOf(ImageException.class);
    assertThat(failure.getMessage()).containsAnyOf("those of no picture", "it is empty");
  }

  private static byte[] large(int size) {
    return Arrays.copyOf(PictureServer.GIF, size);
  }

  @Test
  void aPictureOfExactlyTheLimitIsFetched() {
    pictures.server.enqueue(PictureServer.picture(large(10_000)));
    try (PictureFetcher fetcher = PictureServer.open().maxBytes(10_000).build()) {
      assertThat(fetcher.fetch(pictures.at("/a.gif")).size()).isEqualTo(10_000);
    }
  }

  @Test
  void oneByteMoreThanTheLimitIsTooMuch() {
    MockResponse.Builder unknown =
        new MockResponse.Builder().chunkedBody(new Buffer().write(large(10_001)), 1_000);
    MockResponse.Builder endless = PictureServer.picture(large(100_000))
        .removeHeader("Content-Length")
        .onResponseEnd(new SocketEffect.CloseSocket());
    for (MockResponse.Builder answer :
        new MockResponse.Builder[] {PictureServer.picture(large(10_001)), unknown, endless}) {
      assertThat(failure(PictureServer.open().maxBytes(10_000), answer))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("more than 10000 bytes");
    }
  }

  @Test
  void aLengthThatPromisesMoreThanComesIsABrokenConnection() {
    MockResponse.Builder answer = PictureServer.picture(large(10_000))
        .setHeader("Content-Length", "12000")
        .onResponseEnd(new SocketEffect.CloseSocket());

    assertThat(failure(PictureServer.open(), answer))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("broke in the middle of the answer")
        .extracting(FoveaException::isRetryable)
        .isEqualTo(true);
  }

  @Test
  void aSlowBodyEndsWithTheTimeOfTheWholeFetch() {
    // Each piece comes soon enough, all of them do not.
    MockResponse.Builder answer =
        PictureServer.picture(large(100_000)).throttleBody(100, 20, TimeUnit.MILLISECONDS);

    assertThat(failure(PictureServer.open().timeout(Duration.ofMillis(300)), answer))
        .isInstanceOf(CallTimeoutException.class)
        .hasMessageContaining("not there within 300 ms");
  }

  @Test
  void whatIsWrongAtTheBeginningIsNotReadToItsEnd() {
    // Their bodies take longer than the whole fetch may.
    MockResponse.Builder large =
        PictureServer.picture(large(100_000)).throttleBody(100, 20, TimeUnit.MILLISECONDS);
    MockResponse.Builder page = new MockResponse.Builder()
        .body("<html>".repeat(10_000))
        .throttleBody(100, 20, TimeUnit.MILLISECONDS);
    PictureFetcher.Builder hurried =
        PictureServer.open().maxBytes(90_000).timeout(Duration.ofMillis(900));

    assertThat(failure(hurried, large))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("more than 90000 bytes");
    assertThat(failure(hurried, page))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("those of no picture");
  }

  @Test
  void redirectsShareTheTimeOfTheWholeFetch() {
    for (int hop = 0; hop < 5; hop++) {
      pictures.server.enqueue(
          PictureServer.redirect("/" + hop).headersDelay(150, TimeUnit.MILLISECONDS));
    }

    assertThat(failure(
            PictureServer.open().timeout(Duration.ofMillis(400)),
            PictureServer.picture(PictureServer.GIF)))
        .isInstanceOf(CallTimeoutException.class);
    assertThat(pictures.server.requests()).isLessThan(5);
  }

  @Test
  void whatIsPackedIsNotUnpacked() {
    MockResponse.Builder answer =
        PictureServer.picture(PictureServer.GIF).addHeader("Content-Encoding", "gzip");

    assertThat(failure(PictureServer.open(), answer))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("packed");
  }

  @Test
  void aRefusalOfTheServerSaysWhetherItMayPass() {
    Map.of(404, false, 403, false, 429, true, 503, true, 204, false)
        .forEach((status, passes) -> assertThat(
                failure(PictureServer.open(), new MockResponse.Builder().code(status)))
            .isInstanceOf(ImageException.class)
            .hasMessageContaining("the server answered " + status)
            .extracting(FoveaException::isRetryable)
            .isEqualTo(passes));
  }

  @Test
  void aThreadThatIsInterruptedFetchesNothing() {
    try (PictureFetcher fetcher = PictureServer.open().build()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> fetcher.fetch(pictures.at("/a.gif")))
          .isInstanceOf(InterruptedCallException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(pictures.server.requests()).isZero();
  }

  @Test
  void aClosedFetcherFetchesNothing() {
    PictureFetcher fetcher = PictureServer.open().build();
    fetcher.close();

    assertThatThrownBy(() -> fetcher.fetch(pictures.at("/a.gif")))
        .isInstanceOf(ClosedClientException.class);
    assertThat(pictures.server.requests()).isZero();
  }

  @Test
  void whatIsPrintedHoldsNoQuery() {
    assertThat(PictureFetch.shown(URI.create("https://me:pw@a.example/b?sig=marker#marker")))
        .isEqualTo("https://a.example/b");
  }
}
