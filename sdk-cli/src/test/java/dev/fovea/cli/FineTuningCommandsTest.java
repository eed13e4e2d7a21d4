package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import dev.fovea.testkit.EmbeddedTogether;
import dev.fovea.testkit.control.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fovea fine-tuning …}, besides the road that every job goes. */
class FineTuningCommandsTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";
  // Slow enough that no job ends by itself while a test runs.
  private static final EmbeddedTogether TOGETHER =
      EmbeddedTogether.builder().timeScale(20).start();

  @TempDir
  static Path folder;

  private static String file;

  @BeforeAll
  static void uploads() throws IOException {
    file = uploaded("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
        + "{\"role\":\"assistant\",\"content\":\"ho\"}]}\n");
  }

  @AfterAll
  static void stops() {
    TOGETHER.close();
  }

  private static String uploaded(String lines) throws IOException {
    Path path = Files.writeString(Files.createTempFile(folder, "train", ".jsonl"), lines);
    return (String)
        document(shell().run("files", "upload", path.toString(), "--json")).get("id");
  }

  private static String job(String... options) {
    String[] words = {"fine-tuning", "create", "--training-file", file, "--json"};
    Shell.Ran ran = shell().run(with(words, options));
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    return (String) document(ran).get("id");
  }

  @Test
  void checkpointsAreListedAsATableAndAsJson() {
    String job = job("--model", MODEL, "--epochs", "2");
    TOGETHER.clock().advance(Duration.ofHours(1));

    Shell.Ran table = shell().run("fine-tuning", "checkpoints", job);
    Shell.Ran json = shell().run("fine-tuning", "checkpoints", job, "--json");

    assertThat(table.out()).contains("Final Merged").contains(job + ":");
    assertThat((List<?>) document(json).get("items"))
        .extracting(item -> (Object) ((Map<?, ?>) item).get("type"))
        .contains("Final Merged", "Final Adapter");
  }

  @Test
  void aJobIsCancelledAndDeleted() {
    String job = job("--model", MODEL);

    Shell.Ran cancelled = shell().run("fine-tuning", "cancel", job, "--json");
    Shell.Ran deleted = shell().run("fine-tuning", "delete", job, "--json");
    Shell.Ran again = shell().run("fine-tuning", "delete", job);

    assertThat(document(cancelled)).containsEntry("providerStatus", "cancel_requested");
    assertThat(document(deleted)).containsEntry("id", job).containsEntry("deleted", true);
    assertThat(again.out()).isEqualTo("Deleted " + job + "\n");
    assertThat(shell().run("fine-tuning", "get", job).code()).isEqualTo(ExitCodes.FAILED);
  }

  @Test
  void preferenceTuningTakesItsBetaAndEveryOtherFieldBySet() throws IOException {
    String pairs = uploaded("{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]},"
        + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"ho\"}],"
        + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"no\"}]}\n");

    Shell.Ran ran = shell()
        .run(
            "fine-tuning",
            "create",
            "--model",
            MODEL,
            "--training-file",
            pairs,
            "--method",
            "dpo",
            "--beta",
            "0.3",
            "--lora",
            "8",
            "--set",
            "training_method.rpo_alpha=0.5",
            "--set",
            "packing=false",
            "--set",
            "lr_scheduler={\"lr_scheduler_type\":\"linear\",\"lr_scheduler_args\":{\"min_lr_ratio\":0}}",
            "--json");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(sent())
        .containsEntry(
            "training_method", Map.of("method", "dpo", "dpo_beta", 0.3, "rpo_alpha", 0.5))
        .containsEntry("packing", false)
        .containsEntry(
            "lr_scheduler",
            Map.of("lr_scheduler_type", "linear", "lr_scheduler_args", Map.of("min_lr_ratio", 0)));
  }

  @Test
  void aJobGoesOnFromACheckpointWithoutAModel() {
    String first = job("--model", MODEL);
    TOGETHER.clock().advance(Duration.ofHours(1));

    job("--set", "from_checkpoint=" + first);

    assertThat(sent()).containsEntry("from_checkpoint", first).doesNotContainKey("model");
    Shell.Ran neither = shell().run("fine-tuning", "create", "--training-file", file);
    assertThat(neither.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(neither.err()).contains("missing --model");
    Shell.Ran both = shell()
        .run(
            "fine-tuning",
            "create",
            "--training-file",
            file,
            "--model",
            MODEL,
            "--set",
            "from_checkpoint=" + first);
    assertThat(both.err()).contains("either baseModel or fromCheckpoint");
  }

  private static Map<String, Object> sent() {
    List<RecordedRequest> creates = TOGETHER.requests().of("POST", "/v1/fine-tunes");
    String body = creates.get(creates.size() - 1).body().orElseThrow();
    return JsonCodec.shared().readMap(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatTheProviderLacksIsSaidInOneSentenceAndNothingIsSent() {
    int before = TOGETHER.requests().all().size();

    for (String verb : List.of("pause", "resume")) {
      Shell.Ran ran = shell().run("fine-tuning", verb, "ft-1");

      assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
      assertThat(ran.err())
          .contains("together: " + verb + " fine-tuning job failed")
          .contains("the provider does not offer this");
      assertThat(ran.out()).isEmpty();
    }
    assertThat(TOGETHER.requests().all()).hasSize(before);
  }

  private static String[] with(String[] words, String... more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  private static Shell shell() {
    return Shell.empty()
        .with("TOGETHER_API_KEY", TOGETHER.apiKey())
        .with("TOGETHER_BASE_URL", TOGETHER.baseUrl().toString());
  }

  private static Map<String, Object> document(Shell.Ran ran) {
    assertThat(ran.out().strip().lines()).as("one document: " + ran.err()).hasSize(1);
    return JsonCodec.shared().readMap(ran.out().getBytes(StandardCharsets.UTF_8));
  }
}
