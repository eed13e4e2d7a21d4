package dev.fovea.cli;

import static dev.fovea.cli.WrittenLines.PICTURE;
import static dev.fovea.cli.WrittenLines.base64;
import static dev.fovea.cli.WrittenLines.json;
import static dev.fovea.cli.WrittenLines.line;
import static dev.fovea.cli.WrittenLines.message;
import static dev.fovea.cli.WrittenLines.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file, its page is whole, and nothing in it is more than a text. */
class ViewSafetyTest {
  @TempDir
  Path folder;

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
  void bytesThatAreNoUtf8HideNothingElse() throws IOException {
    Path file = Files.write(
        folder.resolve("train.jsonl"),
        line("caf\u00e9", PICTURE, "x").getBytes(StandardCharsets.ISO_8859_1));

    assertThat(ViewedPage.of(file).all(1, "text")).containsExactly("caf\uFFFD", "x");
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
    return ViewedPage.of(folder, lines);
  }

  private static int count(String text, String word) {
    return text.split(Pattern.quote(word), -1).length - 1;
  }

  private static String sha256(String text) throws Exception {
    return base64(
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
