package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.providertests.CallMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TogetherFilesHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherFiles files() {
    return new TogetherFiles(together.transport());
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
  void aViewTellsWhatOnlyTogetherSays(CallMode mode) {
    together.replay("files/GET_files_{id}.traits");
    TogetherFiles files = files();

    TogetherFile file =
        TogetherFile.of(mode.call(() -> files.get("file-9a3"), () -> files.getAsync("file-9a3")));

    assertThat(file.fileType()).contains("jsonl");
    assertThat(file.processed()).contains(true);
    assertThat(file.valid()).contains(true);
    assertThat(file.datasetFormat()).contains("conversation");
    assertThat(file.multimodal()).contains(true);
    assertThat(file.messageWeights()).contains(false);
    assertThat(file.sampleWeights()).contains(true);
    assertThat(file.tools()).contains(true);
    assertThat(file.parallelToolCalls()).contains(false);
    assertThat(file.reasoning()).contains(true);
    assertThat(file.errorType()).isEmpty();
    assertThat(file.file().lineCount()).contains(1L);
  }

  @Test
  void aViewOfAFileNobodyLookedAtIsEmpty() {
    together.replay("files/GET_files_{id}.running");

    TogetherFile file = TogetherFile.of(files().get("file-9a3"));

    assertThat(file.processed()).contains(false);
    assertThat(file.valid()).isEmpty();
    assertThat(file.datasetFormat()).isEmpty();
    assertThat(file).isEqualTo(TogetherFile.of(file.file()));
  }

  @Test
  void aVerdictWithoutWordsIsAFindingToo() {
    together.answer(
        200,
        "{\"id\":\"f\",\"purpose\":\"fine-tune\",\"processing_status\":\"INVALID_FORMAT\","
            + "\"validation_report\":{\"valid\":false,\"error_type\":\"INVALID_FORMAT\"}}");

    RemoteFile file = files().get("f");

    assertThat(file.status()).isEqualTo(FileStatus.FAILED);
    assertThat(file.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).isEqualTo("INVALID_FORMAT"));
    assertThat(TogetherFile.of(file).errorType()).contains("INVALID_FORMAT");
  }
}
