package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.json.JsonCodec;
import dev.fovea.preparation.LabelledPicture;
import dev.fovea.testkit.EmbeddedProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class DemoTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"together", "fireworks", "openai"})
  void theWholeRoadLeadsToRightAnswersAboutPicturesNeverSeen(String provider) {
    Shell.Ran ran = Shell.empty().run("demo", "-p", provider, "--json", "--seed", "7");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    Map<String, Object> report = document(ran.out());
    assertThat((Integer) report.get("trainedOn") + (Integer) report.get("heldBack"))
        .isGreaterThanOrEqualTo(40);
    assertThat((Integer) report.get("heldBack")).isEqualTo(Vegetable.values().length * 3);
    assertThat(number(report, "tunedAccuracy")).isGreaterThanOrEqualTo(0.9);
    assertThat(number(report, "baseAccuracy")).isLessThan(0.5);
    assertThat((Map<?, ?>) report.get("deployment")).extracting("status").isEqualTo("STOPPED");
    assertThat((List<?>) report.get("steps")).hasSize(8);
    assertThat(report).containsEntry("provider", provider);
  }

  @Test
  void trainedOnShuffledLabelsTheModelOnlyGuesses() {
    Shell.Ran ran = Shell.empty().run("demo", "--json", "--seed", "7", "--shuffle-labels");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    // Chance is one in six; a half of eighteen by luck happens less than once in a thousand runs.
    assertThat(number(document(ran.out()), "tunedAccuracy")).isLessThan(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"together", "fireworks", "openai"})
  void noHeldBackPictureWasInTheUploadedFile(String provider) throws Exception {
    try (EmbeddedProvider twin = Twin.start(provider, 0);
        VisionClient client =
            Providers.find(provider).orElseThrow().openFromEnvironment(twin.environment())) {
      Shell.Ran ran = Shell.at(provider, twin).run("demo", "--live", "--json", "--seed", "3");
      assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
      Map<String, Object> report = document(ran.out());

      // The one uploaded and, where the provider writes some itself, its figures.
      Set<String> trainedOn = new TreeSet<>();
      for (String file : twin.files()) {
        Path kept = folder.resolve("file-" + twin.files().indexOf(file));
        trainedOn.addAll(pictures(client.files().download(file, kept)));
      }

      assertThat(trainedOn).hasSize((Integer) report.get("trainedOn"));
      Set<String> heldBack = new TreeSet<>();
      for (Object answer : (List<?>) report.get("answers")) {
        heldBack.add((String) ((Map<?, ?>) answer).get("sha256"));
      }
      assertThat(heldBack)
          .hasSize((Integer) report.get("heldBack"))
          .doesNotContainAnyElementsOf(trainedOn);
    }
  }

  @Test
  void aPersonReadsStepsPriceStopCommandTableAndAccuracies() throws IOException {
    Path labels = labels("{\"file\": \"%s\", \"label\": \"%s\"}%n");

    Shell.Ran ran = Shell.empty()
        .run(
            "demo",
            "--seed",
            "7",
            "--images",
            folder.resolve("pictures").toString(),
            "--labels",
            labels.toString());

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out())
        .contains("1  Read pictures and labels")
        .contains("8  Stop the deployment")
        .contains("price per hour ")
        .containsPattern("stop it with   fovea deployments stop \\S+")
        .containsPattern("picture +question +expected +base answer +tuned answer")
        .containsPattern("base model +\\d+ %")
        .containsPattern("tuned model +\\d+ %")
        .contains("--seed 7")
        .doesNotContain("\u001b[");
    assertThat(ran.out().indexOf("stop it with")).isLessThan(ran.out().indexOf("Ask both models"));
  }

  @Test
  void withSeveralFieldsEveryTunedAnswerIsJsonWithTheTrainedKeys() throws IOException {
    Path labels = labels("{\"file\": \"%s\", \"kind\": \"%s\", \"place\": \"kitchen\"}%n");

    Shell.Ran ran = Shell.empty()
        .run(
            "demo",
            "--json",
            "--images",
            folder.resolve("pictures").toString(),
            "--labels",
            labels.toString());

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    for (Object answer : (List<?>) document(ran.out()).get("answers")) {
      assertThat(document((String) ((Map<?, ?>) answer).get("tuned")).keySet())
          .containsExactly("kind", "place");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"together", "fireworks", "openai"})
  void withoutAKeyLiveSaysWhichVariableBeforeItDrawsAnything(String provider) {
    Shell.Ran ran = Shell.empty().run("demo", "--live", "-p", provider);

    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).contains(provider.toUpperCase(Locale.ROOT) + "_API_KEY");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void imagesWithoutLabelsAreUsage() {
    assertThat(Shell.empty().run("demo", "--images", ".").code()).isEqualTo(ExitCodes.USAGE);
  }

  /** Four drawn pictures of each class, as a user would bring them. */
  private Path labels(String line) throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    StringBuilder labels = new StringBuilder();
    List<LabelledPicture> all = new PictureBook(pictures, new Dice(2)).draw();
    for (int i = 0; i < all.size(); i += 3) {
      LabelledPicture one = all.get(i);
      labels.append(line.formatted(one.picture().getFileName(), one.answer()));
    }
    return Files.writeString(folder.resolve("labels.jsonl"), labels);
  }

  private static Set<String> pictures(Path file) throws Exception {
    TreeSet<String> digests = new TreeSet<>();
    Matcher base64 = Pattern.compile("base64,([A-Za-z0-9+/=]+)").matcher(Files.readString(file));
    while (base64.find()) {
      byte[] picture = Base64.getDecoder().decode(base64.group(1));
      digests.add(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture)));
    }
    return digests;
  }

  private static Map<String, Object> document(String json) {
    return JsonCodec.shared().readMap(json.getBytes(StandardCharsets.UTF_8));
  }

  private static double number(Map<String, Object> report, String name) {
    return ((Number) report.get(name)).doubleValue();
  }
}
