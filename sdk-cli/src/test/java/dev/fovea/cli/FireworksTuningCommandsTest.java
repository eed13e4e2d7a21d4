package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.fireworks.FireworksClient;
import dev.fovea.json.JsonCodec;
import dev.fovea.testkit.EmbeddedFireworks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fovea fine-tuning … -p fireworks}, where it differs from other providers. */
class FireworksTuningCommandsTest {
  private static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";
  // Slow enough that no job ends by itself while a test runs.
  private static final EmbeddedFireworks FIREWORKS =
      EmbeddedFireworks.builder().timeScale(20).start();

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
    FIREWORKS.close();
  }

  private static String uploaded(String line) throws IOException {
    Path path = Files.writeString(Files.createTempFile(folder, "train", ".jsonl"), line.repeat(3));
    return (String)
        document(shell().run("files", "upload", path.toString(), "--json")).get("id");
  }

  private static Shell.Ran created(String trainingFile, String... options) {
    String[] words = {
      "fine-tuning", "create", "--model", MODEL, "--training-file", trainingFile, "--json"
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + options.length);
    System.arraycopy(options, 0, all, words.length, options.length);
    return shell().run(all);
  }

  @Test
  void aFileIsAddressedByItsFullNameOrItsLastPart() {
    String shortId = file.substring(file.lastIndexOf('/') + 1);

    assertThat(file).startsWith("accounts/" + EmbeddedFireworks.ACCOUNT + "/datasets/");
    assertThat(document(shell().run("files", "get", shortId, "--json"))).containsEntry("id", file);
  }

  @Test
  void preferenceTuningTakesItsBeta() throws IOException {
    String pairs = uploaded("{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]},"
        + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"ho\"}],"
        + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"no\"}]}\n");

    Shell.Ran ran = created(pairs, "--method", "dpo", "--beta", "0.3");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat((String) document(ran).get("id")).contains("/dpoJobs/");
    assertThat(sent()).extractingByKey("lossConfig").asString().contains("beta=0.3");
  }

  @Test
  void reinforcementTuningTakesItsEvaluator() throws IOException {
    try (FireworksClient client = FireworksClient.builder()
        .apiKey(FIREWORKS.apiKey())
        .baseUrl(FIREWORKS.baseUrl())
        .build()) {
      client
          .evaluators()
          .create(
              "exact",
              spec -> spec.criterion(c -> c.name("exact")
                  .entry("main.py", "evaluate")
                  .file("main.py", "def evaluate(): ...")));
      client.evaluators().await("exact", wait -> {});
    }
    String prompts = uploaded(
        "{\"messages\":[{\"role\":\"user\",\"content\":\"1+1?\"}],\"ground_truth\":\"2\"}\n");

    Shell.Ran without = created(prompts, "--method", "rft");
    Shell.Ran ran = created(prompts, "--method", "rft", "--set", "evaluator=exact");

    assertThat(without.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(without.err()).contains("evaluator");
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat((String) document(ran).get("id")).contains("/reinforcementFineTuningJobs/");
    assertThat(sent()).extractingByKey("evaluator").asString().endsWith("/evaluators/exact");
  }

  @Test
  void aCancelledJobIsTakenUpAgain() {
    String job = (String) document(created(file)).get("id");

    Shell.Ran cancelled = shell().run("fine-tuning", "cancel", job, "--json");
    FIREWORKS.clock().advance(java.time.Duration.ofMinutes(1));
    Shell.Ran resumed = shell().run("fine-tuning", "resume", job, "--json");
    Shell.Ran deleted = shell().run("fine-tuning", "delete", job, "--json");

    assertThat(cancelled.code()).as(cancelled.err()).isEqualTo(ExitCodes.DONE);
    assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCodes.DONE);
    assertThat(document(resumed)).containsEntry("id", job);
    assertThat(document(deleted)).containsEntry("deleted", true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "checkpoints"})
  void whatFireworksLacksIsSaidInOneSentenceAndNothingIsSent(String verb) {
    int before = FIREWORKS.requests().count();

    Shell.Ran ran = shell().run("fine-tuning", verb, "accounts/a/supervisedFineTuningJobs/j");

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("the provider does not offer this");
    assertThat(ran.err().strip().lines()).hasSize(1);
    assertThat(FIREWORKS.requests().count()).isEqualTo(before);
  }

  @Test
  void allWeightsAndAnotherProvidersOptionsAreRefusedBeforeAnythingIsSent() {
    int before = FIREWORKS.requests().count();

    Shell.Ran full = created(file, "--no-lora");
    Shell.Ran vision = created(file, "--train-vision", "true");
    Shell.Ran seeded = created(file, "--seed", "5");

    assertThat(List.of(full, vision, seeded)).allSatisfy(ran -> {
      assertThat(ran.code()).isIn(ExitCodes.FAILED, ExitCodes.USAGE);
      assertThat(ran.err()).contains("fireworks");
    });
    assertThat(FIREWORKS.requests().count()).isEqualTo(before);
  }

  private static Map<String, Object> sent() {
    String body = FIREWORKS.requests().last().orElseThrow().body().orElseThrow();
    return JsonCodec.shared().readMap(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Shell shell() {
    return Shell.at("fireworks", FIREWORKS);
  }

  private static Map<String, Object> document(Shell.Ran ran) {
    assertThat(ran.out().strip().lines()).as("one document: " + ran.err()).hasSize(1);
    return JsonCodec.shared().readMap(ran.out().getBytes(StandardCharsets.UTF_8));
  }
}
