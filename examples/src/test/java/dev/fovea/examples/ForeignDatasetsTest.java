package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.DatasetException;
import dev.fovea.preparation.ChangeKind;
import dev.fovea.preparation.Conversion;
import dev.fovea.preparation.ConversionChange;
import dev.fovea.preparation.ConversionOptions;
import dev.fovea.preparation.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of other tools become data sets of a provider. */
class ForeignDatasetsTest {
  private static final String TWO_TURNS = """
      {"id":"a","image":"oak.png","conversations":[
        {"from":"human","value":"<image>\\nWhich leaf?"},
        {"from":"gpt","value":"Oak"},
        {"from":"human","value":"Is it green?"},
        {"from":"gpt","value":"Yes"}]}""";

  @TempDir
  Path folder;

  @BeforeEach
  void drawLeaves() throws IOException {
    Files.write(folder.resolve("oak.png"), Leaves.png(1));
    Files.createDirectory(folder.resolve("more"));
    Files.write(folder.resolve("more/elm.jpg"), Leaves.jpeg(2));
  }

  @Test
  void aListOfLlavaBecomesConversationsWithThePicturesInPlace() throws IOException {
    ConversionReport report = convert("llava", "[\n" + TWO_TURNS + ",\n" + two() + "\n]\n");

    assertThat(report.written()).as(report.toText()).isTrue();
    List<String> lines = Files.readAllLines(out());
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .startsWith("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
            + "\"image_url\":{\"url\":\"data:image/png;base64,")
        .contains("{\"type\":\"text\",\"text\":\"Which leaf?\"}]},{\"role\":\"assistant\"")
        .doesNotContain("<image>");
    assertThat(lines.get(1))
        .contains("{\"type\":\"text\",\"text\":\"This\"},{\"type\":\"image_url\"")
        .contains("{\"type\":\"text\",\"text\":\"or that\"},{\"type\":\"image_url\"")
        .contains("data:image/jpeg;base64,");
    assertThat(DatasetRules.of("together").check(out()).counts()).isEmpty();
    assertThat(report.pictures()).isEqualTo(3);
    assertThat(report.counts()).containsEntry("placed-picture", 3L);
    assertThat(report.losses()).isZero();
  }

  @Test
  void linesOfLlavaAreReadLikeAList() throws IOException {
    String lines = TWO_TURNS.replace("\n", " ") + "\n" + two() + "\n";

    ConversionReport report = convert("llava", lines);

    assertThat(report.examples()).isEqualTo(2);
    assertThat(report.lines()).isEqualTo(2);
  }

  @Test
  void marksWithoutPicturesAreALossWithTheNumberOfTheElement() throws IOException {
    String extra = TWO_TURNS.replace("Is it green?", "And <image>?");
    String missing = TWO_TURNS.replace("<image>\\n", "");

    ConversionReport report = convert("llava", "[" + TWO_TURNS + "," + extra + "," + missing + "]");

    assertThat(dropped(report))
        .extracting(ConversionChange::toString)
        .containsExactly(
            "line 2: the messages have 2 marks <image>, and the line names 1 picture",
            "line 3: the messages have 0 marks <image>, and the line names 1 picture");
    assertThat(report.examples()).isEqualTo(1);
  }

  @Test
  void aPathMustNotLeadOutOfTheFolderUnlessThatIsAllowed() throws IOException {
    Path secret = Files.write(folder.resolve("more/../oak2.png"), Leaves.png(3));
    String lines = "[" + TWO_TURNS.replace("oak.png", "../oak2.png") + ","
        + TWO_TURNS.replace("oak.png", secret.toAbsolutePath().normalize().toString()) + ","
        + TWO_TURNS.replace("oak.png", "elm.jpg") + "]";

    ConversionReport report = convert("llava", lines, o -> o.images(folder.resolve("more")));

    assertThat(dropped(report))
        .hasSize(2)
        .allSatisfy(change ->
            assertThat(change.message()).contains("lies outside of").contains("allowOutside"));
    assertThat(dropped(report).get(0).pointer()).contains("/image");
    ConversionReport allowed =
        convert("llava", lines, o -> o.images(folder.resolve("more")).allowOutside(true));
    assertThat(allowed.examples()).isEqualTo(3);
  }

  @Test
  void aPictureThatIsNotThereLeavesItsElementOut() throws IOException {
    ConversionReport report =
        convert("llava", "[" + TWO_TURNS.replace("oak.png", "gone.png") + "," + TWO_TURNS + "]");

    assertThat(dropped(report))
        .singleElement()
        .satisfies(change ->
            assertThat(change.toString()).startsWith("line 1 /image: ").contains("gone.png"));
  }

  @Test
  void aListThatIsCutOffIsNoDataSet() throws IOException {
    String cut = "[" + TWO_TURNS + "," + TWO_TURNS.substring(0, 40);

    assertThatThrownBy(() -> convert("llava", cut))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("cut off in element 2");
    assertThat(out()).doesNotExist();
  }

  @Test
  void aBrokenElementIsLeftOutAndTheNextOnesRead() throws IOException {
    ConversionReport report =
        convert("llava", "[" + TWO_TURNS + ", {\"id\": nonsense}, 5, " + TWO_TURNS + "]");

    assertThat(dropped(report)).extracting(ConversionChange::line).containsExactly(2L, 3L);
    assertThat(report.examples()).isEqualTo(2);
  }

