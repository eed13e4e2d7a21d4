package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ClientOptions;
import dev.fovea.error.ConflictException;
import dev.fovea.error.DatasetException;
import dev.fovea.error.FoveaException;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.WireObject;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedFireworks;
import dev.fovea.testkit.FireworksExtension;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data sets there and back, against the embedded Fireworks. */
class FireworksFilesRoadTest {
  private static final String DATASETS = "/v1/accounts/{account}/datasets";
  private static final String DIRECT = DATASETS + "/{id}:upload";
  private static final String BUCKET = "/_storage/**";

  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  @TempDir
  Path folder;

  private final FakeTiming timing = new FakeTiming();
  private EmbeddedFireworks server;
  private Transport transport;
  private FireworksFiles direct;
  private FireworksFiles signed;
  private Path leaves;

  @BeforeEach
  void connects() throws IOException {
    server = FIREWORKS.fireworks();
    transport = Transport.create(TransportSetup.builder()
        .provider(FireworksProvider.ID)
        .base(URI.create(server.baseUrl() + "/v1"))
        .options(ClientOptions.builder().apiKey(server.apiKey()).timing(timing).build())
        .build());
    Account account = new Account(transport, null);
    Map<String, Object> facts = new LinkedHashMap<>(
        DatedFacts.read(FireworksProvider.class, "uploads.json").rest());
    facts.put("largestDirectBytes", 1000);
    direct = new FireworksFiles(transport, account);
    signed = new FireworksFiles(
        transport, account, FireworksDatasets::rules, () -> WireObject.of(facts));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      lines.append("{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf is " + i
          + "?\"},{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n");
    }
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), lines);
  }

  @AfterEach
  void disconnects() {
    transport.close();
  }

  private static RemoteFile upload(CallMode mode, FireworksFiles files, Path file) {
    UploadRequest request = UploadRequest.builder().path(file).build();
    return mode.call(() -> files.upload(request), () -> files.uploadAsync(request));
  }

  private void assertStored(RemoteFile file) throws IOException {
    try (InputStream in = Files.newInputStream(leaves)) {
      assertThat(server.sha256(file.id())).contains(FileContent.sha256(in));
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileOfEitherSizeArrivesWhole(CallMode mode) throws IOException {
    for (FireworksFiles files : List.of(direct, signed)) {
      timing.random /= 2; // Another id.
      RemoteFile file = upload(mode, files, leaves);

      assertStored(file);
      server.clock().advance(Duration.ofMinutes(1));
      assertThat(files.await(file.id()).lineCount()).contains(5000L);
    }
    assertThat(server.datasets()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void brokenConnectionsMakeNoSecondDataSet(CallMode mode) throws IOException {
    server.faults().next(1).to("POST", DATASETS).loseAnswer();
    server.faults().next(1).to("POST", DIRECT).reset();
    RemoteFile first = upload(mode, direct, leaves);

    timing.random = 0.5; // Another id.
    server.faults().next(1).to("POST", DATASETS).loseAnswer();
    server.faults().next(1).to("PUT", BUCKET).reset();
    server.faults().next(1).to("POST", DATASETS + "/{id}:validateUpload").loseAnswer();
    RemoteFile second = upload(mode, signed, leaves);

    assertStored(first);
    assertStored(second);
    assertThat(server.datasets()).containsExactly(first.id(), second.id());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUploadThatFailsForGoodLeavesNothing(CallMode mode) {
    server.faults().next(1).to("PUT", BUCKET).status(403);

    assertThatThrownBy(() -> upload(mode, signed, leaves)).isInstanceOf(FoveaException.class);

    assertThat(direct.list().items()).isEmpty();
    assertThat(server.datasets()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aNameThatIsAnIdIsTakenOnce(CallMode mode) {
    UploadRequest request =
        UploadRequest.builder().path(leaves).name("oaks.jsonl").build();

    RemoteFile file = mode.call(() -> direct.upload(request), () -> direct.uploadAsync(request));

    assertThat(file.id()).isEqualTo("accounts/" + EmbeddedFireworks.ACCOUNT + "/datasets/oaks");
    assertThatThrownBy(
            () -> mode.call(() -> direct.upload(request), () -> direct.uploadAsync(request)))
        .isInstanceOf(ConflictException.class);
    assertThat(direct.get("oaks").id()).isEqualTo(file.id());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDownloadGoesOnWhereItBroke(CallMode mode) {
    String id = upload(CallMode.SYNC, direct, leaves).id();
    server.clock().advance(Duration.ofMinutes(1));
    direct.await(id);
    server.faults().next(1).to("GET", BUCKET).cutAfterBytes(100_000);
    server.faults().next(1).to("GET", BUCKET).status(503);
    server.faults().next(1).to("GET", BUCKET).cutAfterBytes(80_000);
    Path target = folder.resolve("copy");

    mode.call(() -> direct.download(id, target), () -> direct.downloadAsync(id, target));

    assertThat(target).hasSameBinaryContentAs(leaves);
    assertThat(server.requests().of("GET", BUCKET))
        .extracting(request -> request.header("range").orElse("").isEmpty())
        .containsExactly(true, false, false, false);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatTheServiceFindsWrongEndsTheWait(CallMode mode) throws IOException {
    Files.writeString(leaves, "{\"messages\":[]}\n[1]\n");
    RemoteFile file = direct.upload(request -> request.path(leaves).unchecked());
    server.clock().advance(Duration.ofMinutes(1));

    assertThatThrownBy(
            () -> mode.call(() -> direct.await(file.id()), () -> direct.awaitAsync(file.id())))
        .isInstanceOfSatisfying(
            DatasetException.class,
            failure -> assertThat(failure.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.line()).contains(2L)));
  }

  @Test
  void listingUpdatingSplittingAndDeletingWork() {
    String id = upload(CallMode.SYNC, direct, leaves).id();
    server.clock().advance(Duration.ofMinutes(1));
    direct.await(id);

    assertThat(direct.update(id, d -> d.displayName("Oaks")).filename()).isEqualTo("Oaks");
    FireworksDatasetSplit split = direct.split(id, 2500);
    assertThat(split.examples()).contains(5000L);
    assertThat(split.datasetIds()).hasSize(2);
    assertThat(direct.list(q -> q.pageSize(1).orderBy("create_time desc")).all())
        .hasSize(3);
    direct.delete(id);
    direct.delete(id);
    assertThat(direct.list().items()).hasSize(2);
  }
}
