package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.NotFoundException;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DownloadHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  @TempDir
  Path folder;

  private Path leaves;

  @BeforeEach
  void writesTheFile() throws IOException {
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), UploadHttpTest.LINE);
  }

  private TogetherFiles files() {
    return new TogetherFiles(together.transport());
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
  void aCutDownloadIsGoneOnWith(CallMode mode) throws IOException {
    together.http.enqueue(new MockResponse.Builder()
        .body(new Buffer().writeUtf8("{\"text\""))
        .setHeader("Content-Length", 30)
        .addHeader("ETag: \"v1\"")
        .onResponseEnd(new SocketEffect.CloseSocket())
        .build());
    together.replay("files/GET_files_{id}_content.rest");
    TogetherFiles files = files();
    Path target = folder.resolve("copy.jsonl");

    mode.call(
        () -> files.download("file-9a3", target), () -> files.downloadAsync("file-9a3", target));

    together.received("files/GET_files_{id}_content", "files/GET_files_{id}_content.rest");
    assertThat(target).hasContent("{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    assertThat(names()).containsExactlyInAnyOrder("copy.jsonl", "leaves.jsonl");
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