  @Test
  void shareGptHasMessagesOrConversationsAndPicturesInTheirOrder() throws IOException {
    String messages = """
        {"messages":[{"role":"system","content":"Be brief."},\
        {"role":"user","content":"<image><image> Which?"},\
        {"role":"assistant","content":"Oak and elm"}],"images":["oak.png","more/elm.jpg"]}""";
    String conversations = """
        {"system":"Be brief.","conversations":[{"from":"human","value":"<image>Which?"},\
        {"from":"gpt","value":"Elm"}],"images":["more/elm.jpg"]}""";

    ConversionReport report = convert("sharegpt", messages + "\n" + conversations + "\n");

    assertThat(report.written()).as(report.toText()).isTrue();
    List<String> lines = Files.readAllLines(out());
    assertThat(lines.get(0).indexOf("image/png")).isLessThan(lines.get(0).indexOf("image/jpeg"));
    assertThat(lines)
        .allSatisfy(line -> assertThat(line)
            .contains(
                "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"Be brief.\"}]}"));
    assertThat(report.pictures()).isEqualTo(3);
  }

  @Test
  void shareGptMayHaveItsPicturesInParts() throws IOException {
    String parts = """
        {"messages":[{"role":"user","content":[{"type":"image_url","value":"oak.png"},\
        {"type":"text","value":"Which?"}],"loss_weight":0.0},\
        {"role":"assistant","content":[{"type":"text","value":"Oak"}],"loss_weight":1.0}]}""";

    ConversionReport report = convert("sharegpt", parts + "\n");

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.pictures()).isEqualTo(1);
    assertThat(Files.readString(out()))
        .contains("{\"type\":\"text\",\"text\":\"Which?\"}")
        .contains("\"weight\":1");
  }

  @Test
  void callsOfFunctionsAndTheirResultsBecomeToolMessages() throws IOException {
    String calls = """
        {"conversations":[{"from":"human","value":"Weather?"},\
        {"from":"function_call","value":"{\\"name\\":\\"w\\",\\"arguments\\":{\\"c\\":\\"Rome\\"}}"},\
        {"from":"observation","value":"sun"},{"from":"gpt","value":"Sun."}],\
        "tools":"[{\\"name\\":\\"w\\",\\"parameters\\":{\\"type\\":\\"object\\"}}]"}""";

    ConversionReport report = convert("sharegpt", calls + "\n");

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.losses()).isZero();
    assertThat(Files.readString(out()))
        .contains("\"arguments\":\"{\\\"c\\\":\\\"Rome\\\"}\"")
        .contains("\"tool_call_id\":\"call_1\"")
        .contains("\"tools\":[{\"type\":\"function\"");
  }

  @Test
  void aBetterAndAWorseAnswerAreAPreference() throws IOException {
    String pair = """
        {"conversations":[{"from":"human","value":"<image>Which?"}],"images":["oak.png"],\
        "chosen":{"from":"gpt","value":"Oak"},"rejected":{"from":"gpt","value":"Elm"}}""";

    ConversionReport report = convert("sharegpt", pair + "\n");

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(Files.readString(out()))
        .contains("\"preferred_output\":[{\"role\":\"assistant\",\"content\":[{")
        .contains("\"non_preferred_output\":[");
  }

  @Test
  void fieldsThatNoProviderHasAreLostByName() throws IOException {
    ConversionReport report = convert(
        "llava", "[" + TWO_TURNS.replace("\"id\":\"a\"", "\"model\":\"\",\"score\":3") + "]");

    assertThat(report.changes())
        .filteredOn(ConversionChange::lost)
        .extracting(change -> change.pointer().orElse(""))
        .containsExactly("/model", "/score");
  }

  @Test
  void filmsCannotBeSaid() throws IOException {
    String film = "{\"messages\":[{\"role\":\"user\",\"content\":\"<video>What?\"}],"
        + "\"videos\":[\"a.mp4\"]}\n";

    ConversionReport report = convert("sharegpt", film);

    assertThat(report.written()).isFalse();
    assertThat(dropped(report))
        .singleElement()
        .satisfies(change -> assertThat(change.message()).contains("films"));
  }

  @Test
  void picturesOfAProviderHaveNoFolder() {
    assertThatThrownBy(() -> Conversion.from("openai")
            .to("together")
            .convert(folder.resolve("in.jsonl"), out(), o -> o.images(folder)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("llava and sharegpt");
  }

  private static String two() {
    return """
        {"id":"b","image":["oak.png","more/elm.jpg"],"conversations":[\
        {"from":"human","value":"This\\n<image>\\nor that\\n<image>"},\
        {"from":"gpt","value":"That"}]}""";
  }

  private ConversionReport convert(String from, String content) throws IOException {
    return convert(from, content, options -> {});
  }

  private ConversionReport convert(
      String from, String content, Consumer<ConversionOptions.Builder> spec) throws IOException {
    Path in = Files.writeString(folder.resolve("in.json"), content);
    return Conversion.from(from).to("together").convert(in, out(), spec);
  }

  private Path out() {
    return folder.resolve("out.jsonl");
  }

  private static List<ConversionChange> dropped(ConversionReport report) {
    return report.changes().stream()
        .filter(change -> change.kind() == ChangeKind.DROPPED_LINE)
        .toList();
  }
}
