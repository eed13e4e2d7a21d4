package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.file.RemoteFile;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.EmbeddedProviders;
import dev.fovea.testkit.EmbeddedTogether;
import dev.fovea.together.TogetherClient;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example runs, against the embedded provider. */
class ExamplesTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";
  private static EmbeddedTogether provider;
  private static TogetherClient together;

  @TempDir
  static Path folder;

  private ByteArrayOutputStream printed;
  private PrintStream out;

  @BeforeAll
  static void start() {
    System.setProperty("java.awt.headless", "true");
    provider = EmbeddedTogether.start();
    together = TogetherClient.builder()
        .apiKey(provider.apiKey())
        .baseUrl(provider.baseUrl())
        .build();
  }

  @AfterAll
  static void stop() {
    together.close();
    provider.close();
  }

  @BeforeEach
  void listen() {
    printed = new ByteArrayOutputStream();
    out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  }

  @Test
  void aDataSetMovesToAnotherProvider() throws IOException {
    Path in = Files.writeString(
        folder.resolve("openai.jsonl"),
        "{\"messages\":[{\"role\":\"developer\",\"content\":\"Be brief.\"},"
            + "{\"role\":\"user\",\"content\":\"What is red?\"},"
            + "{\"role\":\"assistant\",\"content\":\"a tomato\"}]}\n");
    Path moved = folder.resolve("moved.jsonl");

    MoveDataset.run(out, in.toString(), moved.toString());

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("line 1 /messages/0/role: developer became system")
        .contains("1 example written");
    assertThat(moved).exists();
  }

  @Test
  void aModelIsAskedAboutAPicture() throws IOException {
    AskAboutPicture.run(together, out, MODEL, picture(Color.RED, 1), "What do you see?");

    assertThat(text()).containsPattern("(?s).+\\d+ tokens");
  }

  @Test
  void anAnswerIsStreamed() throws IOException {
    StreamAnswer.run(together, out, MODEL, picture(Color.RED, 1), "What do you see?");

    assertThat(text()).contains("ended: STOP");
  }

  @ParameterizedTest
  @CsvSource({
    "together, Qwen/Qwen3-VL-8B-Instruct",
    "fireworks, accounts/fireworks/models/qwen3-vl-8b-instruct",
    "openai, gpt-4o-2024-08-06"
  })
  void codeForAnyProviderGoesTheWholeRoadAtEach(String provider, String model) throws IOException {
    try (EmbeddedProvider twin = EmbeddedProviders.start(provider, 0);
        VisionClient client =
            Providers.find(provider).orElseThrow().openFromEnvironment(twin.environment())) {
      List<String> words = new ArrayList<>(List.of(
          provider,
          model,
          picture(Color.GREEN, 7),
          folder.resolve(provider + ".jsonl").toString()));
      // As many as the provider with the highest demand wants.
      for (int number = 1; number < 6; number++) {
        words.addAll(List.of(picture(Color.RED, number), "stop"));
        words.addAll(List.of(picture(Color.GREEN, number), "go"));
      }
      AnyProvider.run(client, out, words.toArray(String[]::new));

      assertThat(text()).isEqualTo("go\n");
      assertThat(client.deployments().list().items())
          .singleElement()
          .satisfies(one -> assertThat(one.mayBill()).isFalse());
    }
  }

  @Test
  void theRoadFromPicturesToARightAnswer() throws IOException {
    String file = folder.resolve("train.jsonl").toString();
    RemoteFile uploaded = BuildCheckUpload.run(
        together,
        out,
        file,
        picture(Color.RED, 1),
        "stop",
        picture(Color.RED, 2),
        "stop",
        picture(Color.GREEN, 1),
        "go",
        picture(Color.GREEN, 2),
        "go");

    FineTuningJob job = TuneAndWait.run(together, out, MODEL, uploaded.id());
    DeployAndAsk.run(
        together, out, job.id(), picture(Color.GREEN, 3), "What does the picture show?");

    assertThat(text())
        .contains("4 examples, 4 pictures")
        .contains(job.fineTunedModel().orElseThrow().name());
    assertThat(text().strip()).endsWith("go");
    // Closing the lease stopped what bills.
    String deployment = provider.deployments().get(0);
    assertThat(together.deployments().list().items())
        .filteredOn(one -> one.id().endsWith(deployment))
        .allSatisfy(one -> assertThat(one.mayBill()).isFalse());
  }

  @Test
  void everyExampleIsShorterThanSixtyLines() throws IOException {
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/fovea/examples"))) {
      List<Path> all = sources.filter(one -> !one.endsWith("package-info.java")).toList();

      assertThat(all).hasSize(7);
      for (Path one : all) {
        assertThat(Files.readAllLines(one)).as(one.toString()).hasSizeLessThan(60);
      }
    }
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String picture(Color colour, int number) throws IOException {
    BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, 64, 64);
    canvas.setColor(colour);
    canvas.fillOval(4 + 3 * number, 6 + 2 * number, 40, 40);
    canvas.dispose();
    Path file = folder.resolve(Integer.toHexString(colour.getRGB()) + "-" + number + ".png");
    ImageIO.write(picture, "png", file.toFile());
    return file.toString();
  }
}
