package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  void ownLimitsReplaceTheProvidersForOneCheck() throws IOException {
    Path data = Files.writeString(
        folder.resolve("train.jsonl"),
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
            + "{\"role\":\"assistant\",\"content\":\"b\"}]}\n");
    Path limits = Files.writeString(folder.resolve("own.properties"), "# ours\nmin-examples = 2\n");
    Path wrong = Files.writeString(folder.resolve("wrong.properties"), "\nmin-exmples = 2\n");

    Shell.Ran plain = Shell.empty().run("datasets", "check", data.toString(), "--decode");
    Shell.Ran own =
        Shell.empty().run("datasets", "check", data.toString(), "--limits", limits.toString());
    Shell.Ran mistyped =
        Shell.empty().run("datasets", "check", data.toString(), "--limits", wrong.toString());
    Shell.Ran gone =
        Shell.empty().run("datasets", "check", data.toString(), "--validation", "gone.jsonl");

    assertThat(plain.code()).as(plain.out()).isEqualTo(ExitCodes.DONE);
    assertThat(own.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(own.out()).contains("together.too-few-examples");
    assertThat(mistyped.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(mistyped.err()).contains("wrong.properties: line 2 of the limits: no setting");
    assertThat(gone.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(gone.err()).contains("no such file: gone.jsonl");
  }

  @Test
  void longChecksShowHowFarTheyAreOnATerminalAlone() throws IOException {
    Path data = folder.resolve("long.jsonl");
    Path small = Files.writeString(folder.resolve("small.jsonl"), "{\"text\":\"a\"}\n");
    String text = "four ".repeat(20_000);
    try (Writer out = Files.newBufferedWriter(data)) {
      for (int i = 0; i < 180; i++) {
        out.write("{\"text\":\"" + i + text + "\"}\n");
      }
    }

    assertThat(errorsOnTerminal(data.toString())).contains("checking");
    assertThat(errorsOnTerminal(small.toString())).isEmpty();
    assertThat(errorsOnTerminal(data.toString(), "--json")).isEmpty();
    assertThat(errorsOnTerminal(data.toString(), "--format", "sarif")).isEmpty();
    assertThat(Shell.empty().run("datasets", "check", data.toString()).err()).isEmpty();
  }

  private static String errorsOnTerminal(String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(
        InputStream.nullInputStream(),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        new Surroundings(Map.of(), false, true, 120));
    List<String> command = new ArrayList<>(List.of("datasets", "check"));
    command.addAll(List.of(args));
    Main.run(console, command.toArray(String[]::new));
    return err.toString(StandardCharsets.UTF_8);
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

  private static Map<String, Object> document(String json) {
    return JsonCodec.shared().readMap(json.getBytes(StandardCharsets.UTF_8));
  }
}
