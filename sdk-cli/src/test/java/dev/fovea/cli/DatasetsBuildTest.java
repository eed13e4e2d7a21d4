package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fovea datasets build}; no key anywhere. */
class DatasetsBuildTest {
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
    assertThat(ran.err()).contains("Wrote 2 examples to " + out);
    assertThat(ran.out()).containsPattern("class +examples\ncarrot +1\ntomato +1");
    assertThat(Shell.empty().run("datasets", "check", out.toString()).code())
        .isEqualTo(ExitCodes.DONE);
  }

  @Test
  void someOfEachClassAreKeptInAFileOfTheirOwn() throws IOException {
    Path out = folder.resolve("train.jsonl");
    Path kept = folder.resolve("valid.jsonl");
    String[] split = {
      "--validation", kept.toString(), "--validation-share", "0.25", "--seed", "7", "--json"
    };

    Shell.Ran ran = build(out, pictures.resolve("labels.csv"), split);

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    Map<String, Object> document = document(ran.out());
    Map<?, ?> validation = (Map<?, ?>) document.get("validation");
    assertThat((Map<?, ?>) document.get("classes")).isNotEmpty().allSatisfy((label, count) -> {
      assertThat(count).isEqualTo(9);
      assertThat(((Map<?, ?>) validation.get("classes")).get(label)).isEqualTo(3);
    });
    List<String> lines = new ArrayList<>(Files.readAllLines(out));
    lines.addAll(Files.readAllLines(kept));
    assertThat(lines).hasSize(72).doesNotHaveDuplicates();
    assertThat(document).containsEntry("examples", 54);
    assertThat(validation.get("examples")).isEqualTo(18);
    byte[] first = Files.readAllBytes(kept);
    build(out, pictures.resolve("labels.csv"), split);
    assertThat(kept).hasBinaryContent(first);
  }

  @Test
  void peopleSeeHowManyOfEachClassWentWhere() {
    Shell.Ran ran = build(
        folder.resolve("train.jsonl"),
        pictures.resolve("labels.csv"),
        "--validation",
        folder.resolve("valid.jsonl").toString(),
        "--validation-count",
        "8",
        "--system",
        "Be short.");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).containsPattern("class +training +validation\n").contains("tomato");
    assertThat(ran.out()).containsPattern("tomato +1[01] +[12]\n");
    assertThat(ran.err()).contains("Wrote 64 examples to").contains("Wrote 8 examples to");
    assertThat(folder.resolve("train.jsonl")).content().contains("Be short.");
  }

  @Test
  void anOptionOfASplitNeedsAFileForIt() {
    for (String option : List.of("--validation-share=0.5", "--validation-count=3", "--seed=1")) {
      Shell.Ran ran = build(folder.resolve("train.jsonl"), pictures.resolve("labels.csv"), option);
      assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
      assertThat(ran.err()).contains("need --validation OUT2");
    }
    for (String option : List.of("--validation-share=1.5", "--validation-count=0")) {
      Shell.Ran ran = build(
          folder.resolve("train.jsonl"),
          pictures.resolve("labels.csv"),
          "--validation=" + folder.resolve("valid.jsonl"),
          option);
      assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
      assertThat(ran.err()).contains("must be");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void labelsThatSayTheSplitDecide() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.csv"), """
        file,label,split
        picture-001.jpg,tomato,train
        picture-002.png,tomato,validation
        """);
    Path kept = folder.resolve("valid.jsonl");

    Shell.Ran one = build(folder.resolve("train.jsonl"), labels);
    Shell.Ran two = build(
        folder.resolve("train.jsonl"),
        labels,
        "--validation",
        kept.toString(),
        "--validation-share",
        "0.9");

    assertThat(one.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(one.err()).contains("line 3 is one of 1 for validation");
    assertThat(two.code()).as(two.err()).isEqualTo(ExitCodes.DONE);
    assertThat(two.err()).contains("The labels say which pictures to keep");
    assertThat(Files.readAllLines(kept)).hasSize(1);
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
            """);
    Path out = folder.resolve("train.jsonl");

    Shell.Ran ran = build(out, labels);

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(out).doesNotExist();
    assertThat(ran.err())
        .contains("line 2: no such picture: gone.jpg")
        .contains("line 3: not a JSON object")
        .contains("line 4: needs \"file\"")
        .contains("3 problems; nothing was written")
        .doesNotContain("line 1:");
  }

  @Test
  void problemsOfTheLabelsAreInTheJsonDocumentToo() throws IOException {
    Shell.Ran ran = build(
        folder.resolve("train.jsonl"),
        labels("{\"file\": \"gone.jpg\", \"label\": \"x\"}"),
        "--json");

    Map<?, ?> error = (Map<?, ?>) document(ran.out()).get("error");
    assertThat(error.get("details"))
        .isEqualTo(List.of("line 1: no such picture: gone.jpg — give its path below " + pictures));
  }

  @Test
  void aFieldBesideALabelIsSaidToBeUnused() throws IOException {
    Path labels =
        labels("{\"file\": \"picture-001.jpg\", \"label\": \"tomato\", \"colour\": \"a\"}");

    Shell.Ran ran = build(folder.resolve("train.jsonl"), labels);

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.err()).contains("Not used, because there is a label: colour");
  }

  @Test
  void aFileThatIsNoPictureIsFoundBeforeAnythingIsWritten() throws IOException {
    Files.write(pictures.resolve("not-a-picture.jpg"), new byte[] {1, 2, 3});
    Path labels = labels("{\"file\": \"not-a-picture.jpg\", \"label\": \"tomato\"}");

    Shell.Ran ran = build(folder.resolve("train.jsonl"), labels);

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("line 1: ").contains("not-a-picture.jpg");
    assertThat(folder.resolve("train.jsonl")).doesNotExist();
  }

  @Test
  void whatTheProviderRefusesIsFoundByTheCheck() throws IOException {
    Path labels = labels("{\"file\": \"picture-001.jpg\", \"label\": \"tomato\"}");

    Shell.Ran ran = build(folder.resolve("train.jsonl"), labels, "-p", "openai", "--json");

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(document(ran.out()).get("findings").toString()).contains("openai.");
  }

  private static Shell.Ran build(Path out, Path labels, String... more) {
    Stream<String> usual = Stream.of(
        "datasets",
        "build",
        out.toString(),
        "--images",
        pictures.toString(),
        "--labels",
        labels.toString());
    return Shell.empty().run(Stream.concat(usual, Arrays.stream(more)).toArray(String[]::new));
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
