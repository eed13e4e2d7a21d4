package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.ConflictException;
import dev.fovea.error.DatasetException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadProgress;
import dev.fovea.file.UploadProgress.Phase;
import dev.fovea.file.UploadRequest;
import dev.fovea.provider.WireObject;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadHttpTest {
  static final String LINE = "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
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

  @ParameterizedTest
  @CsvSource({"batch-api,runs.jsonl", "eval,runs.jsonl", "eval,table.csv", "fine-tune,x.parquet"})
  void whatIsNoTrainingDataIsHashedButNotChecked(String purpose, String name) throws IOException {
    Files.writeString(leaves, "{\"custom_id\":\"1\"}\n");
    together.replay("files/POST_files", "files/PUT_store", "files/POST_files_{id}_preprocess");

    files().upload(u -> u.path(leaves).purpose(purpose).name(name));

    assertThat(together.request().getBody().utf8())
        .isEqualTo("purpose=" + purpose + "&file_name=" + name + "&file_type="
            + name.substring(name.indexOf('.') + 1)
            + "&checksum=d5a910b4590c05c6cf758b20a12b12ab6891403811fac7553fe8343c16208d63");
  }

  @ParameterizedTest
  @CsvSource({"fine-tune,table.csv", "batch-api,table.csv", "eval,tokens.parquet"})
  void aTypeThatIsNotTakenForThePurposeIsRefusedUnlessUnchecked(String purpose, String name) {
    UploadRequest refused =
        UploadRequest.builder().path(leaves).purpose(purpose).name(name).build();

    assertThatThrownBy(() -> files().upload(refused))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(purpose)
        .hasMessageContaining("unchecked()");
    assertThat(together.requests()).isZero();

    together.replay("files/POST_files", "files/PUT_store", "files/POST_files_{id}_preprocess");
    assertThat(files().upload(refused.toBuilder().unchecked().build()).id()).isEqualTo("file-9a3");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void bytesThatAreThereAlreadyAreNotSentAgain(CallMode mode) {
    together.replay("files/POST_files.known", "files/GET_files_{id}");

    assertThat(upload(mode, request()).id()).isEqualTo("file-9a3");

    together.received("files/POST_files", "files/GET_files_{id}");
    assertThat(together.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"error\":{\"message\":\"taken\"}}", "taken", "[]"})
  void aConflictThatNamesNoFileIsAFailure(String body) {
    together.answer(409, body);

    assertThatThrownBy(() -> files().upload(leaves)).isInstanceOf(ConflictException.class);
    assertThat(together.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aSmallFileGoesInOneRequest(CallMode mode) {
    together.replay("files/POST_files_upload");
    TogetherFiles files = files();

    RemoteFile file =
        mode.call(() -> files.uploadAtOnce(request()), () -> files.uploadAtOnceAsync(request()));

    assertThat(file.id()).isEqualTo("file-9a3");
    together.received("files/POST_files_upload");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void oneRequestIsSentOnceWhenTheServerMayHaveActed(CallMode mode) {
    together.answer(503, "", "Retry-After: 0");
    TogetherFiles files = files();

    assertThatThrownBy(() -> mode.call(
            () -> files.uploadAtOnce(request()), () -> files.uploadAtOnceAsync(request())))
        .hasMessageContaining("files().list()");
    assertThat(together.requests()).isEqualTo(1);
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

  private void rewrite(String text, FileTime time) {
    try {
      Files.writeString(leaves, text);
      Files.setLastModifiedTime(leaves, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UnsupportedOperationException unexpected() {
    return new UnsupportedOperationException("nobody asks for this");
  }
}
