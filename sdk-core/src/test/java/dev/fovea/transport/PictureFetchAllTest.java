package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.CallTimeoutException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import dev.fovea.error.InterruptedCallException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many pictures at once. */
@Timeout(30)
class PictureFetchAllTest {
  private static final int MANY = 1_000;

  private final PictureServer pictures = new PictureServer();
  private final Crowd crowd = new Crowd();

  PictureFetchAllTest() {
    pictures.server.http.setDispatcher(crowd);
  }

  @AfterEach
  void close() {
    pictures.close();
  }

  /** Most are there, some are gone, some come never. */
  private List<URI> uris() {
    List<URI> uris = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String kind = i % 200 == 7 ? "slow" : i % 50 == 3 ? "dead" : "fine";
      uris.add(pictures.at("/" + kind + "/" + i));
    }
    return uris;
  }

  @Test
  void ofAThousandPicturesEachHasItsOwnEnd() {
    List<URI> uris = uris();
    List<Integer> heard = new ArrayList<>();
    List<FetchedPicture> fetched;
    try (PictureFetcher fetcher =
        PictureServer.open().atOnce(6).timeout(Duration.ofMillis(1_500)).build()) {
      fetched = fetcher.fetchAll(uris, (picture, done, total) -> {
        assertThat(total).isEqualTo(MANY);
        heard.add(done);
      });
    }

    assertThat(fetched).extracting(FetchedPicture::uri).containsExactlyElementsOf(uris);
    assertThat(heard).hasSize(MANY).isSorted().doesNotHaveDuplicates();
    assertThat(crowd.most).hasPositiveValue().hasValueLessThanOrEqualTo(6);
    assertThat(fetched).allSatisfy(picture -> {
      if (picture.uri().getPath().startsWith("/dead")) {
        assertThat(picture.failure()).containsInstanceOf(ImageException.class);
      } else if (picture.uri().getPath().startsWith("/slow")) {
        assertThat(picture.failure()).containsInstanceOf(CallTimeoutException.class);
      }
      assertThat(picture.image().isPresent()).isEqualTo(picture.failure().isEmpty());
    });
    assertThat(fetched.stream().filter(one -> one.failure().isPresent())).hasSize(25);
  }

  @Test
  void aResolverThatThrowsSpoilsOnlyItsOwnPicture() {
    try (PictureFetcher fetcher = PictureServer.open()
        .resolver(host -> {
          if (host.startsWith("odd")) {
            throw new IllegalStateException("broken");
          }
          return List.of(InetAddress.getLoopbackAddress());
        })
        .build()) {
      List<FetchedPicture> fetched = fetcher.fetchAll(
          List.of(pictures.at("odd.example", "/fine?marker"), pictures.at("/fine?marker")));

      FoveaException failure = fetched.get(0).failure().orElseThrow();
      assertThat(failure).hasMessageContaining("broken").hasMessageNotContaining("marker");
      assertThat(fetched.get(1).image()).isPresent();
      assertThat(fetched.toString()).doesNotContain("marker");
    }
  }

  @Test
  void aListenerThatThrowsEndsTheRun() {
    try (PictureFetcher fetcher = PictureServer.open().atOnce(2).build()) {
      assertThatThrownBy(() -> fetcher.fetchAll(uris(), (picture, done, total) -> {
            throw new IllegalStateException("enough");
          }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("enough");
    }
    assertThat(pictures.server.requests()).isLessThan(5);
  }

  @Test
  void anInterruptEndsTheRunAndWhatItFetches() {
    try (PictureFetcher fetcher = PictureServer.open().atOnce(2).build()) {
      assertThatThrownBy(() -> fetcher.fetchAll(
              List.of(pictures.at("/fine"), pictures.at("/slow"), pictures.at("/slow")),
              (picture, done, total) -> Thread.currentThread().interrupt()))
          .isInstanceOf(InterruptedCallException.class);
      assertThat(Thread.interrupted()).isTrue();
      // Long before the time of a fetch is over.
      for (int wait = 0; fetcher.client.dispatcher().runningCallsCount() > 0; wait++) {
        assertThat(wait).as("still fetching").isLessThan(1_000);
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Crowd extends Dispatcher {
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      try {
        // Long enough for those to meet that come at once.
        Thread.sleep(1);
        String target = String.valueOf(request.getTarget());
        if (target.startsWith("/dead")) {
          return new MockResponse.Builder().code(404).build();
        }
        MockResponse.Builder picture = PictureServer.picture(PictureServer.GIF);
        return (target.startsWith("/slow")
                ? picture.onResponseStart(SocketEffect.Stall.INSTANCE)
                : picture)
            .build();
      } finally {
        now.decrementAndGet();
      }
    }
  }
}
