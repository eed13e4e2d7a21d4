package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.NotFoundException;
import dev.fovea.providertests.CallMode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TogetherWeightsHttpTest {
  private static final String JOB = "ft-71b2-4c";
  private static final String GET = "fine_tunes/GET_fine-tunes_{id}";
  private static final String DOWNLOAD = "fine_tunes/GET_finetune_download";

  @RegisterExtension
  final Recorded together = new Recorded();

  @TempDir
  Path folder;

  private Path weights(CallMode mode, String id, Path target) {
    TogetherFineTuning tuning = new TogetherFineTuning(together.transport());
    return mode.call(
        () -> tuning.downloadWeights(id, target), () -> tuning.downloadWeightsAsync(id, target));
  }

  private Path adapter(CallMode mode, String id, Path target) {
    TogetherFineTuning tuning = new TogetherFineTuning(together.transport());
    return mode.call(
        () -> tuning.downloadAdapter(id, target), () -> tuning.downloadAdapterAsync(id, target));
  }

  private void archive(String type, String content) {
    together.http.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", type).body(content).build());
  }

  private void probe(String type) {
    together.http.enqueue(new MockResponse.Builder()
        .code(206)
        .addHeader("Content-Type", type)
        .addHeader("Content-Range", "bytes 0-1/900")
        .body("ab")
        .build());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aModelWithItsAdapterMergedInIsSavedUnderTheGivenName(CallMode mode) {
    together.replay(GET);
    archive("application/octet-stream", "merged weights");

    Path saved = weights(mode, JOB, folder.resolve("leaves.tar.zst"));

    together.received(GET, DOWNLOAD);
    assertThat(saved).isEqualTo(folder.resolve("leaves.tar.zst")).hasContent("merged weights");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void inAFolderTheFileIsNamedAfterModelAndPacking(CallMode mode) {
    together.replay(GET);
    probe("application/octet-stream");
    archive("application/octet-stream", "merged weights");

    Path saved = weights(mode, JOB, folder);

    together.received(GET, DOWNLOAD + ".probe", DOWNLOAD);
    assertThat(saved)
        .isEqualTo(folder.resolve("Qwen3-VL-8B-Instruct-leaves-0c7d.tar.zst"))
        .hasContent("merged weights");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aJobThatTrainedAllWeightsKeepsThemUnderAnotherWord(CallMode mode) {
    together.replay(GET + ".full");
    probe("application/x-tar");
    archive("application/x-tar", "all weights");

    Path saved = weights(mode, JOB, folder);

    together.received(GET);
    together.request();
    together.received(DOWNLOAD + ".full");
    // Whatever the server calls the model, the file stays in its folder.
    assertThat(saved).isEqualTo(folder.resolve("leaves_x.tar.gz")).hasContent("all weights");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anAdapterComesByItselfWithoutALook(CallMode mode) {
    archive("application/octet-stream", "an adapter");

    Path saved = adapter(mode, JOB, folder.resolve("a.tar.zst"));

    together.received(DOWNLOAD + ".adapter");
    assertThat(saved).hasContent("an adapter");
    assertThat(together.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aStateOnTheWayIsAskedForByItsStepAndTakenUpWhereItBroke(CallMode mode) throws Exception {
    byte[] all = new byte[200_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) ((i * 31) >> 3);
    }
    together.http.enqueue(new MockResponse.Builder()
        .addHeader("ETag", "\"w-1\"")
        .addHeader("Content-Length", all.length)
        .body(new Buffer().write(all, 0, 131_072))
        .onResponseEnd(new SocketEffect.CloseSocket())
        .setHeader("Content-Length", all.length)
        .build());
    together.http.enqueue(new MockResponse.Builder()
        .code(206)
        .addHeader("Content-Range", "bytes 131072-199999/200000")
        .body(new Buffer().write(all, 131_072, all.length - 131_072))
        .build());

    Path saved = weights(mode, JOB + ":20", folder.resolve("step.tar.zst"));

    together.received(DOWNLOAD + ".step", DOWNLOAD + ".rest");
    assertThat(saved).hasBinaryContent(all);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(saved);
    }
  }

  @Test
  void aJobWithoutWeightsLeavesNoFileBehind() throws Exception {
    together.answer(404, "{\"error\":{\"message\":\"nothing kept\",\"type\":\"not_found\"}}");

    assertThatThrownBy(() -> adapter(CallMode.SYNC, JOB, folder.resolve("a.tar.zst")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("download weights failed: nothing kept");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whatCannotBeDownloadedIsRefusedBeforeAnyRequest() throws Exception {
    Path there = Files.createFile(folder.resolve("there"));

    for (String id : new String[] {"", ":3", "ft-1:", "ft-1:last"}) {
      assertThatThrownBy(() -> weights(CallMode.SYNC, id, folder))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("JOB:STEP");
    }
    assertThatThrownBy(() -> adapter(CallMode.SYNC, JOB + ":20", folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("downloadWeights");
    assertThatThrownBy(() -> adapter(CallMode.SYNC, JOB, there))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("it exists");
    assertThat(together.requests()).isZero();
  }
}
