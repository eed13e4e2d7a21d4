package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code fovea datasets view}: what is in the page, and that nothing of the file is more than text.
 */
class DatasetsViewTest {
  private static final String PICTURE = "data:image/png;base64," + base64(png(40, 30));

  @TempDir
  Path folder;

  @Test
  void everyLineIsThereWithItsPictureAndItsAnswer() throws IOException {
    ViewedPage page =
        view(line("What is it?", PICTURE, "tomato"), line("And this?", PICTURE, "carrot"));

    assertThat(page.examples().keySet()).containsExactly(1L, 2L);
    assertThat(page.examples().get(2L))
        .containsEntry("label", "carrot")
        .containsEntry("kind", "conversation");
    assertThat(page.all(1, "text")).containsExactly("What is it?", "tomato");
    assertThat(page.all(1, "role")).containsExactly("user", "assistant");
    assertThat(page.pictures(1)).containsExactly(PICTURE);
    assertThat(page.all(1, "format")).containsExactly("PNG");
    assertThat(page.all(1, "width")).containsExactly(40);
    assertThat(page.summary())
        .containsEntry("usable", true)
        .containsEntry("provider", "together")
        .containsEntry("file", "train.jsonl")
        .containsEntry("shown", 2);
  }

  @Test
  void findingsStandAtTheirLinesAndByRuleWithTheWorstFirst() throws IOException {
    String twin = line("Twice?", PICTURE, "yes");
    ViewedPage page =
        view(twin, twin, line("Where?", "https://example.com/a.png", "here"), "", "[]");

    List<?> rules = (List<?>) page.summary().get("rules");
    List<Object> severities =
        rules.stream().map(rule -> (Object) ((Map<?, ?>) rule).get("severity")).toList();
    assertThat(severities).contains("ERROR", "WARNING").isSorted();
    assertThat(page.all(2, "rule")).contains("together.duplicate-example");
    assertThat(page.all(3, "rule")).containsExactly("together.remote-picture");
    assertThat(page.all(3, "pointer")).containsExactly("/messages/0/content/1/image_url/url");
    assertThat(page.examples().get(3L)).containsEntry("errors", 1).containsEntry("found", 1);
    assertThat(page.all(4, "rule")).containsExactly("together.blank-line");
    assertThat(page.summary()).containsEntry("usable", false);
  }

