package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.json.JsonCodec;
import dev.fovea.preparation.DatasetBuild;
import dev.fovea.preparation.LabelledPicture;
import dev.fovea.testkit.EmbeddedProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The road, command by command, each with the ids the one before printed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CommandRoad {
  private final String provider;
  private final String model;

  private Path folder;

  // What one command printed and a later one needs.
  private EmbeddedProvider server;
  private Path training;
  private Path picture;
  private String file;
  private String job;
  private String tuned;
  private String deployment;

  /**
   * A road at one provider.
   *
   * @param provider its id
   * @param model the base model
   */
  CommandRoad(String provider, String model) {
    this.provider = provider;
    this.model = model;
  }

  /** The options of the job besides its model and its file. */
  abstract List<String> jobOptions();

  /** Looks at the request that the options became. */
  abstract void assertJob(String sent);

  /** Looks at what is said about the price before anybody waits. */
  void assertPrice(String said) {
    throw new AssertionError("the provider has machines with a price: " + said);
  }

  /** Whether deployments run on machines that bill by the hour. */
  boolean hasMachines() {
    return true;
  }

  @BeforeAll
  void prepare(@TempDir Path empty) throws IOException {
    folder = empty;
    server = Twin.start(provider, 0);
    List<LabelledPicture> drawn = new PictureBook(folder, new Dice(4)).draw();
    training = folder.resolve("train.jsonl");
    picture = drawn.get(0).picture();
    DatasetBuild.of(drawn.subList(1, 40)).format(DatasetFormat.of(provider)).write(training);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void aFileIsUploadedWithProgressOnStandardError() {
    Shell.Ran ran = shell().run("files", "upload", training.toString(), "--json");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.err()).contains("checking").contains("uploading");
    file = text(document(ran), "id");
    assertThat(document(ran)).containsEntry("status", "READY");
    // Not every provider counts the lines.
    assertThat(document(ran).getOrDefault("lineCount", 39)).isEqualTo(39);
  }

  @Test
  @Order(2)
  void filesAreListedShownAndDownloaded() throws IOException {
    Path copy = folder.resolve("copy.jsonl");

    Shell.Ran list = shell().run("files", "list");
    Shell.Ran get = shell().run("files", "get", file, "--json");
    Shell.Ran download = shell().run("files", "download", file, copy.toString());

    assertThat(list.out()).containsPattern("^id +filename").contains(file);
    assertThat(document(get)).containsEntry("id", file);
    assertThat(download.code()).as(download.err()).isEqualTo(ExitCodes.DONE);
    assertThat(copy).hasSameBinaryContentAs(training);
  }

  @Test
  @Order(3)
  void aJobIsCreatedWithWhatTheOptionsSay() {
    List<String> words = new ArrayList<>(
        List.of("fine-tuning", "create", "--model", model, "--training-file", file, "--json"));
    words.addAll(jobOptions());

    Shell.Ran ran = shell().run(words.toArray(String[]::new));

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    job = text(document(ran), "id");
    assertThat(ran.err()).contains("fovea fine-tuning await " + job);
    assertJob(server.requests().last().orElseThrow().body().orElseThrow());
  }

  @Test
  @Order(4)
  void awaitTellsTheEventsAndEndsWithTheModel() {
    Shell.Ran ran = shell().run("fine-tuning", "await", job, "--json");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(document(ran)).containsEntry("status", "SUCCEEDED");
    assertThat(ran.err().lines().count()).isGreaterThan(3);
    tuned = text(document(ran), "fineTunedModel");
    assertThat(ran.err()).contains("fovea deployments create --model " + tuned);
  }

  @Test
  @Order(5)
  void jobsAreListedShownAndTheirEventsToo() {
    Shell.Ran list = shell().run("fine-tuning", "list", "--json");
    Shell.Ran retrieve = shell().run("fine-tuning", "retrieve", job);
    Shell.Ran events = shell().run("fine-tuning", "list-events", job, "--json");

    assertThat((List<?>) document(list).get("items")).hasSize(1);
    assertThat(retrieve.out()).contains(job).contains("SUCCEEDED");
    assertThat((List<?>) document(events).get("items")).hasSizeGreaterThan(3);
  }

  @Test
  @Order(6)
  void aDeploymentSaysWhatItCostsAndHowToStopItBeforeItIsReady() {
    assumeTrue(hasMachines());
    Shell.Ran machines = shell().run("deployments", "hardware", "--model", tuned, "--json");
    Map<?, ?> machine = (Map<?, ?>) ((List<?>) document(machines).get("items")).get(0);

    Shell.Ran ran = shell()
        .run(
            "deployments",
            "create",
            "--model",
            tuned,
            "--hardware",
            (String) machine.get("id"),
            "--json");

    deployed(ran);
    assertThat(document(ran)).containsEntry("status", "READY");
    assertThat(ran.err()).contains("Stop it:        fovea deployments stop " + deployment);
    assertPrice(ran.err());
    assertThat(ran.err().indexOf("Price per hour")).isLessThan(ran.err().indexOf("Ask it"));
  }

  @Test
  @Order(7)
  void theTunedModelAnswersWholeAndStreamed() {
    String[] question = {
      "chat", "--deployment", deployment, "--text", "What is it?", "--image", picture.toString()
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
    assumeTrue(hasMachines());
    Shell.Ran list = shell().run("deployments", "list", "--json");
    Shell.Ran hardware = shell().run("deployments", "hardware", "--json");
    Shell.Ran scaled =
        shell().run("deployments", "scale", deployment, "--min", "1", "--max", "2", "--json");
    Shell.Ran stopped = shell().run("deployments", "stop", deployment, "--json");
    Shell.Ran deleted = shell().run("deployments", "delete", deployment, "--json");

    assertThat((List<?>) document(list).get("items")).hasSize(1);
    assertThat((List<?>) document(hardware).get("items")).isNotEmpty();
    assertThat(document(scaled)).containsEntry("maxReplicas", 2);
    assertThat(document(stopped)).containsEntry("status", "STOPPED");
    assertThat(document(deleted)).containsEntry("deleted", true);
    assertThat(shell().run("deployments", "get", deployment).code()).isEqualTo(ExitCodes.FAILED);
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
    assertThat(document(shell().run("files", "delete", file, "--json")))
        .containsEntry("deleted", true);
    assertThat(shell().run("files", "get", file).code()).isEqualTo(ExitCodes.FAILED);
  }

  @Test
  @Order(11)
  void everyProblemOfAFileIsListedAndNothingIsSent() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{\"messages\": []}\n{\"x\": 1}\n");
    int before = server.requests().all().size();

    Shell.Ran refused = shell().run("files", "upload", bad.toString());

    assertThat(refused.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.err()).contains("line 1 /messages: ").contains("line 2");
    assertThat(server.requests().all()).hasSize(before);
  }

  private static String[] with(String[] words, String... more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  final Shell shell() {
    return Shell.at(provider, server);
  }

  final String tuned() {
    return tuned;
  }

  final EmbeddedProvider server() {
    return server;
  }

  final void deployed(Shell.Ran ran) {
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    deployment = text(document(ran), "id");
  }

  static Map<String, Object> document(Shell.Ran ran) {
    assertThat(ran.out().strip().lines()).as("one document: " + ran.err()).hasSize(1);
    return JsonCodec.shared().readMap(ran.out().getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Map<String, Object> document, String name) {
    return (String) document.get(name);
  }
}
