package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ClientOptions;
import dev.fovea.error.FoveaException;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.provider.WireObject;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedTogether;
import dev.fovea.testkit.TogetherExtension;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files in parts and downloads that break, against the embedded Together. */
class FilesRoadTest {
  private static final String PART = "/_storage/part/{upload}/{part}";

  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  @TempDir
  Path folder;

  private EmbeddedTogether server;
  private Transport transport;
  private TogetherFiles files;
  private Path leaves;

  @BeforeEach
  void connects() throws IOException {
    server = TOGETHER.together();
    transport = Transport.create(TransportSetup.builder()
        .provider("together")
        .base(server.baseUrl())
        .options(ClientOptions.builder()
            .apiKey(server.apiKey())
            .timing(new FakeTiming())
            .build())
        .build());
    UploadFacts facts = UploadFacts.of(WireObject.of(Map.of(
        "date", "2026-01-01",
        "largestSingleBytes", 100_000,
        "targetPartBytes", 100_000,
        "mostParts", 250,
        "partsAtOnce", 4,
        "fileTypes", List.of("jsonl"))));
    files = new TogetherFiles(transport, TogetherDatasets::rules, () -> facts);
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), UploadHttpTest.LINE.repeat(10_000));
  }

  @AfterEach
  void disconnects() {
    transport.close();
  }

  private RemoteFile upload(CallMode mode) {
    UploadRequest request = UploadRequest.builder().path(leaves).build();
    return mode.call(() -> files.upload(request), () -> files.uploadAsync(request));
  }

  private void assertStored(RemoteFile file) throws IOException {
    try (InputStream in = Files.newInputStream(leaves)) {
      assertThat(server.sha256(file.id())).contains(FileContent.sha256(in));
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void partsThatFailAreSentAgainAlone(CallMode mode) throws IOException {
    server.faults().next(1).to("PUT", PART).status(500);
    server.faults().next(1).to("PUT", PART).reset();

    RemoteFile file = upload(mode);

    assertStored(file);
    assertThat(server.requests().count("PUT", PART)).isEqualTo(10 + 2);
    assertThat(server.requests().count("POST", "/v1/files/multipart/abort")).isZero();
    assertThat(upload(mode).id()).isEqualTo(file.id());
    assertThat(server.requests().count("PUT", PART)).isEqualTo(10 + 2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCompletionWhoseAnswerIsLostIsFound(CallMode mode) throws IOException {
    server.faults().next(1).to("POST", "/v1/files/multipart/complete").loseAnswer();

    // Its size is told when it has been processed; until then nobody can say that it is whole.
    assertThatThrownBy(() -> upload(mode))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("not known");
    assertThat(server.requests().count("POST", "/v1/files/multipart/complete")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUploadThatFailsForGoodLeavesNothing(CallMode mode) {
    server.faults().next(1).to("PUT", PART).status(403);

    assertThatThrownBy(() -> upload(mode)).isInstanceOf(FoveaException.class);

    assertThat(server.requests().count("POST", "/v1/files/multipart/abort")).isOne();
    assertThat(files.list().items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDownloadGoesOnWhereItBroke(CallMode mode) throws IOException {
    String id = upload(CallMode.SYNC).id();
    String content = "/v1/files/{id}/content";
    server.faults().next(1).to("GET", content).cutAfterBytes(300_000);
    server.faults().next(1).to("GET", content).status(503);
    server.faults().next(1).to("GET", content).cutAfterBytes(200_000);
    Path target = folder.resolve("copy");

    mode.call(() -> files.download(id, target), () -> files.downloadAsync(id, target));

    assertThat(target).hasSameBinaryContentAs(leaves);
    assertThat(server.requests().of("GET", content))
        .extracting(request -> request.header("range").orElse("").isEmpty())
        .containsExactly(true, false, false, false);
  }
}