  @Test
  void aPictureAtAnAddressIsNamedAndNotLoaded() throws IOException {
    ViewedPage page = view(line("Where?", "https://example.com/a.png", "here"));

    assertThat(page.all(1, "address")).containsExactly("https://example.com/a.png");
    assertThat(page.pictures(1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>window.hacked=1</script>",
        "<!--<script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "{{data}} {{script}} ${1}",
        "a\u2028b\u2029c\u0000d\u202ee",
        "]]></style><style>*{display:none}</style>",
      })
  void textsOfTheFileStayTexts(String text) throws IOException {
    ViewedPage plain = view(messages(message("user", "plain"), message("plain", "plain")));
    ViewedPage page =
        view(messages(message("user", text), message(text, text)), json(Map.of(text, text)));

    assertThat(page.all(1, "text")).containsExactly(text, text);
    assertThat(page.all(1, "role")).containsExactly("user", text);
    assertThat(page.all(2, "title")).containsExactly(text);
    assertThat(count(page.html(), "<script")).isEqualTo(count(plain.html(), "<script") + 1);
    assertThat(count(page.html(), "</script")).isEqualTo(count(plain.html(), "</script") + 1);
    assertThat(count(page.html(), "<img")).isEqualTo(count(plain.html(), "<img"));
    assertThat(page.html())
        .doesNotContain("\u2028")
        .doesNotContain("\u0000")
        .doesNotContain("<!--<");
  }

  @Test
  void halfACharacterDoesNotBreakThePage() throws IOException {
    ViewedPage page = view(
        "{\"messages\": [{\"role\": \"user\", \"content\": \"a\\ud83db\"}], \"x\": \"\\udc00\"}");

    assertThat(page.all(1, "text")).containsExactly("a\uFFFDb");
    assertThat(page.all(1, "json")).containsExactly("\"\uFFFD\"");
  }

  @Test
  void aPictureThatMayHoldAScriptIsNeverGivenToTheBrowser() throws IOException {
    String svg = "data:image/svg+xml;base64,"
        + base64("<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8));
    ViewedPage page = view(
        line("What?", svg, "x"),
        line("What?", "data:text/html,<b>", "x"),
        line("What?", "javascript:1", "x"));

    assertThat(page.pictures(1)).isEmpty();
    assertThat(page.pictures(2)).isEmpty();
    assertThat(page.all(1, "note")).containsExactly("no picture that can be read");
    assertThat(page.all(2, "note")).containsExactly("its data URL cannot be read");
    assertThat(page.all(3, "address")).containsExactly("javascript:1");
  }

  @Test
  void theBrowserMayRunThisScriptAloneAndAskNobody() throws Exception {
    ViewedPage page = view(line("What?", PICTURE, "x"));
    String policy = page.inside("Content-Security-Policy\" content=\"", "\">");

    assertThat(policy)
        .startsWith("default-src 'none'; img-src data:;")
        .contains("script-src 'sha256-" + sha256(page.inside("<script>", "</script>")) + "'")
        .contains("style-src 'sha256-" + sha256(page.inside("<style>", "</style>")) + "'")
        .doesNotContain("unsafe");
    assertThat(page.html())
        .doesNotContainPattern("(src|href)=\"(?!#|data:,)")
        .doesNotContain("style=\"");
  }

  @Test
  void aBrokenLineAppearsAsAnExcerptWithItsPictures() throws IOException {
    String whole = line("What?", PICTURE, "x");
    ViewedPage page = view(whole, whole.substring(0, whole.length() - 3));

    assertThat(page.examples().get(2L)).containsEntry("kind", "unreadable");
    assertThat((String) page.examples().get(2L).get("excerpt"))
        .contains("What?", "[data URL, ")
        .doesNotContain("base64");
    assertThat(page.pictures(2)).containsExactly(PICTURE);
    assertThat(page.all(2, "rule")).containsExactly("together.invalid-json");
  }

  @Test
  void bytesThatAreNoUtf8HideNothingElse() throws IOException {
    Path file = Files.write(
        folder.resolve("train.jsonl"),
        line("caf\u00e9", PICTURE, "x").getBytes(StandardCharsets.ISO_8859_1));

    assertThat(page(file).all(1, "text")).containsExactly("caf\uFFFD", "x");
  }

  @Test
  void aPictureWithSlashesEscapedIsShown() throws IOException {
    ViewedPage page = view(line("What?", PICTURE, "x").replace("/", "\\/"));

    assertThat(page.pictures(1)).containsExactly(PICTURE);
  }

  @Test
  void base64ThatCannotBeDecodedIsSaidSo() throws IOException {
    ViewedPage page = view(line("What?", "data:image/png;base64,!!!!", "x"));

    assertThat(page.all(1, "note")).containsExactly("its base64 cannot be decoded");
    assertThat(page.all(1, "rule")).contains("together.picture-base64");
  }

  @Test
  void aLargePictureIsShrunk() throws IOException {
    ViewedPage page = view(line("What?", "data:image/png;base64," + base64(png(2400, 1800)), "x"));

    byte[] small = Base64.getDecoder().decode(page.pictures(1).get(0).replaceFirst(".*,", ""));
    BufferedImage shown = ImageIO.read(new java.io.ByteArrayInputStream(small));
    assertThat(List.of(shown.getWidth(), shown.getHeight())).containsExactly(640, 480);
    assertThat(page.all(1, "width")).containsExactly(2400);
    assertThat(page.all(1, "shrunk")).containsExactly(true);
  }

  @Test
  void preferencesInstructionsToolsAndOtherFieldsHaveTheirForms() throws IOException {
    ViewedPage page = view(
        "{\"input\": {\"messages\": [" + message("user", "better?") + "]}, \"preferred_output\": ["
            + message("assistant", "good") + "], \"non_preferred_output\": ["
            + message("assistant", "bad") + "]}",
        "{\"prompt\": \"say\", \"completion\": \"so\", \"extra\": {\"a\": [1, null]}}",
        "{\"messages\": [{\"role\": \"assistant\", \"weight\": 0, \"tool_calls\": [{\"id\": \"1\", \"type\":"
            + " \"function\", \"function\": {\"name\": \"look\", \"arguments\": \"{}\"}}]}]}");

    assertThat(page.all(1, "side")).containsExactly("", "better", "worse");
    assertThat(page.examples().get(1L))
        .containsEntry("kind", "preference")
        .containsEntry("label", "good");
    assertThat(page.examples().get(2L))
        .containsEntry("kind", "instruction")
        .containsEntry("label", "so");
    assertThat(page.all(2, "json")).containsExactly("{\"a\":[1,null]}");
    assertThat(page.all(3, "title")).containsExactly("", "look");
    assertThat(page.all(3, "weight")).containsExactly("0");
  }

  @Test
  void ofManyLinesTheWorstAreShownAndAnEvenSampleOfTheOthers() throws IOException {
    List<String> lines = new ArrayList<>(IntStream.rangeClosed(1, 1000)
        .mapToObj(i -> messages(message("user", "Question " + i), message("assistant", "a" + i)))
        .toList());
    lines.set(776, "[]");
    lines.set(887, messages(message("robot", "x"), message("robot", "x"), message("user", "x")));
    Path file = Files.write(folder.resolve("train.jsonl"), lines);

    ViewedPage page = page(file, "--limit", "10");

    List<Long> shown = List.copyOf(page.examples().keySet());
    assertThat(shown).hasSize(10).isSorted().contains(777L, 888L);
    assertThat(shown.stream().filter(line -> line <= 500)).hasSizeBetween(3, 5);
    assertThat(page.summary()).containsEntry("shown", 10).containsEntry("lines", 1000);
  }

  @Test
  void theCommandTellsWhatItWroteAndAgainInJson() throws IOException {
    Path file = Files.writeString(
        folder.resolve("train.jsonl"), line("What?", "https://example.com/a", "x"));
    Path out = folder.resolve("page.html");

    Shell.Ran text = Shell.empty().run("datasets", "view", file.toString(), "-o", out.toString());
    Shell.Ran json = Shell.empty()
        .run("datasets", "view", file.toString(), "-o", out.toString(), "--json", "-p", "openai");

    assertThat(text.out()).contains(out + ": 1 of 1 lines, 1 errors, 0 warnings");
    assertThat(text.code()).isEqualTo(ExitCodes.DONE);
    assertThat(JsonCodec.shared().readMap(json.out().getBytes(StandardCharsets.UTF_8)))
        .containsEntry("page", out.toString())
        .containsEntry("provider", "openai")
        .containsEntry("shown", 1)
        .containsEntry("examples", 1)
        .doesNotContainKey("rules");
  }

  @ParameterizedTest
  @CsvSource({
    "-, page.html, 5, cannot read a pipe",
    "gone.jsonl, page.html, 5, no such file",
    "train.jsonl, train.jsonl, 5, would replace the data set",
    "train.jsonl, gone/page.html, 5, no such folder",
    "train.jsonl, page.html, 0, --limit must be between 1 and 10000",
    "train.jsonl, page.html, x, --limit",
  })
  void wrongWordsAreRefused(String file, String out, String limit, String told) throws IOException {
    Files.writeString(folder.resolve("train.jsonl"), line("What?", PICTURE, "x"));
    String name = file.equals("-") ? "-" : folder.resolve(file).toString();

    Shell.Ran ran = Shell.empty()
        .run("datasets", "view", name, "-o", folder.resolve(out).toString(), "--limit", limit);

    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).contains(told);
    assertThat(folder.resolve("page.html")).doesNotExist();
  }

  @Test
  void aFileThatIsNoDataSetIsToldOnThePage() throws IOException {
    Path file = Files.writeString(folder.resolve("train.parquet"), "PAR1");

    ViewedPage page = page(file);

    assertThat(page.examples()).isEmpty();
    assertThat(page.summary().get("rules").toString()).contains("unchecked-file-type");
  }

  @Test
  void aPageThatIsNotFinishedLeavesNothingAndReplacesNothing() throws IOException {
    Path out = Files.writeString(folder.resolve("page.html"), "the old one");
    try (ViewPage page = new ViewPage(out)) {
      page.example(Map.of("line", 1), List.of(PICTURE));
    }

    assertThat(out).hasContent("the old one");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(out);
    }
  }

