package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.DatasetException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadProgress;
import dev.fovea.file.UploadProgress.Phase;
import dev.fovea.file.UploadRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TogetherFilesHttpTest {
  private static final String LINE =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
          + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n";

  @RegisterExtension
  final Recorded together = new Recorded();

  @TempDir
  Path folder;

  private Path leaves;

  @BeforeEach
  void writesTheFile() throws IOException {
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), LINE);
  }

  private TogetherFiles files() {
    return new TogetherFiles(together.transport());
  }

  private RemoteFile upload(CallMode mode, UploadRequest request) {
    TogetherFiles files = files();
    return mode.call(() -> files.upload(request), () -> files.uploadAsync(request));
  }

  private UploadRequest request() {
    return UploadRequest.builder().path(leaves).build();
  }

  private static UnsupportedOperationException unexpected() {
    return new UnsupportedOperationException("nobody asks for this");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void uploadRegistersThenStoresThenFinishes(CallMode mode) {
    together.replay("files/POST_files", "files/PUT_store", "files/POST_files_{id}_preprocess");

    RemoteFile file = upload(mode, request());

    assertThat(file.id()).isEqualTo("file-9a3");
    assertThat(file.status()).isEqualTo(FileStatus.PENDING);
    together.received("files/POST_files", "files/PUT_store", "files/POST_files_{id}_preprocess");
    assertThat(together.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void progressIsToldPhaseByPhase(CallMode mode) throws IOException {
    Files.writeString(leaves, LINE.repeat(3000));
    long size = Files.size(leaves);
    together.replay("files/POST_files", "files/PUT_store", "files/POST_files_{id}_preprocess");
    List<Phase> phases = new ArrayList<>();
    List<Long> done = new ArrayList<>();
    UploadProgress progress = (phase, bytes, total) -> {
      assertThat(total).isEqualTo(size);
      phases.add(phase);
      done.add(bytes);
    };

    upload(mode, UploadRequest.builder().path(leaves).progress(progress).build());

    int turn = phases.indexOf(Phase.UPLOADING);
    assertThat(phases.subList(0, turn)).containsOnly(Phase.CHECKING);
    assertThat(phases.subList(turn, phases.size())).containsOnly(Phase.UPLOADING);
    assertThat(done.subList(0, turn))
        .isSorted()
        .startsWith(0L)
        .endsWith(size)
        .hasSizeGreaterThan(2);
    assertThat(done.subList(turn, done.size())).isSorted().startsWith(0L).endsWith(size);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void wrongDataIsNotSent(CallMode mode) throws IOException {
    Files.writeString(leaves, LINE + "{\"messages\":[]}\n");

    DatasetException failure =
        catchThrowableOfType(DatasetException.class, () -> upload(mode, request()));

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure.findings()).anySatisfy(f -> assertThat(f.line()).contains(2L));
    assertThat(failure).hasMessageContaining("nothing was sent").hasMessageContaining("line 2");
    assertThat(together.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void uncheckedLeavesTheCheckToTogether(CallMode mode) throws IOException {
    Files.writeString(leaves, "not json\n");
    together.replay("files/POST_files", "files/PUT_store", "files/POST_files_{id}_preprocess");

    upload(mode, UploadRequest.builder().path(leaves).unchecked().build());

    together.request();
    assertThat(together.request().getBody().utf8()).isEqualTo("not json\n");
  }

  @Test
  void otherPurposesAndNamesAreSentUnchecked() throws IOException {
    Files.writeString(leaves, "{\"custom_id\":\"1\"}\n");
    together.replay("files/POST_files", "files/PUT_store", "files/POST_files_{id}_preprocess");

    files().upload(u -> u.path(leaves).purpose("batch-api").name("tomorrow's run.jsonl"));

    assertThat(together.request().getBody().utf8())
        .isEqualTo("purpose=batch-api&file_name=tomorrow%27s+run.jsonl&file_type=jsonl");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileThatChangedAfterTheCheckIsNeverStoredWhole(CallMode mode) throws IOException {
    FileTime time = Files.getLastModifiedTime(leaves);
    together.replay("files/POST_files", "files/PUT_store");
    // As many bytes as before and the old time: only the hash can tell.
    UploadProgress meddler = (phase, done, total) -> {
      if (phase == Phase.UPLOADING && done == 0) {
        rewrite(LINE.replace("Oak", "Elm"), time);
      }
    };

    DatasetException failure = catchThrowableOfType(
        DatasetException.class,
        () ->
            upload(mode, UploadRequest.builder().path(leaves).progress(meddler).build()));

    assertThat(failure)
        .hasMessageContaining("leaves.jsonl")
        .hasMessageContaining("changed meanwhile")
        .hasMessageContaining("other");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(together.requests()).isLessThanOrEqualTo(2);
  }

  private void rewrite(String text, FileTime time) {
    try {
      Files.writeString(leaves, text);
      Files.setLastModifiedTime(leaves, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileThatGrewOrWasTouchedAfterTheCheckIsNoticed() {
    for (String text : List.of(LINE + LINE, LINE)) {
      rewrite(LINE, FileTime.fromMillis(1_000_000));
      together.replay("files/POST_files");
      UploadProgress meddler = (phase, done, total) -> {
        if (phase == Phase.CHECKING && done == total) {
          rewrite(text, FileTime.fromMillis(2_000_000));
        }
      };

      assertThatThrownBy(() -> files().upload(leaves, meddler))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("changed meanwhile");
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void registeringIsSentOnceWhenTheServerMayHaveActed(CallMode mode) {
    for (int status : new int[] {408, 500, 503}) {
      int before = together.requests();
      together.answer(status, "{\"error\":{\"message\":\"busy\"}}", "Retry-After: 0");

      assertThatThrownBy(() -> upload(mode, request())).isInstanceOf(FoveaException.class);

      assertThat(together.requests() - before).as("status " + status).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void registeringIsSentOnceWhenAKeptConnectionBreaks(CallMode mode) {
    TogetherFiles files = files();
    together.replay("files/GET_files");
    files.list();
    together.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());

    FoveaException failure = catchThrowableOfType(
        FoveaException.class,
        () -> mode.call(() -> files.upload(request()), () -> files.uploadAsync(request())));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure).hasMessageContaining("files().list()");
    assertThat(together.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void registeringIsSentAgainAfter429(CallMode mode) {
    together.answer(429, "{\"error\":{\"message\":\"slow down\"}}");
    together.replay("files/POST_files", "files/PUT_store", "files/POST_files_{id}_preprocess");

    upload(mode, request());

    assertThat(together.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theBytesAreSentAgainWhenTheStoreFails(CallMode mode) {
    together.replay("files/POST_files");
    together.answer(503, "", "Retry-After: 0");
    together.replay("files/PUT_store", "files/POST_files_{id}_preprocess");

    upload(mode, request());

    together.request();
    assertThat(together.request().getBody().utf8()).isEqualTo(LINE);
    RecordedRequest again = together.request();
    assertThat(again.getMethod()).isEqualTo("PUT");
    assertThat(again.getBody().utf8()).isEqualTo(LINE);
    assertThat(together.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void onlyA200OfTheStoreMeansStored(CallMode mode) {
    together.replay("files/POST_files");
    together.answer(204, "");

    assertThatThrownBy(() -> upload(mode, request()))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("204")
        .hasMessageContaining("file-9a3");
    assertThat(together.requests()).isEqualTo(2);
  }

  @Test
  void aRefusalOfTheStoreNamesTheFileButNotTheSignature() {
    together.replay("files/POST_files");
    together.answer(403, "<Error><Code>AccessDenied</Code></Error>");

    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("file-9a3")
        .hasMessageNotContaining("sig=");
  }

  @Test
  void anAnswerThatIsNoHandoverIsUnreadable() {
    together.answer(200, "{\"id\":\"file-1\"}");
    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("200");

    together.answer(302, "", "Location: http://localhost/x");
    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("302");

    together.answer(302, "", "Location: /relative?sig=secret", "X-Together-File-Id: file-5");
    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("file-5")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void filesThatCannotBeSentAreRefusedAtOnce(CallMode mode) throws IOException {
    Path text = Files.writeString(folder.resolve("leaves.txt"), LINE);
    UploadFacts small = UploadFacts.of(WireObject.of(
        Map.of("date", "2026-01-01", "largestUploadBytes", 10, "fileTypes", List.of("jsonl"))));
    TogetherFiles strict = new TogetherFiles(
        together.transport(),
        () -> {
          throw unexpected();
        },
        () -> small);

    assertThatThrownBy(() -> upload(mode, UploadRequest.builder().path(text).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".jsonl, .parquet, .csv");
    assertThatThrownBy(() -> upload(
            mode, UploadRequest.builder().path(folder.resolve("no.jsonl")).build()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> upload(mode, UploadRequest.builder().path(folder).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a regular file");
    assertThatThrownBy(
            () -> mode.call(() -> strict.upload(request()), () -> strict.uploadAsync(request())))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("limit of 2026-01-01")
        .hasMessageContaining("split");
    assertThat(together.requests()).isZero();
  }

  @Test
  void anInterruptEndsTheCheck() {
    UploadProgress interrupter = (phase, done, total) -> Thread.currentThread().interrupt();

    assertThatThrownBy(() -> files().upload(leaves, interrupter))
        .isInstanceOf(InterruptedCallException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(together.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getAndListReadFilesInAllSpellings(CallMode mode) {
    together.replay("files/GET_files_{id}", "files/GET_files");
    TogetherFiles files = files();

    RemoteFile file = mode.call(() -> files.get("file-9a3"), () -> files.getAsync("file-9a3"));
    List<RemoteFile> all = mode.call(files::list, files::listAsync).items();

    together.received("files/GET_files_{id}", "files/GET_files");
    assertThat(file.status()).isEqualTo(FileStatus.READY);
    assertThat(file.providerStatus()).isEqualTo("COMPLETED");
    assertThat(file.lineCount()).contains(1L);
    assertThat(file.bytes()).isEqualTo(89);
    assertThat(file.createdAt().orElseThrow().getEpochSecond()).isEqualTo(1790925309L);
    assertThat(file.additionalProperties()).containsEntry("FileType", "jsonl");
    assertThat(all).extracting(RemoteFile::id).containsExactly("file-9a3", "file-old");
    assertThat(all.get(1).lineCount()).contains(3L);
    assertThat(all.get(1).status()).isEqualTo(FileStatus.READY);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deletingWhatIsGoneIsFine(CallMode mode) {
    together.replay("files/DELETE_files_{id}", "files/DELETE_files_{id}.gone");
    TogetherFiles files = files();

    for (int i = 0; i < 2; i++) {
      mode.call(
          () -> {
            files.delete("file-9a3");
            return true;
          },
          () -> files.deleteAsync("file-9a3").thenApply(gone -> true));
      together.received("files/DELETE_files_{id}");
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void downloadSavesTheContent(CallMode mode) throws IOException {
    together.replay("files/GET_files_{id}_content");
    TogetherFiles files = files();
    Path target = folder.resolve("copy.jsonl");

    Path saved = mode.call(
        () -> files.download("file-9a3", target), () -> files.downloadAsync("file-9a3", target));

    together.received("files/GET_files_{id}_content");
    assertThat(saved).isEqualTo(target).hasContent("{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    assertThat(names()).containsExactlyInAnyOrder("copy.jsonl", "leaves.jsonl");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCutDownloadIsAskedForAgainAndLeavesNothingBehind(CallMode mode) throws IOException {
    for (int i = 0; i < 3; i++) {
      together.http.enqueue(new MockResponse.Builder()
          .body("half of it")
          .onResponseBody(new SocketEffect.CloseSocket())
          .build());
    }
    TogetherFiles files = files();
    Path target = folder.resolve("copy.jsonl");

    assertThatThrownBy(() ->
            mode.call(() -> files.download("f", target), () -> files.downloadAsync("f", target)))
        .isInstanceOf(FoveaException.class);

    assertThat(together.requests()).isEqualTo(3);
    assertThat(names()).containsExactly("leaves.jsonl");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDownloadReplacesAFileOnlyWhenAsked(CallMode mode) {
    TogetherFiles files = files();

    assertThatThrownBy(() ->
            mode.call(() -> files.download("f", leaves), () -> files.downloadAsync("f", leaves)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("REPLACE_EXISTING");
    assertThat(together.requests()).isZero();

    together.replay("files/GET_files_{id}_content");
    mode.call(
        () -> files.download("f", leaves, StandardCopyOption.REPLACE_EXISTING),
        () -> files.downloadAsync("f", leaves, StandardCopyOption.REPLACE_EXISTING));
    assertThat(leaves).hasContent("{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
  }

  @Test
  void aDownloadThatIsNotFoundLeavesNothingBehind() throws IOException {
    together.answer(404, "{\"error\":{\"message\":\"no such file\"}}");

    assertThatThrownBy(() -> files().download("f", folder.resolve("copy.jsonl")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> files().download("f", folder.resolve("none/copy.jsonl")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("its folder does not exist");

    assertThat(names()).containsExactly("leaves.jsonl");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }
}
