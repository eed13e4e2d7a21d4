package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.DatasetException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadProgress;
import dev.fovea.file.UploadProgress.Phase;
import dev.fovea.file.UploadRequest;
import dev.fovea.provider.WireObject;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiUploadPartsHttpTest {
  private static final String OPEN = "uploads/POST_uploads";
  private static final String PART = "uploads/POST_uploads_{id}_parts.part";
  private static final String COMPLETE = "uploads/POST_uploads_{id}_complete";
  private static final String CANCEL = "uploads/POST_uploads_{id}_cancel";

  @RegisterExtension
  final Recorded openAi = new Recorded();

  @TempDir
  Path folder;

  private Path leaves;

  @BeforeEach
  void writesTheFile() throws IOException {
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), OpenAiUploadHttpTest.LINES);
  }

  /** Cuts these 920 bytes into 400, 400 and 120; one at a time, so that their order is known. */
  private OpenAiFiles files() {
    return files(1);
  }

  private OpenAiFiles files(int atOnce) {
    Map<String, Object> facts = new HashMap<>(Map.of(
        "date",
        "2026-01-01",
        "largestSingleBytes",
        500,
        "partBytes",
        400,
        "partsAtOnce",
        atOnce,
        "uploadSeconds",
        3600,
        "mediaTypes",
        Map.of("jsonl", "text/jsonl")));
    return new OpenAiFiles(openAi.transport(), () -> UploadFacts.of(WireObject.of(facts)));
  }

  private RemoteFile upload(CallMode mode, UploadRequest request) {
    OpenAiFiles files = files();
    return mode.call(() -> files.upload(request), () -> files.uploadAsync(request));
  }

  private UploadRequest request() {
    return UploadRequest.builder().path(leaves).build();
  }

  private void opensAndTakesTheParts() {
    openAi.replay(OPEN, PART + 1, PART + 2, PART + 3);
  }

  private void passOver(int requests) {
    for (int i = 0; i < requests; i++) {
      openAi.request();
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLargeFileGoesInPartsWithTheHashOfTheWhole(CallMode mode) {
    opensAndTakesTheParts();
    openAi.replay(COMPLETE);

    RemoteFile file = upload(mode, request());

    assertThat(file.id()).isEqualTo("file-Zx81");
    assertThat(file.status()).isEqualTo(FileStatus.READY);
    openAi.received(OPEN, PART + 1, PART + 2, PART + 3, COMPLETE);
    assertThat(openAi.requests()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUncheckedLargeFileIsHashedAllTheSame(CallMode mode) {
    opensAndTakesTheParts();
    openAi.replay(COMPLETE);

    upload(mode, UploadRequest.builder().path(leaves).unchecked().build());

    passOver(4);
    openAi.received(COMPLETE);
  }

  @Test
  void whatOnlyOpenAiKnowsGoesAlong() {
    opensAndTakesTheParts();
    openAi.replay(COMPLETE);

    files().upload(request(), s -> s.expiresAfter(Duration.ofDays(1)));

    openAi.received("uploads/POST_uploads.expiring");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aPartThatFailsIsSentAgainAlone(CallMode mode) {
    openAi.replay(OPEN, PART + 1);
    openAi.answer(503, "", "Retry-After: 0");
    openAi.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    openAi.replay(PART + 2, PART + 3, COMPLETE);

    upload(mode, request());

    openAi.received(OPEN, PART + 1, PART + 2, PART + 2, PART + 2, PART + 3, COMPLETE);
    assertThat(openAi.requests()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void severalPartsGoAtOnceAndAreNamedInTheFilesOrder(CallMode mode) {
    AtSameTime server = new AtSameTime(3);
    openAi.http.setDispatcher(server);
    OpenAiFiles files = files(3);

    mode.call(() -> files.upload(leaves), () -> files.uploadAsync(leaves));

    assertThat(server.completed).contains("\"part_ids\":[\"from-0\",\"from-32\",\"from-64\"]");
  }

  /** Names a part by where in a line it begins, and answers none before all have come. */
  private static final class AtSameTime extends Dispatcher {
    private final CountDownLatch missing;
    private volatile String completed = "";

    AtSameTime(int parts) {
      missing = new CountDownLatch(parts);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
      String path = request.getUrl().encodedPath();
      String body = request.getBody().utf8();
      if (path.endsWith("/parts")) {
        missing.countDown();
        boolean all = missing.await(10, TimeUnit.SECONDS);
        String bytes = body.split("\r\n\r\n", 2)[1].split("\r\n--", 2)[0];
        int from = all ? OpenAiUploadHttpTest.LINES.indexOf(bytes) : -1;
        return json("{\"id\":\"from-" + from + "\"}");
      }
      if (path.endsWith("/complete")) {
        completed = body;
        return json("{\"file\":{\"id\":\"file-1\"}}");
      }
      return json("{\"id\":\"upload_51fa\"}");
    }

    private static MockResponse json(String body) {
      return new MockResponse.Builder().body(body).build();
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aPartThatFailsForGoodCancelsTheUpload(CallMode mode) {
    openAi.replay(OPEN, PART + 1);
    openAi.answer(
        400, "{\"error\":{\"message\":\"too large a part\",\"code\":\"part_too_large\"}}");
    openAi.replay(CANCEL);

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> upload(mode, request()));

    assertThat(failure)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("upload part 2 of 3 of leaves.jsonl")
        .hasMessageContaining("upload_51fa")
        .hasMessageContaining("too large a part")
        .hasNoSuppressedExceptions();
    passOver(3);
    openAi.received(CANCEL);
    assertThat(openAi.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFailedCancelDoesNotHideWhyItWasNeeded(CallMode mode) {
    openAi.replay(OPEN);
    openAi.answer(200, "{\"object\":\"upload.part\"}");
    openAi.answer(404, "{\"error\":{\"message\":\"no such upload\"}}");

    UnreadableResponseException failure =
        catchThrowableOfType(UnreadableResponseException.class, () -> upload(mode, request()));

    assertThat(failure).hasMessageContaining("upload_51fa");
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(late -> assertThat(late)
            .hasMessageContaining("cancel the upload")
            .hasMessageContaining("no such upload"));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void openingIsSentOnceWhenTheServerMayHaveActed(CallMode mode) {
    openAi.answer(503, "{\"error\":{\"message\":\"busy\"}}", "Retry-After: 0");

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> upload(mode, request()));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure).hasMessageContaining("so upload again");
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCompletionWhoseAnswerIsLostIsSentAgain(CallMode mode) {
    opensAndTakesTheParts();
    openAi.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    openAi.replay(COMPLETE);

    assertThat(upload(mode, request()).id()).isEqualTo("file-Zx81");

    passOver(4);
    openAi.received(COMPLETE, COMPLETE);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRepeatedCompletionThatIsRefusedFindsTheFile(CallMode mode) {
    opensAndTakesTheParts();
    openAi.answer(503, "", "Retry-After: 0");
    openAi.answer(400, "{\"error\":{\"message\":\"the upload is completed\"}}");
    openAi.answer(
        200,
        "{\"data\":[" + file("file-new", 920, 1_790_000_900) + ","
            + file("file-other", 91, 1_790_000_900) + "," + file("file-old", 920, 1_789_999_999)
            + "]}");

    assertThat(upload(mode, request()).id()).isEqualTo("file-new");

    passOver(6);
    openAi.received("uploads/GET_files.newest");
    assertThat(openAi.requests()).isEqualTo(7);
  }

  private static String file(String id, long bytes, long createdAt) {
    return "{\"id\":\"" + id + "\",\"filename\":\"leaves.jsonl\",\"bytes\":" + bytes
        + ",\"created_at\":" + createdAt + ",\"purpose\":\"fine-tune\"}";
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aFileThatCannotBeToldFromOthersIsNotGuessed(int found) {
    opensAndTakesTheParts();
    openAi.replay("uploads/POST_uploads_{id}_complete.fileless");
    List<String> same = new ArrayList<>();
    for (int i = 0; i < found; i++) {
      same.add(file("file-" + i, 920, 1_790_000_900));
    }
    openAi.answer(200, "{\"data\":[" + String.join(",", same) + "]}");

    UnreadableResponseException failure =
        catchThrowableOfType(UnreadableResponseException.class, () -> files().upload(leaves));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure).hasMessageContaining("not known").hasMessageContaining("files().list()");
    assertThat(openAi.paths()).noneMatch(path -> path.endsWith("/cancel"));
  }

  @Test
  void anUploadThatEndedBeforeItsCompletionSaysSo() {
    opensAndTakesTheParts();
    openAi.replay("uploads/POST_uploads_{id}_complete.expired");

    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("it is expired")
        .hasMessageContaining("upload again");
    assertThat(openAi.requests()).isEqualTo(5);
  }

  @Test
  void aRefusedCompletionCancelsTheUpload() {
    opensAndTakesTheParts();
    openAi.answer(400, "{\"error\":{\"message\":\"another md5\"}}");
    openAi.replay(CANCEL);

    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("another md5");

    passOver(5);
    openAi.received(CANCEL);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRefusalAfterTheUploadsTimeSaysThatItCameTooLate(CallMode mode) {
    openAi.replay(OPEN, PART + 1);
    openAi.then(
        () -> openAi.timing.schedule(Duration.ofMinutes(61), () -> {}),
        new MockResponse.Builder()
            .code(400)
            .body("{\"error\":{\"message\":\"not open\",\"code\":\"upload_ended\"}}")
            .build());
    openAi.replay(CANCEL);

    assertThatThrownBy(() -> upload(mode, request()))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refusal -> assertThat(refusal.code()).contains("upload_ended"))
        .hasMessageContaining("not open")
        .hasMessageContaining("after 60 minutes")
        .hasMessageContaining("this one took 61");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileThatChangesMeanwhileIsNotCompleted(CallMode mode) {
    openAi.replay(OPEN);
    openAi.then(
        this::grow, new MockResponse.Builder().body("{\"id\":\"part_01\"}").build());
    openAi.replay(CANCEL, CANCEL);

    assertThatThrownBy(() -> upload(mode, request()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("changed meanwhile")
        .hasMessageContaining("upload_51fa");

    assertThat(openAi.paths()).endsWith("POST /v1/uploads/upload_51fa/cancel");
    assertThat(openAi.paths()).noneMatch(path -> path.endsWith("/complete"));
  }

  private void grow() {
    try {
      Files.writeString(leaves, OpenAiUploadHttpTest.LINES.repeat(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stallsAtTheFirstPart() {
    openAi.replay(OPEN);
    openAi.http.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    openAi.replay(CANCEL);
  }

  private void assertCancelled() {
    Fixture.of("openai", CANCEL + ".request").matches(openAi.request());
  }

  @Test
  void cancellingTheFutureCancelsTheUpload() {
    stallsAtTheFirstPart();
    CompletableFuture<RemoteFile> upload = files().uploadAsync(request());
    passOver(2);

    upload.cancel(true);

    assertCancelled();
  }

  @Test
  void anInterruptCancelsTheUploadAndKeepsTheFlag() throws Exception {
    stallsAtTheFirstPart();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    OpenAiFiles files = files();
    Thread thread = new Thread(() -> {
      try {
        files.upload(request());
      } catch (RuntimeException e) {
        failure.set(e);
        flag.set(Thread.currentThread().isInterrupted());
      }
    });
    thread.start();
    passOver(2);

    thread.interrupt();
    thread.join(10_000);

    assertCancelled();
    assertThat(failure.get())
        .isInstanceOf(InterruptedCallException.class)
        .hasMessageContaining("upload_51fa");
    assertThat(flag).hasValue(true);
  }

  @Test
  void progressIsToldOverAllParts() {
    opensAndTakesTheParts();
    openAi.replay(COMPLETE);
    List<Long> done = new ArrayList<>();
    UploadProgress progress = (phase, bytes, total) -> {
      assertThat(total).isEqualTo(920);
      if (phase == Phase.UPLOADING) {
        done.add(bytes);
      }
    };

    files().upload(leaves, progress);

    assertThat(done).isSorted().startsWith(0L).endsWith(920L);
  }

  @Test
  void theBundledFactsCutAsOpenAiTells() {
    UploadFacts facts = UploadFacts.bundled();

    assertThat(facts.limits.inParts(512_000_000)).isFalse();
    assertThat(facts.limits.inParts(512_000_001)).isTrue();
    assertThat(facts.limits.partsAtOnce()).isEqualTo(4);
    assertThat(facts.partBytes()).isEqualTo(64_000_000);
    assertThat(facts.lifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(facts.mediaType("leaves.jsonl")).isEqualTo("text/jsonl");
    assertThat(facts.mediaType("leaves.bin")).isEqualTo("application/octet-stream");
  }
}