  private ViewedPage view(String... lines) throws IOException {
    return page(Files.write(folder.resolve("train.jsonl"), Arrays.asList(lines)));
  }

  private ViewedPage page(Path file, String... more) throws IOException {
    Path out = folder.resolve("page.html");
    List<String> words =
        new ArrayList<>(List.of("datasets", "view", file.toString(), "-o", out.toString()));
    words.addAll(List.of(more));
    Shell.Ran ran = Shell.empty().run(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    return ViewedPage.read(out);
  }

  private static String line(String question, String url, String answer) {
    return json(Map.of(
        "messages",
        List.of(
            Map.of(
                "role",
                "user",
                "content",
                List.of(
                    Map.of("type", "text", "text", question),
                    Map.of("type", "image_url", "image_url", Map.of("url", url)))),
            Map.of(
                "role", "assistant", "content", List.of(Map.of("type", "text", "text", answer))))));
  }

  private static String messages(String... messages) {
    return "{\"messages\": [" + String.join(", ", messages) + "]}";
  }

  private static String message(String role, String text) {
    return json(Map.of("role", role, "content", text));
  }

  private static String json(Object value) {
    return new String(JsonCodec.shared().write(value), StandardCharsets.UTF_8);
  }

  private static int count(String text, String word) {
    return text.split(java.util.regex.Pattern.quote(word), -1).length - 1;
  }

  private static String sha256(String text) throws Exception {
    return base64(
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] png(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
