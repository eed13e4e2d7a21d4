package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import dev.fovea.testkit.EmbeddedTogether;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The road, command by command, each with the ids the one before printed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoadTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";
  private static final Road ROAD = new Road();

  @TempDir
  static Path folder;

  /** What one command printed and a later one needs. */
  private static final class Road {
    EmbeddedTogether together;
    Path training;
    Path picture;
    String file;
    String job;
    String model;
    String deployment;
  }

  @BeforeAll
  static void prepare() throws IOException {
    ROAD.together = EmbeddedTogether.start();
    List<Labelled> drawn = new PictureBook(folder, new Dice(4)).draw();
    ROAD.training = folder.resolve("train.jsonl");
    ROAD.picture = drawn.get(0).picture();
    TrainingFile.write(
        ROAD.training, dev.fovea.dataset.DatasetFormat.of("together"), drawn.subList(1, 40));
  }

  @AfterAll
  static void stop() {
    ROAD.together.close();
  }

  @Test
  @Order(1)
  void aFileIsUploadedWithProgressOnStandardError() {
    Shell.Ran ran = shell().run("files", "upload", ROAD.training.toString(), "--json");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.err()).contains("checking").contains("uploading");
    ROAD.file = text(document(ran), "id");
    assertThat(document(ran))
        .containsEntry("status", "READY")
        .containsEntry("filename", "train.jsonl")
        .containsEntry("purpose", "fine-tune");
  }

  @Test
  @Order(2)
  void filesAreListedShownAndDownloaded() throws IOException {
    Path copy = folder.resolve("copy.jsonl");

    Shell.Ran list = shell().run("files", "list");
    Shell.Ran get = shell().run("files", "get", ROAD.file, "--json");
    Shell.Ran download = shell().run("files", "download", ROAD.file, copy.toString());

    assertThat(list.out()).containsPattern("^id +filename").contains(ROAD.file);
    assertThat(document(get)).containsEntry("id", ROAD.file);
    assertThat(download.code()).as(download.err()).isEqualTo(ExitCodes.DONE);
    assertThat(copy).hasSameBinaryContentAs(ROAD.training);
  }

  @Test
  @Order(3)
  void aJobIsCreatedWithWhatTheOptionsSay() {
    Shell.Ran ran = shell()
        .run(
            "fine-tuning",
            "create",
            "--model",
            MODEL,
            "--training-file",
            ROAD.file,
            "--lora",
            "8",
            "--lora-alpha",
            "16",
            "--epochs",
            "2",
            "--learning-rate",
            "1e-4",
            "--train-vision",
            "true",
            "--seed",
            "5",
            "--suffix",
            "veg",
            "--set",
            "warmup_ratio=0.25",
            "--set",
            "wandb_name=mine",
            "--json");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    ROAD.job = text(document(ran), "id");
    assertThat(ran.err()).contains("fovea fine-tuning await " + ROAD.job);
    String sent =
        ROAD.together.requests().of("POST", "/v1/fine-tunes").get(0).body().orElseThrow();
    assertThat(sent)
        .contains("\"lora_r\":8")
        .contains("\"lora_alpha\":16")
        .contains("\"n_epochs\":2")
        .contains("\"train_vision\":true")
        .contains("\"random_seed\":5")
        .contains("\"suffix\":\"veg\"")
        .contains("\"warmup_ratio\":0.25")
        .contains("\"wandb_name\":\"mine\"");
  }

  @Test
  @Order(4)
  void awaitTellsTheEventsAndEndsWithTheModel() {
    Shell.Ran ran = shell().run("fine-tuning", "await", ROAD.job, "--json");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(document(ran)).containsEntry("status", "SUCCEEDED");
    assertThat(ran.err().lines().count()).isGreaterThan(3);
    ROAD.model = text(document(ran), "fineTunedModel");
    assertThat(ran.err()).contains("fovea deployments create --model " + ROAD.model);
  }

  @Test
  @Order(5)
  void jobsAreListedShownAndTheirEventsToo() {
    Shell.Ran list = shell().run("fine-tuning", "list", "--json");
    Shell.Ran retrieve = shell().run("fine-tuning", "retrieve", ROAD.job);
    Shell.Ran events = shell().run("fine-tuning", "list-events", ROAD.job, "--json");

    assertThat((List<?>) document(list).get("items")).hasSize(1);
    assertThat(retrieve.out()).contains(ROAD.job).contains("SUCCEEDED");
    assertThat((List<?>) document(events).get("items")).hasSizeGreaterThan(3);
  }

  @Test
  @Order(6)
  void aDeploymentSaysWhatItCostsAndHowToStopItBeforeItIsReady() {
    Shell.Ran ambiguous = shell().run("deployments", "create", "--model", ROAD.model);
    Shell.Ran machines = shell().run("deployments", "hardware", "--model", ROAD.model, "--json");
    Map<?, ?> machine = (Map<?, ?>) ((List<?>) document(machines).get("items")).get(0);

    Shell.Ran ran = shell()
        .run(
            "deployments",
            "create",
            "--model",
            ROAD.model,
            "--hardware",
            (String) machine.get("id"),
            "--json");

    assertThat(ambiguous.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(ambiguous.err()).contains("choose the hardware");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    ROAD.deployment = text(document(ran), "id");
    assertThat(document(ran)).containsEntry("status", "READY");
    assertThat(ran.err())
        .containsPattern("Price per hour: \\d+\\.\\d+ USD")
        .contains("Stop it:        fovea deployments stop " + ROAD.deployment);
    assertThat(ran.err().indexOf("Price per hour")).isLessThan(ran.err().indexOf("Ask it"));
  }

  @Test
  @Order(7)
  void theTunedModelAnswersWholeAndStreamed() {
    String[] question = {
      "chat",
      "--deployment",
      ROAD.deployment,
      "--text",
      "What is it?",
      "--image",
      ROAD.picture.toString()
    };

    Shell.Ran whole = shell().run(question);
    Shell.Ran streamed = shell().run(with(question, "--stream"));
    Shell.Ran json = shell().run(with(question, "--stream", "--json", "--max-tokens", "50"));

    assertThat(whole.code()).as(whole.err()).isEqualTo(ExitCodes.DONE);
    assertThat(whole.out()).isEqualTo("tomato\n");
    assertThat(streamed.out()).isEqualTo("tomato\n");
    assertThat(document(json)).containsEntry("text", "tomato").containsKey("usage");
  }

  @Test
  @Order(8)
  void deploymentsAreListedScaledStoppedAndDeleted() {
    Shell.Ran list = shell().run("deployments", "list", "--json");
    Shell.Ran hardware = shell().run("deployments", "hardware", "--json");
    Shell.Ran scaled =
        shell().run("deployments", "scale", ROAD.deployment, "--min", "1", "--max", "2", "--json");
    Shell.Ran stopped = shell().run("deployments", "stop", ROAD.deployment, "--json");
    Shell.Ran deleted = shell().run("deployments", "delete", ROAD.deployment, "--json");

    assertThat((List<?>) document(list).get("items")).hasSize(1);
    assertThat((List<?>) document(hardware).get("items")).isNotEmpty();
    assertThat(document(scaled)).containsEntry("maxReplicas", 2);
    assertThat(document(stopped)).containsEntry("status", "STOPPED");
    assertThat(document(deleted)).containsEntry("deleted", true);
    assertThat(shell().run("deployments", "get", ROAD.deployment).code())
        .isEqualTo(ExitCodes.FAILED);
  }

  @Test
  @Order(9)
  void modelsAreListed() {
    Shell.Ran ran = shell().run("models", "list", "--limit", "1", "--json");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat((List<?>) document(ran).get("items")).hasSize(1);
  }

  @Test
  @Order(10)
  void aFileIsDeleted() {
    assertThat(document(shell().run("files", "delete", ROAD.file, "--json")))
        .containsEntry("deleted", true);
    assertThat(shell().run("files", "get", ROAD.file).code()).isEqualTo(ExitCodes.FAILED);
  }

  @Test
  @Order(11)
  void everyProblemOfAFileIsListedAndNothingIsSent() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{\"messages\": []}\n{\"x\": 1}\n");
    int before = ROAD.together.requests().all().size();

    Shell.Ran refused = shell().run("files", "upload", bad.toString());

    assertThat(refused.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.err()).contains("line 1 /messages: ").contains("line 2");
    assertThat(ROAD.together.requests().all()).hasSize(before);
  }

  private static String[] with(String[] words, String... more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  private static Shell shell() {
    return Shell.empty()
        .with("TOGETHER_API_KEY", ROAD.together.apiKey())
        .with("TOGETHER_BASE_URL", ROAD.together.baseUrl().toString());
  }

  private static Map<String, Object> document(Shell.Ran ran) {
    assertThat(ran.out().strip().lines()).as("one document: " + ran.err()).hasSize(1);
    return JsonCodec.shared().readMap(ran.out().getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Map<String, Object> document, String name) {
    return (String) document.get(name);
  }
}
