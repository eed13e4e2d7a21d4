package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.DatasetException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.InvalidRequestException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiUploadHttpTest {
  static final String LINES = ("{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
          + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n")
      .repeat(10);

  @RegisterExtension
  final Recorded openAi = new Recorded();

  @TempDir
  Path folder;

  private Path leaves;

  @BeforeEach
  void writesTheFile() throws IOException {
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), LINES);
  }

  private OpenAiFiles files() {
    return new OpenAiFiles(openAi.transport());
  }

  private RemoteFile upload(CallMode mode, UploadRequest request) {
    OpenAiFiles files = files();
    return mode.call(() -> files.upload(request), () -> files.uploadAsync(request));
  }

  private UploadRequest request() {
    return UploadRequest.builder().path(leaves).build();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileGoesWithOneRequest(CallMode mode) {
    openAi.replay("files/POST_files");

    RemoteFile file = upload(mode, request());

    assertThat(file.id()).isEqualTo("file-7Qk2WmZr4TnVb9XcLp0YdA");
    assertThat(file.status()).isEqualTo(FileStatus.READY);
    openAi.received("files/POST_files");
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatOnlyOpenAiKnowsGoesAlong(CallMode mode) {
    openAi.replay("files/POST_files.expiring");
    UploadRequest request =
        UploadRequest.builder().path(leaves).purpose("user_data").build();
    OpenAiFiles files = files();

    RemoteFile file = mode.call(
        () -> files.upload(request, this::aDay), () -> files.uploadAsync(request, this::aDay));

    assertThat(OpenAiFile.of(file).expiresAt()).isPresent();
    openAi.received("files/POST_files.expiring");
  }

  private void aDay(OpenAiUploadSpec spec) {
    spec.expiresAfter(Duration.ofDays(1)).putExtraProperty("colour", "green");
  }

  @ParameterizedTest
  @ValueSource(longs = {3599, 2_592_001, 0, -1})
  void aFileLivesFromAnHourToThirtyDays(long seconds) {
    assertThatThrownBy(
            () -> files().upload(request(), s -> s.expiresAfter(Duration.ofSeconds(seconds))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3600 to 2592000")
        .hasMessageContaining("nothing was sent");
    assertThat(openAi.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void wrongDataIsNotSent(CallMode mode) throws IOException {
    Files.writeString(leaves, LINES + "{\"messages\":[]}\n");

    DatasetException failure =
        catchThrowableOfType(DatasetException.class, () -> upload(mode, request()));

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure.findings()).anySatisfy(f -> assertThat(f.line()).contains(11L));
    assertThat(openAi.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void uncheckedLeavesTheCheckToOpenAi(CallMode mode) throws IOException {
    Files.writeString(leaves, "not json\n");
    openAi.replay("files/POST_files");

    upload(mode, UploadRequest.builder().path(leaves).unchecked().build());

    assertThat(openAi.request().getBody().utf8()).contains("\r\n\r\nnot json\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({"batch,runs.jsonl", "vision,leaf.png", "assistants,notes.txt", "evals,runs.jsonl"})
  void whatIsNoTrainingDataIsNotChecked(String purpose, String name) throws IOException {
    Files.writeString(leaves, "{\"custom_id\":\"1\"}\n");
    openAi.replay("files/POST_files");

    files().upload(u -> u.path(leaves).purpose(purpose).name(name));

    assertThat(openAi.request().getBody().utf8())
        .contains("name=\"purpose\"\r\n\r\n" + purpose + "\r\n")
        .contains("filename=\"" + name + "\"");
  }

  @ParameterizedTest
  @CsvSource({"fine-tune,table.csv", "fine-tune,leaves", "batch,RUNS.JSONL"})
  void anEndingThatIsNotTakenForThePurposeIsRefusedUnlessUnchecked(String purpose, String name) {
    UploadRequest refused =
        UploadRequest.builder().path(leaves).purpose(purpose).name(name).build();

    assertThatThrownBy(() -> files().upload(refused))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(purpose)
        .hasMessageContaining("unchecked()");
    assertThat(openAi.requests()).isZero();

    openAi.replay("files/POST_files");
    assertThat(files().upload(refused.toBuilder().unchecked().build()).bytes()).isEqualTo(920);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUploadWhoseAnswerIsLostIsNotSentAgain(CallMode mode) {
    openAi.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> upload(mode, request()));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure)
        .hasMessageContaining("upload leaves.jsonl")
        .hasMessageContaining("files().list()");
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 408})
  void anUploadTheServerMayHaveHeardIsNotSentAgain(int status) {
    openAi.answer(status, "{\"error\":{\"message\":\"busy\"}}", "Retry-After: 0");

    assertThatThrownBy(() -> files().upload(leaves)).hasMessageContaining("files().list()");
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUploadThatWasTooManyIsSentAgain(CallMode mode) {
    openAi.answer(
        429,
        "{\"error\":{\"message\":\"slow\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}",
        "Retry-After: 2");
    openAi.replay("files/POST_files");

    upload(mode, request());

    assertThat(openAi.timing.naps).containsExactly(Duration.ofSeconds(2));
    openAi.received("files/POST_files", "files/POST_files");
  }

  @Test
  void aRefusalIsTold() {
    openAi.answer(
        400,
        "{\"error\":{\"message\":\"'planting' is not one of [..]\",\"type\":\"invalid_request_error\","
            + "\"param\":\"purpose\",\"code\":null}}");

    assertThatThrownBy(() -> files().upload(u -> u.path(leaves).purpose("planting")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("param purpose");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void progressIsToldPhaseByPhase(CallMode mode) throws IOException {
    Files.writeString(leaves, LINES.repeat(300));
    long size = Files.size(leaves);
    openAi.replay("files/POST_files");
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
    assertThat(done.subList(0, turn)).isSorted().startsWith(0L).endsWith(size);
    assertThat(done.subList(turn, done.size())).isSorted().startsWith(0L).endsWith(size);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatIsTooLargeForAnyUploadIsRefusedAtOnce(CallMode mode) {
    UploadFacts small =
        UploadFacts.of(WireObject.of(Map.of("date", "2026-01-01", "largestUploadBytes", 10)));
    OpenAiFiles strict = new OpenAiFiles(openAi.transport(), () -> small);

    assertThatThrownBy(
            () -> mode.call(() -> strict.upload(request()), () -> strict.uploadAsync(request())))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("limit of 2026-01-01")
        .hasMessageContaining("split");
    assertThat(openAi.requests()).isZero();
  }

  @Test
  void anInterruptEndsTheCheck() {
    UploadProgress interrupter = (phase, done, total) -> Thread.currentThread().interrupt();

    assertThatThrownBy(() -> files().upload(leaves, interrupter))
        .isInstanceOf(InterruptedCallException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(openAi.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileThatChangedAfterTheCheckIsNeverStoredWhole(CallMode mode) throws IOException {
    FileTime time = Files.getLastModifiedTime(leaves);
    openAi.replay("files/POST_files");
    // As many bytes as before and the old time: only the hash can tell.
    UploadProgress meddler = (phase, done, total) -> {
      if (phase == Phase.UPLOADING && done == 0) {
        rewrite(LINES.replace("Oak", "Elm"), time);
      }
    };

    DatasetException failure = catchThrowableOfType(
        DatasetException.class,
        () ->
            upload(mode, UploadRequest.builder().path(leaves).progress(meddler).build()));

    assertThat(failure).hasMessageContaining("changed meanwhile").hasMessageContaining("other");
    assertThat(openAi.requests()).isLessThanOrEqualTo(1);
  }

  private void rewrite(String text, FileTime time) {
    try {
      Files.writeString(leaves, text);
      Files.setLastModifiedTime(leaves, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
