package dev.fovea.examples;

import static dev.fovea.examples.MovingFolder.check;
import static dev.fovea.examples.MovingFolder.dropped;
import static dev.fovea.examples.MovingFolder.line;
import static dev.fovea.examples.MovingFolder.mixed;
import static dev.fovea.examples.MovingFolder.shown;
import static dev.fovea.examples.MovingFolder.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.DatasetException;
import dev.fovea.preparation.Conversion;
import dev.fovea.preparation.ConversionChange;
import dev.fovea.preparation.ConversionReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set moves from one provider to another, and the report names everything that changed. */
class ConversionTest {
  @TempDir
  Path folder;

  private MovingFolder moving;

  @BeforeEach
  void begin() {
    moving = new MovingFolder(folder);
  }

  @Test
  void strictWritesNothingAndNamesEveryLoss() throws IOException {
    Path in = moving.file(
        "in.jsonl",
        shown(url()),
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
            + "{\"role\":\"assistant\",\"content\":\"b\"}],\"parallel_tool_calls\":true}",
        shown("https://leaves.example/oak.png"));

    ConversionReport report = moving.convert("openai", "together", in, o -> o.strict(true));

    assertThat(report.written()).isFalse();
    assertThat(report.refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("2 losses").contains("line 2"));
    assertThat(report.counts())
        .containsEntry("dropped-field", 1L)
        .containsEntry("dropped-line", 1L);
    assertThat(moving.files()).containsExactly("in.jsonl");
    assertThatThrownBy(report::throwIfRefused)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("convert from openai")
        .hasMessageContaining("2 losses");
  }

  @Test
  void strictMindsNoRewriting() throws IOException {
    Path in = moving.file("in.jsonl", mixed(url()));

    ConversionReport report = moving.convert("fireworks", "together", in, o -> o.strict(true));

    assertThat(report.written()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("wrapped-content");
    assertThat(report.rewrites()).isEqualTo(1);
    assertThat(report.losses()).isZero();
  }

  @Test
  void tooFewExamplesRefuseTheWholeAndLeaveNothing() throws IOException {
    Path in = moving.file("in.jsonl", mixed(url()));

    ConversionReport report = moving.convert("together", "openai", in);

    assertThat(report.written()).isFalse();
    assertThat(report.refusal()).hasValueSatisfying(why -> assertThat(why).contains("at least 10"));
    assertThat(report.check().counts()).containsKey("openai.too-few-examples");
    assertThat(moving.files()).containsExactly("in.jsonl");
  }

  @Test
  void aLineThatCannotBeReadIsLeftOutWithItsFinding() throws IOException {
    Path in =
        moving.file("in.jsonl", mixed(url()), "{\"messages\": 5}", "no json", "", mixed(url(2)));

    ConversionReport report = moving.convert("fireworks", "together", in);

    assertThat(dropped(report)).extracting(ConversionChange::line).containsExactly(2L, 3L);
    assertThat(dropped(report).get(1).message()).contains("not valid JSON");
    assertThat(report.examples()).isEqualTo(2);
    assertThat(report.lines()).isEqualTo(4);
  }

  @Test
  void whatTheTargetsRulesRefuseIsLeftOutWithTheirRule() throws IOException {
    StringBuilder parts = new StringBuilder("{\"type\":\"text\",\"text\":\"How many?\"}");
    for (int i = 0; i < 11; i++) {
      parts
          .append(",{\"type\":\"image_url\",\"image_url\":{\"url\":\"")
          .append(url(i))
          .append("\"}}");
    }
    Path in = moving.file("in.jsonl", line("[" + parts + "]", "\"11\""), mixed(url()));

    ConversionReport report = moving.convert("fireworks", "together", in);

    assertThat(dropped(report))
        .singleElement()
        .satisfies(change ->
            assertThat(change.message()).contains("together.picture-count").contains("at most 10"));
    assertThat(check("together", moving.out()).counts()).isEmpty();
    assertThat(report.changes()).hasSize(2);
  }

  @Test
  void streamsAreConvertedLikeFiles() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ConversionReport report = Conversion.from("fireworks")
        .to("together")
        .convert(
            new ByteArrayInputStream((mixed(url()) + "\n").getBytes(StandardCharsets.UTF_8)), out);

    assertThat(report.written()).isTrue();
    assertThat(report.bytes()).isEqualTo(out.size());
    assertThat(DatasetRules.of("together")
            .check(new ByteArrayInputStream(out.toByteArray()))
            .counts())
        .isEmpty();
  }

  @Test
  void aFileIsNotWrittenOverItself() throws IOException {
    Path in = moving.file("in.jsonl", mixed(url()));
    Path link = Files.createSymbolicLink(moving.path("link.jsonl"), in);

    for (Path out : List.of(in, link)) {
      assertThatThrownBy(() -> Conversion.from("openai").to("together").convert(in, out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is the input");
    }
    assertThat(Files.readString(in)).isEqualTo(mixed(url()) + "\n");
  }

  @Test
  void aNameThatTheTargetDoesNotTakeIsRefusedAtOnce() throws IOException {
    Path in = moving.file("in.jsonl", mixed(url()));

    assertThatThrownBy(
            () -> Conversion.from("openai").to("together").convert(in, moving.path("out.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".jsonl");
  }

  @Test
  void unknownNamesListThoseThatThereAre() {
    assertThatThrownBy(() -> Conversion.from("acme2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together")
        .hasMessageContaining("llava and sharegpt");
    assertThatThrownBy(() -> Conversion.from("openai").to("llava"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together");
  }

  @Test
  void listenersHearOfChangesAndOfProgress() throws IOException {
    Path in = moving.file("in.jsonl", mixed(url()), mixed(url(2)));
    List<ConversionChange> heard = new ArrayList<>();
    List<Long> read = new ArrayList<>();

    ConversionReport report = moving.convert(
        "fireworks", "together", in, o -> o.onChange(heard::add).onProgress(read::add));

    assertThat(heard).isEqualTo(report.changes()).hasSize(2);
    assertThat(read).hasSize(2).endsWith(Files.size(in)).isSorted();
  }

  @Test
  void aReportSaysItAllToPeopleAndMachines() throws IOException {
    Path in = moving.file("in.jsonl", mixed(url()), "no json");

    ConversionReport report = moving.convert("fireworks", "together", in);

    assertThat(report.toText())
        .startsWith("fireworks to together: converted\n2 lines read, 1 example written, 1 picture")
        .contains("lost: dropped-line, 1 time\n  line 2: ")
        .contains("rewritten: wrapped-content, 1 time\n  line 1 /messages/1/content: ");
    assertThat(report.toJson())
        .contains("\"written\":true")
        .contains("\"kind\":\"wrapped-content\",\"lost\":false,\"line\":1,")
        .contains("\"counts\":{\"dropped-line\":1,\"wrapped-content\":1}");
  }

  @Test
  void aFormatThatWasMadeByHandIsAsGoodAsAName() throws IOException {
    Path in = moving.file("in.jsonl", mixed(url()));

    ConversionReport report = Conversion.from(DatasetFormat.of("fireworks"))
        .to(DatasetFormat.of("together"))
        .convert(in, moving.out());

    assertThat(report.from()).isEqualTo("fireworks");
    assertThat(report.to()).isEqualTo("together");
    assertThat(report.written()).isTrue();
  }
}
