package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.ConflictException;
import dev.fovea.error.DatasetException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadProgress.Phase;
import dev.fovea.file.UploadRequest;
import dev.fovea.json.JsonCodec;
import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.WireObject;
import dev.fovea.providertests.CallMode;
import dev.fovea.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FireworksUploadHttpTest {
  static final String LINES = Stream.of("Oak", "Elm", "Ash")
      .map(
          "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},{\"role\":\"assistant\",\"content\":\"%s\"}]}\n"
              ::formatted)
      .reduce("", String::concat);

  private static final String CREATE = "files/POST_datasets";
  private static final String DIRECT = "files/POST_datasets_{id}_upload";
  private static final String LOOK = "files/GET_datasets_{id}";
  private static final String DELETE = "files/DELETE_datasets_{id}";
  private static final String PLACE = "files/POST_datasets_{id}_getUploadEndpoint";
  private static final String STORE = "files/PUT_store.dataset";
  private static final String VALIDATE = "files/POST_datasets_{id}_validateUpload";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  @TempDir
  Path folder;

  private Path leaves;

  @BeforeEach
  void writesTheFile() throws IOException {
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), LINES);
  }

  private FireworksFiles files() {
    Transport transport = fireworks.transport();
    return new FireworksFiles(transport, new Account(transport, "acme"));
  }

  /** Files where everything is too large for one request. */
  private FireworksFiles largeFiles() {
    Transport transport = fireworks.transport();
    Map<String, Object> facts = new LinkedHashMap<>(
        DatedFacts.read(FireworksProvider.class, "uploads.json").rest());
    facts.put("largestDirectBytes", 100);
    return new FireworksFiles(
        transport,
        new Account(transport, "acme"),
        FireworksDatasets::rules,
        () -> WireObject.of(facts));
  }

  private RemoteFile upload(CallMode mode, FireworksFiles files) {
    return upload(mode, files, request -> {});
  }

  private RemoteFile upload(
      CallMode mode, FireworksFiles files, Consumer<UploadRequest.Builder> spec) {
    UploadRequest.Builder request = UploadRequest.builder().path(leaves).name("leaves.jsonl");
    spec.accept(request);
    return mode.call(() -> files.upload(request.build()), () -> files.uploadAsync(request.build()));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aSmallFileGoesWithOneRequestIntoADataSetOfItsName(CallMode mode) {
    fireworks.replay(CREATE, DIRECT, LOOK);

    RemoteFile file = upload(mode, files());

    assertThat(file.id()).isEqualTo("accounts/acme/datasets/leaves");
    assertThat(file.filename()).isEqualTo("leaves.jsonl");
    assertThat(file.status()).isEqualTo(FileStatus.READY);
    assertThat(file.bytes()).isEqualTo(LINES.length());
    assertThat(file.lineCount()).contains(3L);
    fireworks.received(CREATE, DIRECT, LOOK);
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLargeFileIsStoredAtASignedUrlWithoutTheKey(CallMode mode) {
    fireworks.replay(CREATE, PLACE, STORE, VALIDATE, LOOK);

    RemoteFile file = upload(mode, largeFiles());

    assertThat(file.status()).isEqualTo(FileStatus.READY);
    fireworks.received(CREATE, PLACE, STORE, VALIDATE, LOOK);
    assertThat(fireworks.requests()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void wrongDataIsNotSent(CallMode mode) throws IOException {
    Files.writeString(leaves, LINES + "{\"messages\":[]}\n");

    DatasetException failure =
        catchThrowableOfType(DatasetException.class, () -> upload(mode, files()));

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure.findings()).anySatisfy(f -> assertThat(f.line()).contains(4L));
    assertThat(failure).hasMessageContaining("nothing was sent").hasMessageContaining("line 4");
    assertThat(fireworks.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"CHAT,conversation", "CHAT,preference", "COMPLETION,instruction", "RL,prompt"})
  void theFormatFollowsFromTheRows(String format, String kind) throws IOException {
    String user = "{\"role\":\"user\",\"content\":\"Hi %d\"}";
    String oak = "[{\"role\":\"assistant\",\"content\":\"Oak\"}]";
    String line = switch (kind) {
      case "conversation" -> "{\"messages\":[" + user + "," + oak.substring(1) + "}";
      case "preference" ->
        "{\"input\":{\"messages\":[" + user + "]},\"preferred_output\":" + oak
            + ",\"non_preferred_output\":" + oak.replace("Oak", "Elm") + "}";
      case "instruction" -> "{\"prompt\":\"Hi %d\",\"completion\":\"Oak\"}";
      default -> "{\"messages\":[" + user + "],\"ground_truth\":\"Oak\"}";
    };
    Files.writeString(
        leaves, Stream.of(1, 2, 3).map(i -> line.formatted(i) + "\n").reduce("", String::concat));
    fireworks.replay(CREATE, DIRECT, LOOK);

    upload(CallMode.SYNC, files());

    assertThat(fireworks.request().getBody().utf8()).contains("\"format\":\"" + format + "\"");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUncheckedFileIsOnlyCounted(CallMode mode) throws IOException {
    Files.writeString(leaves, "not json\n\n  \r\nnor this");
    fireworks.replay(CREATE, DIRECT, LOOK);

    upload(mode, files(), request -> request.unchecked());

    assertThat(fireworks.request().getBody().utf8())
        .contains("\"exampleCount\":\"2\"")
        .doesNotContain("format");
  }

  @Test
  void whatIsNotForTrainingIsOnlyCounted() throws IOException {
    Files.writeString(leaves, "{\"custom_id\":\"r1\",\"body\":{}}\n");
    fireworks.replay(CREATE, DIRECT, LOOK);

    upload(CallMode.SYNC, files(), request -> request.purpose("batch"));

    assertThat(fireworks.request().getBody().utf8()).contains("\"exampleCount\":\"1\"");
  }

  @ParameterizedTest
  @CsvSource({"Leaves of May.jsonl,leaves-of-may-", "2026_leaves.jsonl,leaves-", "___.jsonl,fovea-"
  })
  void aNameThatCannotBeAnIdIsMadeOneNobodyHas(String name, String start) {
    fireworks.replay(CREATE, DIRECT, LOOK);

    upload(CallMode.SYNC, files(), request -> request.name(name));

    WireObject sent = sent();
    assertThat(sent.required("datasetId")).matches(start + "[a-z0-9]{12}");
    assertThat(sent.object("dataset").orElseThrow().text("displayName")).contains(name);
  }

  @Test
  void theNameOfTheFileAloneIsMadeAnIdNobodyHas() {
    fireworks.replay(CREATE, DIRECT, LOOK);

    files().upload(leaves);

    assertThat(sent().required("datasetId")).matches("leaves-[a-z0-9]{12}");
  }

  private WireObject sent() {
    return WireObject.of(
        JsonCodec.shared().readMap(fireworks.request().getBody().toByteArray()));
  }

  @Test
  void aNameWithAnotherEndingIsRefused() {
    assertThatThrownBy(() -> files().upload(r -> r.path(leaves).name("leaves.csv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leaves.csv")
        .hasMessageContaining(".jsonl");
    assertThat(fireworks.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCreateWhoseAnswerWasLostMakesOneDataSet(CallMode mode) {
    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    fireworks.replay("files/POST_datasets.taken", LOOK + ".uploading", DIRECT, LOOK);

    RemoteFile file = upload(mode, files());

    assertThat(file.id()).isEqualTo("accounts/acme/datasets/leaves");
    fireworks.received(CREATE, CREATE, LOOK, DIRECT, LOOK);
    assertThat(fireworks.requests()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anotherDataSetOfThatIdIsAConflictAndIsLeftAlone(CallMode mode) {
    fireworks.replay("files/POST_datasets.taken");
    assertThatThrownBy(() -> upload(mode, files())).isInstanceOf(ConflictException.class);
    assertThat(fireworks.requests()).isEqualTo(1);

    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    fireworks.replay("files/POST_datasets.taken", LOOK + ".other");
    assertThatThrownBy(() -> upload(mode, files()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("exampleCount");
    assertThat(fireworks.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDataSetThatHadItsFileBeforeIsNeitherFilledNorTakenAway(CallMode mode) {
    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    fireworks.replay("files/POST_datasets.taken", LOOK);

    assertThatThrownBy(() -> upload(mode, files()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("has its file");
    fireworks.received(CREATE, CREATE, LOOK);
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theBytesAreSentAgainWhenTheyMayNotHaveArrived(CallMode mode) {
    fireworks.replay(CREATE);
    fireworks.answer(503, "{\"code\":14,\"message\":\"busy\"}", "Retry-After: 0");
    fireworks.replay(DIRECT, LOOK);

    upload(mode, files());

    fireworks.received(CREATE, DIRECT, DIRECT, LOOK);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void bytesThatArrivedTheFirstTimeAreNotMissedTheSecond(CallMode mode) {
    fireworks.replay(CREATE);
    fireworks.answer(503, "{\"code\":14,\"message\":\"busy\"}", "Retry-After: 0");
    fireworks.answer(400, "{\"code\":9,\"message\":\"dataset is READY already\"}");
    fireworks.replay(LOOK, LOOK);

    assertThat(upload(mode, files()).status()).isEqualTo(FileStatus.READY);
    fireworks.received(CREATE, DIRECT, DIRECT, LOOK, LOOK);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRefusedFileTakesItsDataSetAwayAgain(CallMode mode) {
    fireworks.replay(CREATE);
    fireworks.answer(400, "{\"code\":3,\"message\":\"line 2: no messages\"}");
    fireworks.replay(DELETE);

    assertThatThrownBy(() -> upload(mode, files()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("upload leaves.jsonl as accounts/acme/datasets/leaves")
        .hasMessageContaining("line 2: no messages");
    fireworks.received(CREATE, DIRECT, DELETE);
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRefusalOfTheStoreNamesTheDataSetButNotTheSignature(CallMode mode) {
    fireworks.replay(CREATE, PLACE);
    fireworks.answer(403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
    fireworks.replay(DELETE + ".gone");

    assertThatThrownBy(() -> upload(mode, largeFiles()))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("accounts/acme/datasets/leaves")
        .hasMessageNotContaining("Signature=")
        .hasMessageNotContaining("ab12")
        .hasMessageNotContaining("/bucket");
    fireworks.received(CREATE, PLACE, STORE, DELETE);
  }

  @Test
  void anAnswerWithoutAPlaceIsUnreadable() {
    fireworks.replay(CREATE);
    fireworks.answer(200, "{\"filenameToSignedUrls\":{\"other\":\"https://x.example/y?sig=z\"}}");
    fireworks.replay(DELETE);

    assertThatThrownBy(() -> upload(CallMode.SYNC, largeFiles()))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("leaves.jsonl")
        .hasMessageNotContaining("sig=");
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileThatChangesMeanwhileIsNotSentWhole(CallMode mode) {
    fireworks.then(
        this::append,
        new MockResponse.Builder()
            .code(200)
            .body("{\"name\":\"accounts/acme/datasets/leaves\",\"state\":\"UPLOADING\"}")
            .build());
    fireworks.replay(DELETE);

    assertThatThrownBy(() -> upload(mode, files())).hasMessageContaining("changed meanwhile");
    assertThat(fireworks.paths().get(fireworks.paths().size() - 1))
        .isEqualTo("DELETE /v1/accounts/acme/datasets/leaves");
  }

  private void append() {
    try {
      Files.writeString(leaves, LINES + LINES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void progressIsToldPhaseByPhase(CallMode mode) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      lines.append(LINES.replace("Which", i + " which"));
    }
    Files.writeString(leaves, lines, StandardCharsets.UTF_8);
    fireworks.replay(CREATE, DIRECT, LOOK);
    List<Phase> phases = new ArrayList<>();

    upload(mode, files(), request -> request.progress((phase, done, total) -> phases.add(phase)));

    int turn = phases.indexOf(Phase.UPLOADING);
    assertThat(phases.subList(0, turn)).hasSizeGreaterThan(2).containsOnly(Phase.CHECKING);
    assertThat(phases.subList(turn, phases.size())).containsOnly(Phase.UPLOADING);
  }
}
