package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.DatasetException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadPartsHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  @TempDir
  Path folder;

  private Path leaves;

  @BeforeEach
  void writesTheFile() throws IOException {
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), UploadHttpTest.LINE);
  }

  /** Cuts these 92 bytes into 31, 31 and 30; one after the other, so that their order is known. */
  private TogetherFiles files() {
    Map<String, Object> facts = new HashMap<>(Map.of(
        "date", "2026-01-01",
        "largestSingleBytes", 50,
        "targetPartBytes", 40,
        "smallestPartBytes", 5,
        "mostParts", 250,
        "partsAtOnce", 1,
        "fileTypes", List.of("jsonl")));
    return new TogetherFiles(
        together.transport(), TogetherDatasets::rules, () -> UploadFacts.of(WireObject.of(facts)));
  }

  private RemoteFile upload(CallMode mode, UploadRequest request) {
    TogetherFiles files = files();
    return mode.call(() -> files.upload(request), () -> files.uploadAsync(request));
  }

  private UploadRequest request() {
    return UploadRequest.builder().path(leaves).build();
  }

  private void stores(int part) {
    together.answer(200, "", "ETag: \"tag-" + part + "\"");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLargeFileGoesInParts(CallMode mode) {
    together.replay("files/POST_files_multipart_initiate");
    stores(1);
    stores(2);
    stores(3);
    together.replay("files/POST_files_multipart_complete");

    RemoteFile file = upload(mode, request());

    assertThat(file.id()).isEqualTo("file-8d2");
    assertThat(file.status()).isEqualTo(FileStatus.PENDING);
    together.received(
        "files/POST_files_multipart_initiate",
        "files/PUT_store.part1",
        "files/PUT_store.part2",
        "files/PUT_store.part3",
        "files/POST_files_multipart_complete");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void otherSpellingsOfTheAnswersAreUnderstood(CallMode mode) {
    together.replay("files/POST_files_multipart_initiate.tolerant");
    together.answer(204, "", "ETag: tag-1");
    stores(2);
    stores(3);
    together.replay("files/POST_files_multipart_complete.bare");

    assertThat(upload(mode, request()).id()).isEqualTo("file-8d2");

    together.request();
    assertThat(together.request().getUrl().encodedPath()).endsWith("/u-17/1");
    assertThat(together.request().getHeaders().get("x-part")).isEqualTo("2");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aPartThatFailsIsSentAgainAlone(CallMode mode) {
    together.replay("files/POST_files_multipart_initiate");
    stores(1);
    together.answer(503, "", "Retry-After: 0");
    together.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    stores(2);
    stores(3);
    together.replay("files/POST_files_multipart_complete");

    upload(mode, request());

    assertThat(together.requests()).isEqualTo(7);
    together.received("files/POST_files_multipart_initiate", "files/PUT_store.part1");
    together.received("files/PUT_store.part2", "files/PUT_store.part2", "files/PUT_store.part2");
    together.received("files/PUT_store.part3", "files/POST_files_multipart_complete");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aPartThatFailsForGoodClosesTheUpload(CallMode mode) {
    together.replay("files/POST_files_multipart_initiate");
    stores(1);
    together.answer(403, "<Error><Code>AccessDenied</Code></Error>");
    together.replay("files/POST_files_multipart_abort");

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> upload(mode, request()));

    assertThat(failure)
        .hasMessageContaining("part 2 of 3")
        .hasMessageContaining("file-8d2")
        .hasMessageContaining("u-17")
        .hasMessageNotContaining("sig=")
        .hasNoSuppressedExceptions();
    together.request();
    together.request();
    together.request();
    together.received("files/POST_files_multipart_abort");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFailedAbortDoesNotHideWhyItWasNeeded(CallMode mode) {
    together.replay("files/POST_files_multipart_initiate");
    together.answer(200, "");
    together.answer(404, "{\"error\":{\"message\":\"no such upload\"}}");

    UnreadableResponseException failure =
        catchThrowableOfType(UnreadableResponseException.class, () -> upload(mode, request()));

    assertThat(failure).hasMessageContaining("ETag").hasMessageContaining("u-17");
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(late -> assertThat(late)
            .hasMessageContaining("abort the upload")
            .hasMessageContaining("no such upload"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"PartNumber\":1,\"URL\":\"http://localhost/1\"},{\"PartNumber\":3,\"URL\":\"http://localhost/3\"}]",
        "[{\"PartNumber\":1,\"URL\":\"/1?sig=x\"},{\"PartNumber\":2},{\"PartNumber\":3}]"
      })
  void anUploadWithoutAllItsPlacesIsClosedAgain(String parts) {
    together.answer(
        200, "{\"upload_id\":\"u-17\",\"file_id\":\"file-8d2\",\"parts\":" + parts + "}");
    together.replay("files/POST_files_multipart_abort");

    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("u-17")
        .hasMessageNotContaining("sig=");

    assertThat(together.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void beginningIsSentOnceWhenTheServerMayHaveActed(CallMode mode) {
    together.answer(503, "{\"error\":{\"message\":\"busy\"}}", "Retry-After: 0");

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> upload(mode, request()));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(together.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"92,true", "0,false"})
  void aRepeatedCompletionThatIsRefusedIsLookedUp(long bytes, boolean there) {
    together.replay("files/POST_files_multipart_initiate");
    stores(1);
    stores(2);
    stores(3);
    together.answer(503, "", "Retry-After: 0");
    together.answer(404, "no such upload");
    together.answer(200, "{\"id\":\"file-8d2\",\"bytes\":" + bytes + "}");
    together.replay("files/POST_files_multipart_abort");

    if (there) {
      assertThat(files().upload(leaves).id()).isEqualTo("file-8d2");
      assertThat(together.requests()).isEqualTo(7);
    } else {
      assertThatThrownBy(() -> files().upload(leaves))
          .isInstanceOf(UnreadableResponseException.class)
          .hasMessageContaining("not known")
          .hasMessageContaining("file-8d2");
      assertThat(together.requests()).isEqualTo(8);
    }
  }

  @Test
  void aRefusedCompletionIsAFailure() {
    together.replay("files/POST_files_multipart_initiate");
    stores(1);
    stores(2);
    stores(3);
    together.answer(400, "part 2 has another ETag");
    together.replay("files/POST_files_multipart_abort");

    assertThatThrownBy(() -> files().upload(leaves)).hasMessageContaining("another ETag");

    assertThat(together.requests()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileThatChangesMeanwhileIsNotCompleted(CallMode mode) {
    together.replay("files/POST_files_multipart_initiate");
    together.then(
        this::grow, new MockResponse.Builder().addHeader("ETag: tag-1").build());
    together.replay("files/POST_files_multipart_abort", "files/POST_files_multipart_abort");

    assertThatThrownBy(() -> upload(mode, request()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("changed meanwhile")
        .hasMessageContaining("u-17");

    assertThat(together.paths()).endsWith("POST /v1/files/multipart/abort");
    assertThat(together.paths()).doesNotContain("POST /v1/files/multipart/complete");
  }

  private void grow() {
    try {
      Files.writeString(leaves, UploadHttpTest.LINE.repeat(2));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void cancellingClosesTheUpload() {
    CompletableFuture<RemoteFile> upload = stalled();

    upload.cancel(true);

    assertAborted();
  }

  private CompletableFuture<RemoteFile> stalled() {
    stallsAtTheFirstPart();
    CompletableFuture<RemoteFile> upload = files().uploadAsync(request());
    together.request();
    together.request();
    return upload;
  }

  private void stallsAtTheFirstPart() {
    together.replay("files/POST_files_multipart_initiate");
    together.http.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    together.replay("files/POST_files_multipart_abort");
  }

  private void assertAborted() {
    RecordedRequest last = together.request();
    Fixture.of("together", "files/POST_files_multipart_abort.request").matches(last);
  }

  @Test
  void anInterruptClosesTheUploadAndKeepsTheFlag() throws Exception {
    stallsAtTheFirstPart();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    TogetherFiles files = files();
    Thread thread = new Thread(() -> {
      try {
        files.upload(request());
      } catch (RuntimeException e) {
        failure.set(e);
        flag.set(Thread.currentThread().isInterrupted());
      }
    });
    thread.start();
    together.request();
    together.request();

    thread.interrupt();
    thread.join(10_000);

    assertAborted();
    assertThat(failure.get())
        .isInstanceOf(InterruptedCallException.class)
        .hasMessageContaining("u-17")
        .hasMessageContaining("file-8d2");
    assertThat(flag).hasValue(true);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void bytesThatAreThereAlreadyAreNotSentAgain(CallMode mode) {
    together.replay("files/POST_files.known", "files/GET_files_{id}");

    assertThat(upload(mode, request()).id()).isEqualTo("file-9a3");

    together.received("files/POST_files_multipart_initiate", "files/GET_files_{id}");
    assertThat(together.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUncheckedLargeFileIsHashedAllTheSame(CallMode mode) {
    together.replay("files/POST_files.known", "files/GET_files_{id}");

    upload(mode, UploadRequest.builder().path(leaves).unchecked().build());

    together.received("files/POST_files_multipart_initiate");
  }

  @Test
  void progressIsToldOverAllParts() {
    together.replay("files/POST_files_multipart_initiate");
    stores(1);
    stores(2);
    stores(3);
    together.replay("files/POST_files_multipart_complete");
    List<Long> done = new ArrayList<>();
    UploadProgress progress = (phase, bytes, total) -> {
      assertThat(total).isEqualTo(92);
      if (phase == Phase.UPLOADING) {
        done.add(bytes);
      }
    };

    files().upload(leaves, progress);

    assertThat(done).isSorted().startsWith(0L).endsWith(92L);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "262144000, 1, 262144000",
    "262144001, 2, 131072001",
    "5368709121, 21, 255652816",
    "53794465382, 206, 261138182",
    "107374182400, 250, 429496730"
  })
  void partsAreAsLargeAsTogethersOwnClientMakesThem(long bytes, int count, long part) {
    assertThat(UploadFacts.bundled().parts(bytes)).isEqualTo(new UploadFacts.Parts(count, part));
  }

  @ParameterizedTest
  @CsvSource({"4, 1, 4", "9, 2, 5", "1000, 100, 10"})
  void noPartIsSmallerThanTheSmallest(long bytes, int count, long part) {
    UploadFacts facts = UploadFacts.of(
        WireObject.of(Map.of("targetPartBytes", 4, "smallestPartBytes", 5, "mostParts", 100)));

    assertThat(facts.parts(bytes)).isEqualTo(new UploadFacts.Parts(count, part));
  }

  @Test
  void onlyMoreThanFiveGibibytesGoInParts() {
    assertThat(UploadFacts.bundled().limits.inParts(5L << 30)).isFalse();
    assertThat(UploadFacts.bundled().limits.inParts((5L << 30) + 1)).isTrue();
  }
}
