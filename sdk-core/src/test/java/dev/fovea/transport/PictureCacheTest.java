package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are not fetched again. */
@Timeout(30)
class PictureCacheTest {
  private static final Duration MONTH = Duration.ofDays(30);

  @TempDir
  Path folder;

  private final PictureServer pictures = new PictureServer();

  PictureCacheTest() {
    pictures.server.http.setDispatcher(new Gallery());
  }

  @AfterEach
  void close() {
    pictures.close();
  }

  /** Gives pictures of the length their address ends in; what is gone is gone. */
  private static final class Gallery extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String target = String.valueOf(request.getTarget());
      if (target.contains("gone")) {
        return new MockResponse.Builder().code(404).build();
      }
      int length = Integer.parseInt(target.replaceAll("^.*\\D", ""));
      return PictureServer.picture(Arrays.copyOf(PictureServer.GIF, length)).build();
    }
  }

  private PictureFetcher fetcher() {
    return PictureServer.open().cache(folder).build();
  }

  private byte[] fetch(PictureFetcher.Builder builder, URI uri) {
    try (PictureFetcher fetcher = builder.build()) {
      return bytes(fetcher.fetch(uri));
    }
  }

  private byte[] fetch(URI uri) {
    return fetch(PictureServer.open().cache(folder), uri);
  }

  private static byte[] bytes(Image image) {
    try (java.io.InputStream in = image.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Path only() throws IOException {
    assertThat(files()).hasSize(1);
    return files().get(0);
  }

  @Test
  void aPictureIsFetchedOnce() {
    byte[] first = fetch(pictures.at("/a/100"));
    byte[] second = fetch(pictures.at("/a/100#elsewhere"));

    assertThat(second).isEqualTo(first).hasSize(100);
    assertThat(pictures.server.requests()).isEqualTo(1);
  }

  @Test
  void anotherAddressIsAnotherPictureThoughOnlyItsQueryDiffers() {
    assertThat(fetch(pictures.at("/a?size=100"))).hasSize(100);
    assertThat(fetch(pictures.at("/a?size=101"))).hasSize(101);
    assertThat(pictures.server.requests()).isEqualTo(2);
  }

  @Test
  void theNameOfAFileTellsNoAddress() throws IOException {
    fetch(pictures.at("/secret?sig=marker&n=100"));

    assertThat(only().getFileName().toString()).matches("[0-9a-f]{64}\\.picture");
    assertThat(Files.readString(only(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("marker", "secret", "pictures.example");
  }

  @Test
  void whatWasChangedCutOrSwappedIsFetchedAgain() throws IOException {
    URI uri = pictures.at("/a/100");
    byte[] picture = fetch(uri);
    Path file = only();
    byte[] kept = Files.readAllBytes(file);
    byte[] changed = kept.clone();
    changed[kept.length - 1] ^= 1;
    fetch(pictures.at("/b/100"));
    byte[] other = Files.readAllBytes(
        files().stream().filter(one -> !one.equals(file)).findFirst().orElseThrow());
    byte[] otherMark = kept.clone();
    otherMark[0] ^= 1;

    for (byte[] bad : List.of(
        changed,
        Arrays.copyOf(kept, kept.length - 1),
        Arrays.copyOf(kept, kept.length + 1),
        Arrays.copyOf(kept, 20),
        new byte[0],
        otherMark,
        other,
        PictureServer.GIF)) {
      Files.write(file, bad);
      int before = pictures.server.requests();
      assertThat(fetch(uri)).isEqualTo(picture);
      assertThat(pictures.server.requests()).isEqualTo(before + 1);
      assertThat(file).hasBinaryContent(kept);
    }
  }

  @Test
  void whatIsNotAFileIsNotRead() throws IOException {
    URI uri = pictures.at("/a/100");
    fetch(uri);
    Path file = only();
    Path kept = Files.move(file, folder.resolve("elsewhere"));
    Files.createSymbolicLink(file, kept);

    assertThat(fetch(uri)).hasSize(100);
    assertThat(pictures.server.requests()).isEqualTo(2);
    assertThat(file).isRegularFile();

    Files.delete(file);
    Files.createDirectory(file);
    Files.writeString(file.resolve("full"), "");
    assertThat(fetch(uri)).hasSize(100);
    assertThat(pictures.server.requests()).isEqualTo(3);
    assertThat(files()).hasSize(2);
  }

  @Test
  void aKeptPictureIsHeldToTheLimitsOfTheFetcherThatAsks() throws IOException {
    URI uri = pictures.at("/a/1000");
    fetch(uri);

    assertThatThrownBy(() -> fetch(PictureServer.open().cache(folder).maxBytes(999), uri))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("more than 999 bytes");
    assertThatThrownBy(() -> fetch(PictureServer.open().cache(folder).allowHttp(false), uri))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("only https is fetched");
    assertThat(only()).exists();
    assertThat(fetch(PictureServer.open().cache(folder).maxBytes(1000), uri)).hasSize(1000);
    assertThat(pictures.server.requests()).isEqualTo(2);
  }

  @Test
  void whatFailedIsNotKept() throws IOException {
    for (int time = 1; time <= 2; time++) {
      assertThatThrownBy(() -> fetch(pictures.at("/gone?sig=marker")))
          .isInstanceOf(FoveaException.class)
          .hasMessageNotContaining("marker");
      assertThat(pictures.server.requests()).isEqualTo(time);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void anOldPictureIsFetchedAgain() throws IOException {
    URI uri = pictures.at("/a/100");
    fetch(uri);
    Files.setLastModifiedTime(only(), FileTime.from(Instant.now().minus(Duration.ofDays(29))));
    fetch(uri);
    assertThat(pictures.server.requests()).isEqualTo(1);

    Files.setLastModifiedTime(only(), FileTime.from(Instant.now().minus(Duration.ofDays(31))));
    fetch(uri);
    fetch(uri);
    assertThat(pictures.server.requests()).isEqualTo(2);
  }

  @Test
  void theOldestGoWhenTheyDoNotFitAnyMoreAndNothingElseDoes() throws IOException {
    Path foreign = Files.writeString(folder.resolve("notes.picture"), "x".repeat(10_000));
    Path writing = Files.writeString(folder.resolve("fovea-1.part"), "x");
    Path left = Files.writeString(folder.resolve("fovea-2.part"), "x");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    try (PictureFetcher fetcher =
        PictureServer.open().cache(folder, 5_000, MONTH).build()) {
      for (int i = 0; i < 10; i++) {
        fetcher.fetch(pictures.at("/" + i + "/952"));
        // Not every file system tells times that are close.
        for (Path one : files()) {
          FileTime earlier = FileTime.from(
              Files.getLastModifiedTime(one).toInstant().minus(Duration.ofMinutes(1)));
          Files.setLastModifiedTime(one, earlier);
        }
      }
      int before = pictures.server.requests();
      fetcher.fetch(pictures.at("/9/952"));
      assertThat(pictures.server.requests()).isEqualTo(before);
      fetcher.fetch(pictures.at("/0/952"));
      assertThat(pictures.server.requests()).isEqualTo(before + 1);
    }

    assertThat(files()).contains(foreign, writing).doesNotContain(left).hasSizeBetween(5, 7);
  }

  @Test
  void aPictureLargerThanTheCacheIsGivenAndNotKept() throws IOException {
    assertThat(fetch(PictureServer.open().cache(folder, 500, MONTH), pictures.at("/a/1000")))
        .hasSize(1000);
    assertThat(files()).isEmpty();
  }

  @Test
  void aCacheThatCannotBeWrittenIsNoReasonToFail() throws IOException {
    Path lost = Files.createDirectory(folder.resolve("lost"));
    PictureFetcher.Builder builder = PictureServer.open().cache(lost);
    Files.delete(lost);

    assertThat(fetch(builder, pictures.at("/a/100"))).hasSize(100);
  }

  @Test
  void aCacheThatCannotBeMadeIsToldBeforeAnythingIsFetched() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> PictureServer.open().cache(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> PictureServer.open().cache(folder, 0, MONTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxBytes");
    assertThatThrownBy(() -> PictureServer.open().cache(folder, 1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxAge");
  }

  @Test
  void manyThreadsOfTwoFetchersMayShareAFolder() throws IOException {
    List<URI> uris = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      uris.add(pictures.at("/" + i % 5 + "?n=" + (100 + i % 5)));
    }
    List<FetchedPicture> fetched = Collections.synchronizedList(new ArrayList<>());
    try (PictureFetcher one = fetcher();
        PictureFetcher other = fetcher()) {
      List<Thread> threads = new ArrayList<>();
      for (PictureFetcher fetcher : List.of(one, other, one, other)) {
        Thread thread = new Thread(() -> {
          for (int i = 0; i < uris.size(); i += 5) {
            fetched.addAll(fetcher.fetchAll(uris.subList(i, i + 5)));
          }
        });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }

    assertThat(fetched)
        .hasSize(400)
        .allSatisfy(one -> assertThat(bytes(one.image().orElseThrow()))
            .hasSize(Integer.parseInt(one.uri().getQuery().substring(2))));
    assertThat(pictures.server.requests()).isBetween(5, 20);
    assertThat(files()).hasSize(5);
  }

  @Test
  void whatStandsTwiceInOneRunIsFetchedOnceAndHeardOfTwice() {
    List<String> heard = new ArrayList<>();
    List<URI> uris = List.of(
        pictures.at("/a/100"), pictures.at("/gone"), pictures.at("/a/100"), pictures.at("/gone"));
    List<FetchedPicture> fetched;
    try (PictureFetcher fetcher = PictureServer.open().atOnce(1).build()) {
      fetched = fetcher.fetchAll(
          uris, (picture, done, total) -> heard.add(picture.uri().getPath() + done + "/" + total));
    }

    assertThat(heard).containsExactly("/a/1001/4", "/a/1002/4", "/gone3/4", "/gone4/4");
    assertThat(fetched).extracting(FetchedPicture::uri).isEqualTo(uris);
    assertThat(fetched.get(2).image()).isPresent();
    assertThat(fetched.get(3).failure()).isPresent();
    assertThat(pictures.server.requests()).isEqualTo(2);
  }
}
