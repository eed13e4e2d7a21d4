package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.ClientOptions;
import dev.fovea.error.FoveaException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadProgress;
import dev.fovea.file.UploadProgress.Phase;
import dev.fovea.file.UploadRequest;
import dev.fovea.provider.WireObject;
import dev.fovea.providertests.CallMode;
import dev.fovea.testkit.EmbeddedOpenAi;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files in one piece and in parts, against the embedded OpenAI. */
class OpenAiFilesRoadTest extends EmbeddedRoad {
  private static final String FILES = "/v1/files";
  private static final String PART = "/v1/uploads/{id}/parts";
  private static final String COMPLETE = "/v1/uploads/{id}/complete";
  private static final String CANCEL = "/v1/uploads/{id}/cancel";

  private Transport transport;
  private OpenAiFiles inParts;
  private Path leaves;

  @BeforeEach
  void writesTheFile() throws IOException {
    leaves =
        Files.writeString(folder.resolve("leaves.jsonl"), OpenAiUploadHttpTest.LINES.repeat(1000));
    transport = Transport.create(TransportSetup.builder()
        .provider(OpenAiProvider.ID)
        .base(server.baseUrl())
        .options(ClientOptions.builder().apiKey(server.apiKey()).timing(timing).build())
        .build());
    UploadFacts facts = UploadFacts.of(WireObject.of(Map.of(
        "date", "2026-01-01",
        "largestSingleBytes", 100_000,
        "partBytes", 100_000,
        "partsAtOnce", 4,
        "uploadSeconds", 3600)));
    inParts = new OpenAiFiles(transport, () -> facts);
  }

  @AfterEach
  void closes() {
    transport.close();
  }

  private RemoteFile upload(CallMode mode, OpenAiFileService files) {
    return mode.call(() -> files.upload(leaves), () -> files.uploadAsync(leaves));
  }

  private void assertStored(RemoteFile file) throws IOException {
    try (InputStream in = Files.newInputStream(leaves)) {
      assertThat(server.sha256(file.id())).contains(FileContent.sha256(in));
    }
    assertThat(file.bytes()).isEqualTo(Files.size(leaves));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileInOnePieceIsStoredAndReady(CallMode mode) throws IOException {
    RemoteFile file = upload(mode, ai.files());

    assertStored(file);
    assertThat(ai.files().await(file.id()).status()).isEqualTo(FileStatus.READY);
    assertThat(server.requests().count("POST", "/v1/uploads")).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUploadWhoseAnswerIsLostMadeOneFile(CallMode mode) {
    server.faults().next(1).to("POST", FILES).loseAnswer();

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> upload(mode, ai.files()));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(server.requests().count("POST", FILES)).isOne();
    assertThat(ai.files().list().items()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void partsThatFailAreSentAgainAlone(CallMode mode) throws IOException {
    server.faults().next(1).to("POST", PART).status(500);
    server.faults().next(1).to("POST", PART).reset();

    RemoteFile file = upload(mode, inParts);

    assertStored(file);
    assertThat(server.requests().count("POST", PART)).isEqualTo(10 + 2);
    assertThat(server.requests().count("POST", COMPLETE)).isOne();
    assertThat(server.requests().count("POST", CANCEL)).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aPartThatIsThereTwiceDoesNoHarm(CallMode mode) throws IOException {
    server.faults().next(2).to("POST", PART).loseAnswer();

    assertStored(upload(mode, inParts));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCompletionWhoseAnswerIsLostIsFound(CallMode mode) throws IOException {
    server.faults().next(1).to("POST", COMPLETE).loseAnswer();

    RemoteFile file = upload(mode, inParts);

    assertStored(file);
    assertThat(inParts.list().items()).extracting(RemoteFile::id).containsExactly(file.id());
    assertThat(server.requests().count("POST", COMPLETE)).isEqualTo(2);
    assertThat(server.requests().count("POST", CANCEL)).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUploadThatFailsForGoodLeavesNothing(CallMode mode) {
    server.faults().next(1).to("POST", PART).status(403);

    assertThatThrownBy(() -> upload(mode, inParts)).isInstanceOf(FoveaException.class);

    assertThat(server.requests().count("POST", CANCEL)).isOne();
    assertThat(inParts.list().items()).isEmpty();
  }

  @Test
  void anUploadThatTakesMoreThanAnHourIsToldWhy() {
    AtomicBoolean slept = new AtomicBoolean();
    UploadProgress slow = (phase, done, total) -> {
      if (phase == Phase.UPLOADING && done > 0 && !slept.getAndSet(true)) {
        timing.schedule(Duration.ofMinutes(61), () -> {});
      }
    };

    assertThatThrownBy(() -> inParts.upload(leaves, slow))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("after 60 minutes");
    assertThat(inParts.list().items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDownloadGoesOnWhereItBroke(CallMode mode) {
    String id = ai.files().upload(leaves).id();
    server.faults().next(1).to("GET", "/v1/files/{id}/content").cutAfterBytes(300_000);
    Path target = folder.resolve("copy");

    mode.call(() -> ai.files().download(id, target), () -> ai.files().downloadAsync(id, target));

    assertThat(target).hasSameBinaryContentAs(leaves);
  }

  @Test
  void aListingGoesOnAfterTheLastFile() {
    RemoteFile first = ai.files().upload(leaves);
    RemoteFile other = ai.files().upload(u -> u.path(leaves).purpose("user_data"));
    RemoteFile last = ai.files().upload(leaves);

    assertThat(ai.files().list(q -> q.limit(1).order("asc")).all())
        .extracting(RemoteFile::id)
        .containsExactly(first.id(), other.id(), last.id());
    assertThat(ai.files().list(q -> q.purpose("fine-tune").limit(1)).all())
        .extracting(RemoteFile::id)
        .containsExactlyInAnyOrder(first.id(), last.id());
  }

  @Test
  void aFileThatExpiresIsGoneInTime() {
    RemoteFile file = ai.files()
        .upload(
            UploadRequest.builder().path(leaves).build(), s -> s.expiresAfter(Duration.ofHours(2)));
    assertThat(OpenAiFile.of(file).expiresAt()).isPresent();

    server.clock().advance(Duration.ofHours(3));

    assertThatThrownBy(() -> ai.files().get(file.id())).isInstanceOf(NotFoundException.class);
    ai.files().delete(file.id());
  }

  @Test
  void aServerThatTellsTheLeastIsUnderstood() {
    try (EmbeddedOpenAi sparse = EmbeddedOpenAi.builder().sparseAnswers(true).start();
        OpenAiClient client = OpenAiClient.builder()
            .apiKey(sparse.apiKey())
            .baseUrl(sparse.baseUrl())
            .compatible(false)
            .build()) {
      RemoteFile file = client.files().upload(leaves);

      assertThat(file.providerStatus()).isEmpty();
      assertThat(client.files().await(file.id()).status()).isEqualTo(FileStatus.READY);
      assertThat(client.files().list().all()).extracting(RemoteFile::id).containsExactly(file.id());
    }
  }
}
