package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets from the command line; no key anywhere. */
class DatasetsCommandsTest {
  @TempDir
  static Path pictures;

  @TempDir
  Path folder;

  @BeforeAll
  static void drawPictures() throws IOException {
    new PictureBook(pictures, new Dice(1)).draw();
  }

  @Test
  void picturesAndLabelsBecomeACheckedTrainingFile() throws IOException {
    Path labels = labels("""
            {"file": "picture-001.jpg", "label": "tomato"}

            {"file": "picture-014.png", "label": "carrot", "question": "And this?"}
            """);
    Path out = folder.resolve("train.jsonl");

    Shell.Ran ran = build(out, labels);

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .contains("data:image/jpeg;base64," + base64("picture-001.jpg"))
        .contains("What does the picture show? Answer with one of: carrot, tomato.")
        .contains("tomato");
    assertThat(lines.get(1))
        .contains("data:image/png;base64," + base64("picture-014.png"))
        .contains("And this?");
    assertThat(Shell.empty().run("datasets", "check", out.toString()).code())
        .isEqualTo(ExitCodes.DONE);
  }

  @Test
  void severalTextsBecomeOneJsonAnswerWithTheirKeysInOrder() throws IOException {
    Path labels = labels("""
            {"file": "picture-001.jpg", "zebra": "1", "apple": "2 \\"x\\""}
            """);
    Path out = folder.resolve("train.jsonl");

    Shell.Ran ran = build(out, labels);

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    Map<String, Object> line = document(Files.readString(out));
    assertThat(answer(line)).isEqualTo("{\"zebra\":\"1\",\"apple\":\"2 \\\"x\\\"\"}");
    assertThat(line.toString()).contains("Answer with a JSON object with the keys zebra, apple.");
  }

  @Test
  void everyProblemOfTheLabelsIsListedAndNothingIsWritten() throws IOException {
    Path labels = labels("""
            {"file": "picture-001.jpg", "label": "tomato"}
            {"file": "gone.jpg", "label": "tomato"}
            not json
            {"label": "tomato"}
            {"file": "picture-002.png"}
            {"file": "picture-003.jpg", "label": 5}
            {"file": "picture-003.jpg", "label": ""}
            ["file"]
            """);
    Path out = folder.resolve("train.jsonl");

    Shell.Ran ran = build(out, labels);

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(out).doesNotExist();
    assertThat(ran.err())
        .contains("line 2: no such picture: gone.jpg")
        .contains("line 3: not a JSON object")
        .contains("line 4: needs \"file\"")
        .contains("line 5: needs \"label\"")
        .contains("line 6: \"label\" must be a text")
        .contains("line 7: \"label\" must be a text, not empty")
        .contains("line 8: not a JSON object")
        .contains("7 problems; nothing was written")
        .doesNotContain("line 1:");
  }

  @Test
  void problemsOfTheLabelsAreInTheJsonDocumentToo() throws IOException {
    Shell.Ran ran = build(
        folder.resolve("train.jsonl"),
        labels("{\"file\": \"gone.jpg\", \"label\": \"x\"}"),
        "--json");

    Map<?, ?> error = (Map<?, ?>) document(ran.out()).get("error");
    assertThat(error.get("details")).isEqualTo(List.of("line 1: no such picture: gone.jpg"));
  }

