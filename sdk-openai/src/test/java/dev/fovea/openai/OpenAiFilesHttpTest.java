package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.DatasetException;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiFilesHttpTest {
  private static final String ID = "file-7Qk2WmZr4TnVb9XcLp0YdA";

  @RegisterExtension
  final Recorded openAi = new Recorded();

  @TempDir
  Path folder;

  private OpenAiClient client;
  private OpenAiFileService files;

  @BeforeEach
  void open() {
    client = openAi.client();
    files = client.files();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private RemoteFile get(CallMode mode) {
    return mode.call(() -> files.get(ID), () -> files.getAsync(ID));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getReadsEverythingOpenAiSays(CallMode mode) {
    openAi.replay("files/GET_files_{id}");

    RemoteFile file = get(mode);

    assertThat(file.id()).isEqualTo(ID);
    assertThat(file.filename()).isEqualTo("leaves.jsonl");
    assertThat(file.bytes()).isEqualTo(920);
    assertThat(file.purpose()).isEqualTo("fine-tune");
    assertThat(file.createdAt()).contains(Instant.ofEpochSecond(1_790_000_000));
    assertThat(file.status()).isEqualTo(FileStatus.READY);
    assertThat(file.providerStatus()).isEqualTo("processed");
    assertThat(file.lineCount()).isEmpty();
    assertThat(file.findings()).isEmpty();
    assertThat(file.additionalProperties())
        .containsEntry("colour", "green")
        .doesNotContainKey("object");
    assertThat(file.meta().requestId()).contains("req_0123456789abcdef0123456789abcdef");
    openAi.received("files/GET_files_{id}");
  }

  @ParameterizedTest
  @CsvSource({"uploaded,PENDING", "bare,READY", "error,FAILED", "deleted,FAILED", "odd,UNKNOWN"})
  void aStatusMayBeMissingOldOrNew(String which, FileStatus status) {
    openAi.replay("files/GET_files_{id}." + which);

    assertThat(files.get(ID).status()).isEqualTo(status);
  }

  @Test
  void whatIsNotForTrainingIsReadyAsSoonAsItIsThere() {
    openAi.answer(200, "{\"id\":\"file-1\",\"purpose\":\"batch\",\"status\":\"uploaded\"}");

    assertThat(files.get("file-1").status()).isEqualTo(FileStatus.READY);
  }

  @Test
  void aFileWithoutAnIdIsNoFile() {
    openAi.answer(200, "{\"filename\":\"leaves.jsonl\"}");

    assertThatThrownBy(() -> files.get("file-1"))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("id");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aMissingFileIsNotFound(CallMode mode) {
    openAi.replay("files/GET_files_{id}.missing");

    assertThatThrownBy(() -> get(mode))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("openai: get file failed: No such File object: file-none")
        .hasMessageContaining("param id")
        .hasMessageContaining("req_0123456789abcdef0123456789abcdef");
  }

  @Test
  void aViewTellsWhatOnlyOpenAiSays() {
    openAi.replay("files/POST_files.expiring", "files/GET_files_{id}.error");

    OpenAiFile expiring = OpenAiFile.of(files.get(ID));
    OpenAiFile broken = OpenAiFile.of(files.get(ID));

    assertThat(expiring.expiresAt()).contains(Instant.ofEpochSecond(1_790_086_400));
    assertThat(expiring.statusDetails()).isEmpty();
    assertThat(broken.expiresAt()).isEmpty();
    assertThat(broken.statusDetails()).contains("line 3: the picture cannot be read");
    assertThat(broken).isEqualTo(OpenAiFile.of(broken.file())).isNotEqualTo(expiring);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listGivesTheFilesInOpenAisOrder(CallMode mode) {
    openAi.replay("files/GET_files");

    Page<RemoteFile> page = mode.call(files::list, files::listAsync);

    assertThat(page.items()).extracting(RemoteFile::id).containsExactly(ID, ID);
    assertThat(page.hasNext()).isFalse();
    openAi.received("files/GET_files");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theNextPageBeginsAfterTheLastFileAndKeepsTheQuery(CallMode mode) {
    openAi.replay("files/GET_files.first", "files/GET_files.second");

    Page<RemoteFile> page =
        mode.call(() -> files.list(this::some), () -> files.listAsync(this::some));

    assertThat(openAi.requests()).isEqualTo(1);
    assertThat(page.all()).extracting(RemoteFile::id).containsExactly("file-1", "file-2", "file-3");
    openAi.received("files/GET_files.first", "files/GET_files.second");
    assertThat(openAi.requests()).isEqualTo(2);
  }

  private void some(OpenAiListQuery query) {
    query.purpose("fine-tune").limit(2).order("asc").after("file-0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[]}",
        "{\"data\":[],\"has_more\":true}",
        "{\"object\":\"list\",\"data\":[],\"first_id\":null,\"last_id\":null,\"has_more\":false}",
        "{\"data\":[{\"id\":\"file-1\"}]}",
        "{\"data\":[{\"id\":\"file-1\"}],\"has_more\":null}"
      })
  void aListingEndsWhereNobodySaysThatThereIsMore(String answer) {
    openAi.answer(200, answer);

    assertThat(files.list().hasNext()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deletingWhatIsGoneIsFine(CallMode mode) {
    openAi.replay("files/DELETE_files_{id}", "files/GET_files_{id}.missing");

    for (int i = 0; i < 2; i++) {
      mode.call(
          () -> {
            files.delete(ID);
            return true;
          },
          () -> files.deleteAsync(ID).thenApply(gone -> true));
      openAi.received("files/DELETE_files_{id}");
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void downloadSavesTheBytes(CallMode mode) {
    openAi.replay("files/GET_files_{id}_content");
    Path target = folder.resolve("leaves.jsonl");

    mode.call(() -> files.download(ID, target), () -> files.downloadAsync(ID, target));

    assertThat(target).hasContent("{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    openAi.received("files/GET_files_{id}_content");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitAsksUntilTheFileIsProcessed(CallMode mode) {
    openAi.replay(
        "files/GET_files_{id}.uploaded", "files/GET_files_{id}.odd", "files/GET_files_{id}");

    RemoteFile file = mode.call(() -> files.await(ID), () -> files.awaitAsync(ID));

    assertThat(file.status()).isEqualTo(FileStatus.READY);
    assertThat(openAi.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitTellsWhatIsWrongWithTheData(CallMode mode) {
    openAi.replay("files/GET_files_{id}.error");

    assertThatThrownBy(() -> mode.call(() -> files.await(ID), () -> files.awaitAsync(ID)))
        .isInstanceOfSatisfying(DatasetException.class, wrong -> {
          assertThat(wrong.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.line()).contains(3L);
            assertThat(finding.message()).isEqualTo("the picture cannot be read");
          });
          assertThat(wrong).hasMessageContaining("line 3");
        });
  }

  @Test
  void awaitEndsWhenTheFileIsDeletedMeanwhile() {
    openAi.replay("files/GET_files_{id}.uploaded", "files/GET_files_{id}.deleted");

    assertThatThrownBy(() -> files.await(ID))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("deleted");
    assertThat(openAi.requests()).isEqualTo(2);
  }
}
