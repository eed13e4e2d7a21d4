package dev.fovea.cli;

import static dev.fovea.cli.WrittenLines.PICTURE;
import static dev.fovea.cli.WrittenLines.base64;
import static dev.fovea.cli.WrittenLines.line;
import static dev.fovea.cli.WrittenLines.message;
import static dev.fovea.cli.WrittenLines.messages;
import static dev.fovea.cli.WrittenLines.png;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code fovea datasets view}: what is in the page, and that nothing of the file is more than text.
 */
class DatasetsViewTest {
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
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(small));
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

    ViewedPage page = ViewedPage.of(file, "--limit", "10");

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
  void picturesAreDecodedForTheCheckWhereThatIsAskedFor() throws IOException {
    byte[] png = png(64, 64);
    // Nothing but the pixels is wrong: the walk over the chunks finds its way and their checksums.
    Arrays.fill(png, 43, 50, (byte) 0x55);
    CRC32 checksum = new CRC32();
    int length = ByteBuffer.wrap(png).getInt(33);
    checksum.update(png, 37, 4 + length);
    ByteBuffer.wrap(png).putInt(41 + length, (int) checksum.getValue());
    String url = "data:image/png;base64," + base64(png);
    Path file = Files.writeString(folder.resolve("train.jsonl"), line("What?", url, "x"));
    Path out = folder.resolve("page.html");

    Shell.Ran ran = Shell.empty()
        .run("datasets", "view", file.toString(), "-o", out.toString(), "--decode", "--json");

    assertThat(ran.out()).contains("\"skipped\":{}");
    assertThat(ViewedPage.read(out).all(1, "rule")).contains("together.picture-undecodable");
    assertThat(ViewedPage.of(file).summary().get("skipped").toString())
        .contains("together.picture-undecodable");
  }

  @Test
  void aFileThatIsNoDataSetIsToldOnThePage() throws IOException {
    Path file = Files.writeString(folder.resolve("train.parquet"), "PAR1");

    ViewedPage page = ViewedPage.of(file);

    assertThat(page.examples()).isEmpty();
    assertThat(page.summary().get("rules").toString()).contains("unchecked-file-type");
  }

  private ViewedPage view(String... lines) throws IOException {
    return ViewedPage.of(folder, lines);
  }
}
