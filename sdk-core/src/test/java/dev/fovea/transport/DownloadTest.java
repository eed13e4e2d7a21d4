package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.FoveaException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.TransportException;
import dev.fovea.error.UnreadableResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
  private static final Operation<Void, ResponseMeta> GET =
      Operation.get("files/f/content").named("download file").transfer().build();
  private static final String WHOLE = "0123456789".repeat(20_000);

  @TempDir
  Path folder;

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  private Path save(CallMode mode, CopyOption... options) {
    Function<Caller, CompletableFuture<Path>> flow =
        caller -> Download.save(caller, GET::call, folder.resolve("copy"), options);
    return mode == CallMode.SYNC
        ? Caller.now(server.transport(), flow)
        : unwrapped(Caller.later(server.transport(), flow));
  }

  private static <T> T unwrapped(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  /** An answer that promises all of it and breaks off early. */
  private static MockResponse.Builder cut(String body, int after) {
    return new MockResponse.Builder()
        .body(new Buffer().writeUtf8(body.substring(0, after)))
        .setHeader("Content-Length", body.length())
        .setHeader("ETag", "\"v1\"")
        .onResponseEnd(new SocketEffect.CloseSocket());
  }

  private static MockResponse.Builder rest(int from) {
    return new MockResponse.Builder()
        .code(206)
        .body(WHOLE.substring(from))
        .setHeader(
            "Content-Range", "bytes " + from + "-" + (WHOLE.length() - 1) + "/" + WHOLE.length());
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList().stream();
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCutConnectionGoesOnWhereItBroke(CallMode mode) throws IOException {
    server.enqueue(cut(WHOLE, 150_000), rest(150_000));

    Path saved = save(mode);

    assertThat(saved).hasContent(WHOLE);
    assertThat(names()).containsExactly("copy");
    RecordedRequest first = server.request();
    assertThat(first.getHeaders().get("Range")).isNull();
    assertThat(first.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
    RecordedRequest second = server.request();
    assertThat(second.getHeaders().get("Range")).isEqualTo("bytes=150000-");
    assertThat(second.getHeaders().get("If-Range")).isEqualTo("\"v1\"");
  }

  @Test
  void aFewBytesAreGoneOnWithToo() {
    server.enqueue(cut(WHOLE, 4), rest(4));

    assertThat(save(CallMode.SYNC)).hasContent(WHOLE);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aWholeAnswerToARangeIsTakenFromTheBeginning(CallMode mode) {
    String other = "x".repeat(WHOLE.length());
    server.enqueue(
        cut(WHOLE, 150_000), new MockResponse.Builder().body(other).setHeader("ETag", "\"v2\""));

    assertThat(save(mode)).hasContent(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes 149999-199999/200000",
        "bytes 150000-199999/200001",
        "bytes 0-199999/200000"
      })
  void otherBytesThanThoseAskedForAreRefused(String range) throws IOException {
    server.enqueue(cut(WHOLE, 150_000), rest(150_000).setHeader("Content-Range", range));

    assertThatThrownBy(() -> save(CallMode.SYNC))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("150000");
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void resumingWithoutANewByteEndsAfterTheAttemptsOfTheOptions(CallMode mode) throws IOException {
    server.enqueue(cut(WHOLE, 150_000));
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
    }

    assertThatThrownBy(() -> save(mode)).isInstanceOf(TransportException.class);

    assertThat(server.requests()).isEqualTo(4);
    assertThat(names()).isEmpty();
  }

  @Test
  void progressEarnsNewAttempts() {
    server.enqueue(cut(WHOLE, 100_000));
    for (int from = 100_000; from < 190_000; from += 10_000) {
      server.enqueue(
          new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()),
          rest(from)
              .body(new Buffer().writeUtf8(WHOLE.substring(from, from + 10_000)))
              .setHeader("Content-Length", WHOLE.length() - from)
              .onResponseEnd(new SocketEffect.CloseSocket()));
    }
    server.enqueue(rest(190_000));

    assertThat(save(CallMode.SYNC)).hasContent(WHOLE);
  }

  @Test
  void aServerThatHandsOutCrumbsIsGivenUp() throws IOException {
    for (int from = 0; from < 40; from++) {
      server.enqueue((from == 0 ? cut(WHOLE, 1) : rest(Math.min(from, 9)))
          .body(new Buffer().writeUtf8("0"))
          .setHeader("Content-Length", WHOLE.length() - from)
          .onResponseEnd(new SocketEffect.CloseSocket()));
    }

    assertThatThrownBy(() -> save(CallMode.SYNC)).isInstanceOf(FoveaException.class);

    assertThat(server.requests()).isEqualTo(12);
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aTargetThatExistsIsReplacedOnlyWhenAsked(CallMode mode) throws IOException {
    Path target = Files.writeString(folder.resolve("copy"), "old");

    assertThatThrownBy(() -> save(mode))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("REPLACE_EXISTING");
    assertThat(server.requests()).isZero();

    server.enqueue(new MockResponse.Builder().body("new"));
    save(mode, StandardCopyOption.REPLACE_EXISTING);
    assertThat(target).hasContent("new");
  }

  @Test
  void aTargetThatAppearsMeanwhileStays() throws IOException {
    server.enqueue(new MockResponse.Builder().body("new"));
    Path target = folder.resolve("copy");

    assertThatThrownBy(() -> Caller.now(
            server.transport(),
            caller -> Download.save(
                caller,
                () -> {
                  write(target);
                  return GET.call();
                },
                target)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("appeared meanwhile");
    assertThat(target).hasContent("mine");
  }

  private static void write(Path target) {
    try {
      Files.writeString(target, "mine");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatStandsBehindALinkIsReplacedAndTheLinkStays() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("copy"), real);
    server.enqueue(new MockResponse.Builder().body("new"));

    assertThat(save(CallMode.SYNC, StandardCopyOption.REPLACE_EXISTING)).isEqualTo(link);

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
    assertThat(names()).containsExactlyInAnyOrder("copy", "real");
  }

  /** {@return a download whose bytes come drop by drop, and which the server knows of} */
  private CompletableFuture<Path> slowDownload() {
    server.enqueue(new MockResponse.Builder().body(WHOLE).throttleBody(1_000, 1, TimeUnit.SECONDS));
    CompletableFuture<Path> download = Caller.later(
        server.transport(), caller -> Download.save(caller, GET::call, folder.resolve("copy")));
    server.request();
    return download;
  }

  @Test
  void aCancelledDownloadLeavesTheNextOneAlone() throws Exception {
    CompletableFuture<Path> first = slowDownload();
    for (int i = 0; i < 200 && names().findAny().isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    server.enqueue(new MockResponse.Builder().body("new"));

    first.cancel(true);

    assertThat(save(CallMode.ASYNC)).hasContent("new");
    assertThat(names()).containsExactly("copy");
  }

  @Test
  void whatIsSavedHasTheRightsOfAnyOtherFile() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "");
    server.enqueue(new MockResponse.Builder().body("new"));

    Path saved = save(CallMode.SYNC);

    assertThat(Files.getPosixFilePermissions(saved))
        .isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void whatIsNotFoundLeavesNothingBehind() throws IOException {
    server.enqueue(LocalServer.status(404));

    assertThatThrownBy(() -> save(CallMode.SYNC)).isInstanceOf(NotFoundException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void cancellingLeavesNothingBehind() throws Exception {
    CompletableFuture<Path> download = slowDownload();

    download.cancel(true);

    for (int i = 0; i < 200 && names().findAny().isPresent(); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(names()).isEmpty();
  }
}