  @Test
  void aFieldBesideALabelIsSaidToBeUnused() throws IOException {
    Path labels =
        labels("{\"file\": \"picture-001.jpg\", \"label\": \"tomato\", \"split\": \"a\"}");

    Shell.Ran ran = build(folder.resolve("train.jsonl"), labels);

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.err()).contains("Not used, because there is a label: split");
  }

  @Test
  void aPictureTheProviderCannotTakeIsFoundByTheCheck() throws IOException {
    Files.write(pictures.resolve("not-a-picture.jpg"), new byte[] {1, 2, 3});
    Path labels = labels("{\"file\": \"not-a-picture.jpg\", \"label\": \"tomato\"}");

    Shell.Ran ran = build(folder.resolve("train.jsonl"), labels);

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err() + ran.out()).contains("not-a-picture.jpg");
  }

  @Test
  void theReportIsOneDocumentWithJsonAndReadsStandardInput() {
    String line = "{\"messages\": [{\"role\": \"user\", \"content\": \"no answer\"}]}\n";

    Shell.Ran file = Shell.empty().run(line, new String[] {"datasets", "check", "-", "--json"});
    Shell.Ran alias =
        Shell.empty().run(line, new String[] {"files", "check", "-", "--format", "json"});

    assertThat(file.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(file.out()).isEqualTo(alias.out());
    List<?> findings = (List<?>) document(file.out()).get("findings");
    assertThat(findings).isNotEmpty();
    assertThat(((Map<?, ?>) findings.get(0)).keySet().toString()).contains("rule", "fix");
  }

  @Test
  void editorsGetTheReportAsSarif() {
    String line = "{\"messages\": [{\"role\": \"user\", \"content\": \"no answer\"}]}\n";

    Shell.Ran ran =
        Shell.empty().run(line, new String[] {"datasets", "check", "-", "--format", "sarif"});

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(document(ran.out())).containsEntry("version", "2.1.0").containsKey("runs");
  }

  @Test
  void statsSayWhatIsInAFile() throws IOException {
    Path out = folder.resolve("train.jsonl");
    build(out, labels("{\"file\": \"picture-001.jpg\", \"label\": \"tomato\"}"));

    Shell.Ran ran = Shell.empty().run("datasets", "stats", out.toString(), "--json");

    assertThat(document(ran.out())).containsEntry("examples", 1).containsEntry("pictures", 1);
  }

  @Test
  void statsEstimateTheTokensWhereTheProviderPublishesARule() throws IOException {
    Path out = folder.resolve("train.jsonl");
    build(out, labels("{\"file\": \"picture-001.jpg\", \"label\": \"tomato\"}"));

    Shell.Ran usual = stats(out, "-p", "openai", "--json");
    Shell.Ran mini = stats(out, "-p", "openai", "--json", "--model", "gpt-4o-mini");
    Shell.Ran text = stats(out, "-p", "openai");
    Shell.Ran other = stats(out, "-p", "together", "--json");

    Map<?, ?> tokens = (Map<?, ?>) document(usual.out()).get("tokens");
    assertThat(tokens.get("estimated")).isEqualTo(true);
    assertThat(tokens.get("model")).isEqualTo("gpt-4o-2024-08-06");
    assertThat(tokens.get("pictures")).isEqualTo(255);
    assertThat(tokens.get("picturesWithLowDetail")).isEqualTo(85);
    assertThat(tokens.get("longExamples")).isEqualTo(0);
    assertThat(((Map<?, ?>) document(mini.out()).get("tokens")).get("pictures")).isEqualTo(8500);
    assertThat(text.out())
        .contains("tokens, estimated", "of them 255 of pictures", "with detail low", "2026-10-31");
    assertThat(document(other.out())).doesNotContainKey("tokens");
  }

  @Test
  void statsTakeOnesOwnNumbersAndSayWhenThereIsNoRule() throws IOException {
    Path out = folder.resolve("train.jsonl");
    build(out, labels("{\"file\": \"picture-001.jpg\", \"label\": \"tomato\"}"));
    Path own = Files.writeString(
        folder.resolve("own.json"),
        "{\"tileModels\": [{\"model\": \"gpt-4o\", \"base\": 1, \"tile\": 2}]}");
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"tiles\": []}");

    Shell.Ran ran = stats(out, "-p", "openai", "--json", "--token-rules", own.toString());
    Shell.Ran typo = stats(out, "-p", "openai", "--token-rules", wrong.toString());
    Shell.Ran unknown = stats(out, "-p", "openai", "--model", "llama");
    Shell.Ran nobody = stats(out, "-p", "together", "--model", "llama");

    assertThat(((Map<?, ?>) document(ran.out()).get("tokens")).get("pictures")).isEqualTo(3);
    assertThat(typo.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(typo.err()).contains("[tiles]");
    assertThat(unknown.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(unknown.err()).contains("gpt-4o-mini");
    assertThat(nobody.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(nobody.err()).contains("together publishes no rule");
  }

  private static Shell.Ran stats(Path file, String... more) {
    String[] all = java.util.Arrays.copyOf(
        new String[] {"datasets", "stats", file.toString()}, 3 + more.length);
    System.arraycopy(more, 0, all, 3, more.length);
    return Shell.empty().run(all);
  }

  private Shell.Ran build(Path out, Path labels, String... more) {
    String[] usual = {
      "datasets",
      "build",
      out.toString(),
      "--images",
      pictures.toString(),
      "--labels",
      labels.toString()
    };
    String[] all = java.util.Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return Shell.empty().run(all);
  }

  private Path labels(String lines) throws IOException {
    return Files.writeString(folder.resolve("labels.jsonl"), lines);
  }

  private static String base64(String picture) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(pictures.resolve(picture)));
  }

  private static Map<String, Object> document(String json) {
    return JsonCodec.shared().readMap(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(Map<String, Object> line) {
    List<?> messages = (List<?>) line.get("messages");
    Object content = ((Map<?, ?>) messages.get(1)).get("content");
    return content instanceof List<?> parts
        ? (String) ((Map<?, ?>) parts.get(0)).get("text")
        : (String) content;
  }
}
