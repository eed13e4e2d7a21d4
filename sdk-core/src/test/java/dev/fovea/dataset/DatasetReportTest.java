package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.fovea.json.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReportTest {
  @Test
  void machinesGetEveryFact() {
    DatasetReport report =
        Samples.check(Samples.shown("https://example.com/a.png") + "\n{\"text\":\"a\",\"b\":1}\n");

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.writeJson(out);
    Map<String, Object> json = JsonCodec.shared().readMap(out.toByteArray());

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(report.toJson());
    assertThat(json)
        .containsEntry("provider", "test")
        .containsEntry("ok", false)
        .containsEntry("lines", 2)
        .containsEntry("examples", 2)
        .containsEntry("errors", 3)
        .containsEntry("warnings", 0)
        .containsEntry("truncated", false)
        .containsEntry(
            "counts",
            Map.of("test.remote-picture", 1, "test.extra-column", 1, "test.mixed-formats", 1))
        .doesNotContainKey("file");
    assertThat((List<?>) json.get("findings"))
        .first()
        .isEqualTo(Map.of(
            "rule", "test.remote-picture",
            "severity", "error",
            "line", 1,
            "pointer", "/messages/0/content/1/image_url/url",
            "picture", 0,
            "message", "the picture is at a web address",
            "fix", "put the picture's bytes into the line as data:<media type>;base64,<bytes>",
            "excerpt", "\"url\":\"https://example.com/a.png\""));
  }

  @Test
  void editorsGetEachFindingAtItsPlace() {
    DatasetReport report =
        Samples.check(Samples.shown("https://example.com/a.png") + "\n{\"text\":\"a\",\"b\":1}\n");

    Map<String, Object> sarif = sarif(report);

    assertThat(sarif).containsEntry("version", "2.1.0");
    Map<?, ?> run = (Map<?, ?>) ((List<?>) sarif.get("runs")).get(0);
    assertThat(run.get("invocations")).isEqualTo(List.of(Map.of("executionSuccessful", true)));
    Map<?, ?> driver = (Map<?, ?>) ((Map<?, ?>) run.get("tool")).get("driver");
    assertThat(driver.get("name")).isEqualTo("fovea");
    assertThat((List<?>) driver.get("rules"))
        .hasSize(3)
        .first()
        .isEqualTo(Map.of(
            "id",
            "test.extra-column",
            "shortDescription",
            Map.of("text", "A key does not belong to this kind of example"),
            "help",
            Map.of("text", "What it means, with a bad and a good line: docs/rules/extra-column.md"),
            "properties",
            Map.of("count", 1)));
    assertThat((List<?>) run.get("results"))
        .hasSize(3)
        .first()
        .isEqualTo(Map.of(
            "ruleId",
            "test.remote-picture",
            "level",
            "error",
            "message",
            Map.of(
                "text",
                "the picture is at a web address. Fix: put the picture's bytes into the line as"
                    + " data:<media type>;base64,<bytes>"),
            "locations",
            List.of(Map.of(
                "physicalLocation",
                Map.of(
                    "artifactLocation",
                    Map.of("uri", "stdin"),
                    "region",
                    Map.of(
                        "startLine",
                        1,
                        "snippet",
                        Map.of("text", "\"url\":\"https://example.com/a.png\""))),
                "logicalLocations",
                List.of(Map.of("fullyQualifiedName", "/messages/0/content/1/image_url/url")))),
            "properties",
            Map.of("picture", 0)));
  }

  @Test
  void whatWasCountedAndNotListedIsSaidToEditorsToo(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("my cars.jsonl"), "{}\n".repeat(150));

    Map<?, ?> run = (Map<?, ?>) ((List<?>) sarif(Samples.rules().check(file)).get("runs")).get(0);

    assertThat(run.get("invocations").toString()).contains("all are counted");
    assertThat((List<?>) run.get("results"))
        .first(MAP)
        .extracting("locations")
        .asString()
        .contains("my%20cars.jsonl");
  }

  private static Map<String, Object> sarif(DatasetReport report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.writeSarif(out);
    assertThat(report.toSarif()).isEqualTo(out.toString(StandardCharsets.UTF_8));
    return JsonCodec.shared().readMap(out.toByteArray());
  }

  @Test
  void peopleGetTheFindingsByRule() {
    String text = Samples.check("{}\n".repeat(7)).toText();

    assertThat(text).isEqualTo("""
        data set cannot be used with test: 7 errors, 6 warnings
        7 examples in 7 lines, 0 pictures, 21 bytes

        error test.unknown-format, 7 times: A line is of no known kind of example
          line 1: the object has no keys
              {}
          line 2: the object has no keys
              {}
          line 3: the object has no keys
              {}
          line 4: the object has no keys
              {}
          line 5: the object has no keys
              {}
          and 2 others
          fix: use text, or messages, or completion + prompt, or input + non_preferred_output + preferred_output

        warning test.duplicate-example, 6 times: A line stands in the file twice
          line 2: the line is the same as line 1
              {}
          line 3: the line is the same as line 1
              {}
          line 4: the line is the same as line 1
              {}
          line 5: the line is the same as line 1
              {}
          line 6: the line is the same as line 1
              {}
          and 1 other
          fix: remove it, unless it shall count twice

        What a rule means, with a bad and a good line: docs/rules, such as docs/rules/unknown-format.md
        """);
    assertThat(Samples.check("{\"text\":\"a\"}").toText())
        .contains("can be used with test: nothing found")
        .contains("1 example in 1 line,");
  }

  @Test
  void theWorstComesFirst() {
    String good = "{\"text\":\"a\"}\n";

    String text = Samples.check(
            good.repeat(4) + "[]\n{\"text\":\"b\",\"c\":1,\"d\":1}\n{\"text\":7}\n")
        .toText();

    assertThat(text.lines().filter(line -> line.matches("(error|warning) .*")))
        .extracting(line -> line.substring(0, line.indexOf(" time")))
        .containsExactly(
            "error test.extra-column, 2",
            "error test.invalid-content, 1",
            "error test.not-an-object, 1",
            "warning test.duplicate-example, 3");
    assertThat(text)
        .contains("  line 6 /c: the key 'c' does not belong to a text example\n      \"c\":1\n");
  }

  @Test
  void rulesThatWereNotCheckedAreToldToPeopleAndMachines() {
    FindingSink findings = new FindingSink(Samples.profile(), finding -> {});
    findings.skip(Rule.DUPLICATE_EXAMPLE, "there are too many lines");
    findings.skip(Rule.DUPLICATE_EXAMPLE, "said only once");
    DatasetReport report =
        DatasetReport.builder().provider("test").skipped(findings.skipped()).build();

    assertThat(report.toText())
        .endsWith(
            "\nnot checked, or not to the end: test.duplicate-example: there are too many lines\n")
        .doesNotContain("said only once");
    assertThat(report.toJson())
        .contains("\"skipped\":{\"test.duplicate-example\":\"there are too many lines\"}");
    assertThat(report.toSarif())
        .contains(
            "{\"level\":\"note\",\"message\":"
                + "{\"text\":\"not checked, or not to the end: test.duplicate-example: there are too many lines\"}}");
  }

  @Test
  void statisticsCountWhatIsThere() {
    String lines = Samples.shown(Samples.url("png", Samples.png(50))) + "\n{\n\n"
        + Samples.shown(Samples.url("jpeg", Samples.jpeg())) + "\n{\"text\":\"four\"}\n";

    DatasetStats stats = DatasetStats.of(Samples.stream(lines), Samples.format());

    assertThat(stats.lines()).isEqualTo(5);
    assertThat(stats.examples()).isEqualTo(3);
    assertThat(stats.pictures()).isEqualTo(2);
    assertThat(stats.shapes()).isEqualTo(Map.of("conversation", 2L, "text", 1L));
    assertThat(stats.roles()).isEqualTo(Map.of("user", 2L, "assistant", 2L));
    assertThat(stats.formats()).isEqualTo(Map.of("png", 1L, "jpeg", 1L));
    assertThat(stats.widths()).contains(new DatasetStats.Spread(16, 16, 16));
    assertThat(stats.picturesPerExample()).contains(new DatasetStats.Spread(0, 1, 1));
    assertThat(stats.textChars()).contains(new DatasetStats.Spread(4, 10, 10));
    assertThat(stats.toText()).contains("3 examples in 5 lines").contains("jpeg 1, png 1");
    assertThat(JsonCodec.shared().readMap(stats.toJson().getBytes(StandardCharsets.UTF_8)))
        .containsEntry("formats", Map.of("png", 1, "jpeg", 1))
        .containsEntry("width", Map.of("min", 16, "median", 16, "max", 16));
  }

  @Property(tries = 200)
  void theMiddleIsKnownWithinOnePercent(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 1L << 50) Long> numbers) {
    Histogram histogram = new Histogram();
    numbers.forEach(histogram::add);

    List<Long> sorted = numbers.stream().sorted().toList();
    long middle = sorted.get((sorted.size() - 1) / 2);
    DatasetStats.Spread spread = histogram.spread().orElseThrow();

    assertThat(spread.min()).isEqualTo(sorted.get(0));
    assertThat(spread.max()).isEqualTo(sorted.get(sorted.size() - 1));
    assertThat((double) spread.median())
        .isCloseTo((double) middle, within((double) middle * 0.01 + 0.5));
  }
}
