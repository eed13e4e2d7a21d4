package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.Message;
import dev.fovea.error.DatasetException;
import dev.fovea.error.ImageException;
import dev.fovea.finding.Finding;
import dev.fovea.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {
  private static final DatasetFormat FORMAT = Samples.format();

  private static List<Example> read(String lines) {
    try (Stream<Example> examples = DatasetReader.read(Samples.stream(lines), FORMAT)) {
      return examples.toList();
    }
  }

  @Test
  void blankLinesMarksAndWindowsLineEndsAreReadOver() {
    assertThat(read("\uFEFF{\"text\":\"a\"}\r\n\n  \r\n{\"text\":\"b\"}"))
        .containsExactly(Example.text("a"), Example.text("b"));
  }

  @Test
  void theFirstBadLineIsNamed() {
    assertThatThrownBy(() -> read("{\"text\":\"a\"}\n{\"text\":\"a\",\"text\":\"b\"}\n"))
        .isInstanceOfSatisfying(DatasetException.class, e -> {
          Finding finding = e.findings().get(0);
          assertThat(finding.line()).contains(2L);
          assertThat(finding.rule()).isEqualTo("test.duplicate-key");
        })
        .hasMessageContaining("line 2");
  }

  @Test
  void badLinesAreLeftOutAndToldWhenAskedFor() {
    List<Finding> problems = new ArrayList<>();
    String lines = "{\"text\":\"a\"}\n{\n{\"messages\":[{\"content\":\"x\"}]}\n"
        + Samples.shown("data:image/png;base64,%") + "\n{\"x\":1}\n{\"text\":7}\n"
        + "{\"text\":\"b\"}";

    try (Stream<Example> examples =
        DatasetReader.of(FORMAT).skippingBadLines(problems::add).read(Samples.stream(lines))) {
      assertThat(examples).containsExactly(Example.text("a"), Example.text("b"));
    }

    assertThat(problems)
        .extracting(Finding::rule)
        .containsExactly(
            "test.invalid-json",
            "test.unreadable-example",
            "test.picture-base64",
            "test.unknown-format",
            "test.unreadable-example");
  }

  @Test
  void fieldsWithoutAMeaningAreKept() {
    String line =
        "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}],\"parallel\":true},"
            + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"a\"}],"
            + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"b\"}],"
            + "\"id\":null,\"weight\":0.5}";
    Preference example = (Preference) read(line).get(0);

    assertThat(example.weight()).contains(0.5);
    assertThat(example.additionalProperties())
        .containsEntry("input", Map.of("parallel", true))
        .containsEntry("id", null);

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DatasetWriter writer = DatasetWriter.open(out, FORMAT)) {
      writer.write(example);
    }
    assertThat(read(out.toString(StandardCharsets.UTF_8))).containsExactly(example);
  }

  @Test
  void aPictureNoticesThatItsFileChanged(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.jsonl");
    Files.writeString(file, Samples.shown(Samples.url("png", Samples.png(50))) + "\n");
    Image image;
    try (Stream<Example> examples = DatasetReader.read(file, FORMAT)) {
      image = picture(examples.findFirst().orElseThrow());
    }

    assertThat(image.header().width()).isEqualTo(16);
    try (InputStream in = image.open()) {
      assertThat(in.readAllBytes()).isEqualTo(Samples.png(50));
    }

    Files.writeString(file, "\n");

    assertThatThrownBy(image::open)
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("changed");
  }

  @Test
  void aTextThatLooksLikeAPictureIsNotTakenForTheOneBesideIt() {
    String url = Samples.url("png", Samples.png(50));
    String line = Samples.shown(url).replace("What?", "data:image/png;base64,");

    assertThatThrownBy(() -> read(line))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no picture is expected");
  }

  /** Wherever the line's room ends: between the backslash and what it escapes, too. */
  @Test
  void aWrongEscapeBeforeACommaIsFoundAtEveryPlace() {
    for (int pad = 960; pad < 1_040; pad++) {
      String line = "{\"" + "a".repeat(pad) + "\":1,\"text\":\"data:;base64.\\,\"}";

      assertThatThrownBy(() -> read(line))
          .isInstanceOfSatisfying(
              DatasetException.class,
              e -> assertThat(e.findings())
                  .extracting(Finding::rule)
                  .containsExactly("test.invalid-json"));
    }
  }

  private static Image picture(Example example) {
    Message first = ((Conversation) example).messages().get(0);
    return ((ImagePart) first.content().get(1)).image();
  }
}
