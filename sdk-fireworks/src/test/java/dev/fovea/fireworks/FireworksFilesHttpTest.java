package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.DatasetException;
import dev.fovea.error.JobFailedException;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import dev.fovea.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FireworksFilesHttpTest {
  private static final String LOOK = "files/GET_datasets_{id}";
  private static final String PLACES = "files/GET_datasets_{id}_getDownloadEndpoint";
  private static final String ID = "accounts/acme/datasets/leaves";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  @TempDir
  Path folder;

  private FireworksFiles files() {
    Transport transport = fireworks.transport();
    return new FireworksFiles(transport, new Account(transport, "acme"));
  }

  private RemoteFile get(CallMode mode, String id) {
    FireworksFiles files = files();
    return mode.call(() -> files.get(id), () -> files.getAsync(id));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getTakesTheFullNameOrTheShortId(CallMode mode) {
    fireworks.replay(LOOK, LOOK);

    RemoteFile file = get(mode, ID);

    assertThat(file.id()).isEqualTo(ID);
    assertThat(file.providerStatus()).isEqualTo("READY");
    assertThat(file.createdAt()).hasToString("Optional[2026-05-04T10:11:12Z]");
    assertThat(get(mode, "leaves")).isEqualTo(file);
    fireworks.received(LOOK, LOOK);
  }

  @Test
  void theViewShowsWhatOnlyFireworksSays() {
    fireworks.replay(LOOK + ".traits");

    FireworksFile view = FireworksFile.of(get(CallMode.SYNC, ID));

    assertThat(view.format()).contains("CHAT");
    assertThat(view.estimatedTokens()).contains(412L);
    assertThat(view.averageTurns()).contains(2.0);
    assertThat(view.createdBy()).contains("ranger@leaflab.example");
    assertThat(view.updatedAt()).hasToString("Optional[2026-05-04T10:12:40Z]");
    assertThat(view.sourceDatasetId()).contains("accounts/acme/datasets/forest");
    assertThat(view.externalUrl()).contains(URI.create("gs://leaves/all.jsonl"));
    assertThat(view.sourceJobName()).contains("accounts/acme/batchInferenceJobs/b1");
    assertThat(view.evaluationJobId()).contains("accounts/acme/evaluationJobs/e1");
    assertThat(view.filter()).isEmpty();
    assertThat(view.statusCode()).contains("OK");
    assertThat(view.additionalProperties()).containsKey("evalProtocol");
    assertThat(view.file().id()).isEqualTo(ID);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listGoesThroughAllPages(CallMode mode) {
    fireworks.replay("files/GET_datasets", "files/GET_datasets.next");
    FireworksFiles files = files();

    Page<RemoteFile> page = mode.call(files::list, files::listAsync);

    assertThat(page.all())
        .extracting(RemoteFile::id)
        .containsExactly(ID, "accounts/acme/datasets/needles");
    fireworks.received("files/GET_datasets", "files/GET_datasets.next");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aQuerySaysWhichToList(CallMode mode) {
    fireworks.replay("files/GET_datasets.empty");
    FireworksFiles files = files();
    Consumer<FireworksListQuery> query = q ->
        q.filter("state=\"READY\"").orderBy("create_time desc").pageSize(2).readMask("name,state");

    assertThat(mode.call(() -> files.list(query), () -> files.listAsync(query)).items())
        .isEmpty();
    fireworks.received("files/GET_datasets.query");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deleteOfWhatIsGoneIsFine(CallMode mode) {
    fireworks.replay("files/DELETE_datasets_{id}", "files/DELETE_datasets_{id}.gone");
    FireworksFiles files = files();

    for (int i = 0; i < 2; i++) {
      assertThat(mode.<Boolean>call(
              () -> {
                files.delete(ID);
                return true;
              },
              () -> files.deleteAsync(ID).thenApply(gone -> true)))
          .isTrue();
    }

    fireworks.received("files/DELETE_datasets_{id}", "files/DELETE_datasets_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitEndsWhenTheDataSetIsReady(CallMode mode) {
    fireworks.replay(LOOK + ".uploading", LOOK + ".odd", LOOK);
    FireworksFiles files = files();

    RemoteFile file = mode.call(() -> files.await(ID), () -> files.awaitAsync(ID));

    assertThat(file.status()).isEqualTo(FileStatus.READY);
    assertThat(fireworks.timing.naps).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUploadThatWaitsForEverBesideABadStatusHasFailed(CallMode mode) {
    fireworks.replay(LOOK + ".wrong");
    FireworksFiles files = files();

    DatasetException failure = catchThrowableOfType(
        DatasetException.class, () -> mode.call(() -> files.await(ID), () -> files.awaitAsync(ID)));

    assertThat(failure.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("fireworks.server-check");
      assertThat(finding.line()).contains(2L);
      assertThat(finding.message()).isEqualTo("the picture is no base64 data URL");
    });
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void troubleOfTheServicesOwnIsNoFaultOfTheData(CallMode mode) {
    fireworks.replay(LOOK + ".trouble");
    FireworksFiles files = files();

    assertThatThrownBy(() -> mode.call(() -> files.await(ID), () -> files.awaitAsync(ID)))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("upload it again");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void updateSendsOnlyWhatIsSet(CallMode mode) {
    fireworks.replay("files/PATCH_datasets_{id}");
    FireworksFiles files = files();
    Consumer<FireworksDatasetSpec> spec = d -> d.displayName("Leaves of May");

    RemoteFile file =
        mode.call(() -> files.update("leaves", spec), () -> files.updateAsync("leaves", spec));

    assertThat(file.filename()).isEqualTo("Leaves of May");
    fireworks.received("files/PATCH_datasets_{id}");
    assertThatThrownBy(() -> files.update("leaves", d -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing is set");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDataSetMayStandForRowsInABucketOfOnesOwn(CallMode mode) {
    fireworks.replay("files/POST_datasets");
    FireworksFiles files = files();
    Consumer<FireworksDatasetSpec> spec = d -> d.displayName("Mine")
        .externalUrl(URI.create("gs://leaves/mine.jsonl"))
        .exampleCount(1200)
        .format("CHAT");

    mode.call(() -> files.create("mine", spec), () -> files.createAsync("mine", spec));

    fireworks.received("files/POST_datasets.bucket");
    assertThatThrownBy(() -> files.create("Not An Id", spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Not An Id");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDataSetMayBeSelectedFromAnother(CallMode mode) {
    fireworks.replay("files/POST_datasets");
    FireworksFiles files = files();

    mode.call(
        () -> files.select("oaks", "leaves", "label=\"oak\""),
        () -> files.selectAsync("oaks", "leaves", "label=\"oak\""));

    fireworks.received("files/POST_datasets.select");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void splitTellsThePieces(CallMode mode) {
    fireworks.replay("files/POST_datasets_{id}_splitDataset");
    FireworksFiles files = files();

    FireworksDatasetSplit split =
        mode.call(() -> files.split("leaves", 400), () -> files.splitAsync("leaves", 400));

    assertThat(split.datasetIds()).hasSize(2).allMatch(name -> name.startsWith(ID));
    assertThat(split.created()).contains(2);
    assertThat(split.examples()).contains(800L);
    fireworks.received("files/POST_datasets_{id}_splitDataset");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void splitIsNotSentTwiceWhenItMayHaveBeenHeard(CallMode mode) {
    fireworks.answer(503, "{\"code\":14,\"message\":\"busy\"}", "Retry-After: 0");
    FireworksFiles files = files();

    assertThatThrownBy(() ->
            mode.call(() -> files.split("leaves", 400), () -> files.splitAsync("leaves", 400)))
        .hasMessageContaining("files().list()");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  private Path download(CallMode mode, Path target) {
    FireworksFiles files = files();
    return mode.call(() -> files.download(ID, target), () -> files.downloadAsync(ID, target));
  }

  private void stored(String body) {
    fireworks.http.enqueue(new MockResponse.Builder().body(body).build());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void downloadSavesTheOneFileAndGoesOnWhereItWasCut(CallMode mode) throws IOException {
    fireworks.replay(PLACES);
    fireworks.http.enqueue(new MockResponse.Builder()
        .body(new Buffer().writeUtf8("{\"text\""))
        .setHeader("Content-Length", 14)
        .addHeader("ETag: \"v1\"")
        .onResponseEnd(new SocketEffect.CloseSocket())
        .build());
    fireworks.http.enqueue(new MockResponse.Builder()
        .code(206)
        .addHeader("Content-Range: bytes 7-13/14")
        .body(":\"one\"}".substring(0, 7))
        .build());

    Path saved = download(mode, folder.resolve("copy.jsonl"));

    assertThat(saved).hasContent("{\"text\":\"one\"}");
    fireworks.received(PLACES, "files/GET_store.dataset", "files/GET_store.dataset.rest");
    assertThat(names()).containsExactly("copy.jsonl");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void severalFilesAreWrittenOneBehindTheOtherInTheOrderOfTheirNames(CallMode mode)
      throws IOException {
    fireworks.replay(PLACES + ".several");
    stored("{\"n\":1}");
    stored("{\"n\":2}\n");

    Path saved = download(mode, folder.resolve("copy.jsonl"));

    assertThat(saved).hasContent("{\"n\":1}\n{\"n\":2}\n");
    assertThat(fireworks.paths()).element(1).asString().contains("out-1");
    assertThat(names()).containsExactly("copy.jsonl");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDownloadOfSeveralThatFailsLeavesNothingBehind(CallMode mode) throws IOException {
    fireworks.replay(PLACES + ".several");
    stored("{\"n\":1}");
    fireworks.answer(403, "<Error/>");

    assertThatThrownBy(() -> download(mode, folder.resolve("copy.jsonl")))
        .hasMessageContaining(ID)
        .hasMessageNotContaining("cd36");
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aTargetThatIsThereIsRefusedBeforeAnythingIsAsked(CallMode mode) throws IOException {
    Path target = Files.writeString(folder.resolve("copy.jsonl"), "old");

    assertThatThrownBy(() -> download(mode, target))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("REPLACE_EXISTING");
    assertThat(fireworks.requests()).isZero();

    fireworks.replay(PLACES + ".several");
    stored("{\"n\":1}\n");
    stored("{\"n\":2}\n");
    FireworksFiles files = files();
    files.download(ID, target, StandardCopyOption.REPLACE_EXISTING);
    assertThat(target).hasContent("{\"n\":1}\n{\"n\":2}\n");
  }

  @Test
  void aDataSetWithoutFilesSaysSo() {
    fireworks.answer(200, "{}");

    assertThatThrownBy(() -> download(CallMode.SYNC, folder.resolve("copy.jsonl")))
        .hasMessageContaining("no file to download");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void downloadAllSavesEachFileUnderItsName(CallMode mode) throws IOException {
    fireworks.replay(PLACES + ".several");
    stored("{\"n\":1}\n");
    stored("{\"n\":2}\n");
    FireworksFiles files = files();

    List<Path> saved = mode.call(
        () -> files.downloadAll(ID, true, folder), () -> files.downloadAllAsync(ID, true, folder));

    assertThat(saved)
        .extracting(path -> path.getFileName().toString())
        .containsExactly("out-1.jsonl", "out-2.jsonl");
    assertThat(saved.get(1)).hasContent("{\"n\":2}\n");
    fireworks.received(PLACES + ".lineage");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
