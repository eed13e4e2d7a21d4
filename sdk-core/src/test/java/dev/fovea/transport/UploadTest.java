package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.CallTimeoutException;
import dev.fovea.error.DatasetException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import dev.fovea.error.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
  private static final Operation<Content, ResponseMeta> PUT =
      Operation.put("files").named("send file").sends(Content.class).transfer().build();
  private static final Operation<Content, ResponseMeta> CREATE =
      Operation.post("files").named("send file").sends(Content.class).build();

  @TempDir
  Path folder;

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  private Path file(int size) throws IOException {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return Files.write(folder.resolve("train.jsonl"), bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 128 * 1024 - 1, 128 * 1024, 128 * 1024 + 1, 1_000_000})
  void aFileIsSentByteForByteWithItsLength(int size) throws IOException {
    Path file = file(size);
    List<Long> progress = new CopyOnWriteArrayList<>();
    server.enqueue(LocalServer.ok());

    server.transport().execute(PUT.call(Content.file(file)).progress((sent, total) -> {
      assertThat(total).isEqualTo(size);
      progress.add(sent);
    }));

    RecordedRequest request = server.request();
    assertThat(request.getHeaders().get("Content-Length")).isEqualTo(Integer.toString(size));
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(request.getBody().toByteArray()).isEqualTo(Files.readAllBytes(file));
    assertThat(progress).isSorted().startsWith(0L).endsWith((long) size);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRepeatedAttemptSendsTheWholeFileAgain(CallMode mode) throws IOException {
    Path file = file(300_000);
    server.enqueue(LocalServer.status(503), LocalServer.ok());

    mode.call(server.transport(), PUT.call(Content.file(file)));

    server.request();
    assertThat(server.request().getBody().toByteArray()).isEqualTo(Files.readAllBytes(file));
    assertThat(server.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grown", "shrunk", "touched", "deleted"})
  void aFileThatChangedSinceItWasNamedIsNotSent(String change) throws IOException {
    Path file = file(1000);
    Content content = Content.file(file);
    switch (change) {
      case "grown" -> Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
      case "shrunk" -> Files.write(file, new byte[] {1});
      case "touched" -> Files.setLastModifiedTime(file, FileTime.fromMillis(1));
      default -> Files.delete(file);
    }
    server.enqueue(LocalServer.ok());

    DatasetException failure = catchThrowableOfType(
        DatasetException.class, () -> server.transport().execute(PUT.call(content)));

    assertThat(failure)
        .hasMessageStartingWith("acme: send file failed: ")
        .hasMessageContaining("train.jsonl changed meanwhile");
    assertThat(failure.attempts()).isEqualTo(1);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  @Test
  void aFileThatChangesWhileItIsSentIsNoticed() throws IOException {
    Path file = file(1_000_000);
    server.enqueue(LocalServer.ok());
    List<Long> progress = new CopyOnWriteArrayList<>();

    assertThatThrownBy(() -> server
            .transport()
            .execute(PUT.call(Content.file(file)).progress((sent, total) -> {
              progress.add(sent);
              if (sent > 500_000) {
                touch(file);
              }
            })))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("it was modified at");
    assertThat(progress).allMatch(sent -> sent < 1_000_000);
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsNoFileIsRefusedAtOnce() {
    assertThatThrownBy(() -> Content.file(folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> Content.file(folder)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherBytesThanThoseThatWereHashedAreNeverSentWhole() throws IOException {
    Path file = file(300_000);
    String hash = FileContent.sha256(new ByteArrayInputStream(new byte[300_000]));
    server.enqueue(LocalServer.ok());

    assertThatThrownBy(
            () -> server.transport().execute(PUT.call(Content.file(file).hashed(hash))))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("others than those that were checked");
    assertThat(server.requests()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "1,128", "700000,300000", "999999,1", "0,1000000"})
  void aPartIsItsBytesAlone(int offset, int length) throws IOException {
    Path file = file(1_000_000);
    server.enqueue(LocalServer.ok());

    server.transport().execute(PUT.call(Content.file(file).part(offset, length)));

    assertThat(server.request().getBody().toByteArray())
        .isEqualTo(Arrays.copyOfRange(Files.readAllBytes(file), offset, offset + length));
  }

  @Test
  void aPartOutsideTheFileIsRefused() throws IOException {
    FileContent whole = Content.file(file(10));

    assertThatThrownBy(() -> whole.part(5, 6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> whole.part(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aResetAmidTheUploadIsRepeatedForAnIdempotentWriteOnly() throws IOException {
    Path file = file(5_000_000);
    MockResponse.Builder reset = new MockResponse.Builder()
        .doNotReadRequestBody()
        .onResponseStart(new SocketEffect.CloseSocket());
    server.enqueue(reset, LocalServer.ok(), reset);
    Transport transport = server.transport();

    transport.execute(PUT.call(Content.file(file)));
    assertThat(server.requests()).isEqualTo(2);

    FoveaException failure = catchThrowableOfType(
        FoveaException.class, () -> transport.execute(CREATE.call(Content.file(file))));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void aServerThatStopsReadingEndsTheUpload() throws IOException {
    Path file = file(20_000_000);
    server.enqueue(new MockResponse.Builder()
        .doNotReadRequestBody()
        .onResponseStart(SocketEffect.Stall.INSTANCE));
    Transport transport = server.transport(options ->
        options.timeouts(t -> t.idle(Duration.ofMillis(200))).retries(r -> r.maxAttempts(1)));

    CallTimeoutException failure = catchThrowableOfType(
        CallTimeoutException.class, () -> transport.execute(PUT.call(Content.file(file))));

    assertThat(failure).hasMessageContaining("stopped taking the request");
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void aCrawlingTransferIsNoticedAndASteadyOneIsNot() throws IOException {
    FakeTiming timing = new FakeTiming();
    RateGuard guard = new RateGuard(timing, Duration.ofSeconds(60));
    for (int second = 0; second < 200; second++) {
      guard.beforeWait();
      timing.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      guard.afterWait(1100);
    }
    assertThatThrownBy(() -> {
          for (int second = 0; second < 130; second++) {
            guard.beforeWait();
            timing.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            guard.afterWait(1000);
          }
        })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1024 bytes a second");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFailureOfTheBodyItselfComesOutUnchanged(CallMode mode) {
    server.enqueue(LocalServer.ok());
    Content broken = new Body(100, out -> {
      throw new ImageException("the picture changed");
    });

    assertThatThrownBy(() -> mode.call(server.transport(), CREATE.call(broken)))
        .isInstanceOf(ImageException.class)
        .hasMessage("the picture changed");
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 101})
  void aBodyOfAnotherLengthThanPromisedIsAnError(int written) {
    server.enqueue(LocalServer.ok());
    Content wrong = new Body(100, out -> out.write(new byte[written]));

    assertThat(catchThrowableOfType(
            FoveaException.class, () -> server.transport().execute(PUT.call(wrong))))
        .isNotNull();
  }

  @Test
  void theConnectionOfABrokenBodyIsNotUsedAgain() {
    server.enqueue(LocalServer.ok(), LocalServer.ok());
    Content broken = new Body(100, out -> {
      out.write(new byte[50]);
      throw new ImageException("the picture changed");
    });
    Transport transport = server.transport();

    assertThatThrownBy(() -> transport.execute(CREATE.call(broken)))
        .isInstanceOf(ImageException.class);
    transport.execute(CREATE.call(Content.bytes("text/plain", new byte[] {1})));

    RecordedRequest last = server.request();
    last = last.getBodySize() == 1 ? last : server.request();
    assertThat(last.getBody().toByteArray()).containsExactly(1);
    assertThat(last.getExchangeIndex()).isZero();
  }

  @Test
  void aFormIsEncoded() {
    server.enqueue(LocalServer.ok());

    server
        .transport()
        .execute(CREATE.call(Content.form(Map.of("file_name", "a b&c=\u00e9.jsonl"))));

    RecordedRequest request = server.request();
    assertThat(request.getBody().utf8()).isEqualTo("file_name=a+b%26c%3D%C3%A9.jsonl");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
  }

  private interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  private record Body(long length, Writer writer) implements Content {
    @Override
    public String contentType() {
      return "application/octet-stream";
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      writer.writeTo(out);
    }
  }
}
