package dev.fovea.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetProfile;
import dev.fovea.error.DatasetException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a conversion, told and cleaned up. No pixels can be decoded here. */
class ConversionTroubleTest {
  private static final String WEBP = "data:image/webp;base64,"
      + Base64.getEncoder()
          .encodeToString(
              HexFormat.of().parseHex("5249464612000000574542505650384c050000002f0fc0010000"));
  private static final String GOOD = """
      {"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}
      """;

  @TempDir
  Path folder;

  @Test
  void aPictureOfARefusedFormatIsALossThatSaysWhatIsMissing() throws IOException {
    Path in = in("""
        {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"%s"}}]},\
        {"role":"assistant","content":"b"}]}
        """.formatted(WEBP) + GOOD);

    ConversionReport report = conversion().convert(in, folder.resolve("out.jsonl"));

    assertThat(report.changes()).singleElement().satisfies(change -> {
      assertThat(change.kind()).isEqualTo(ChangeKind.DROPPED_LINE);
      assertThat(change.line()).isEqualTo(1);
      assertThat(change.pointer()).contains("/messages/0/content/0/image_url/url");
      assertThat(change.message()).contains("WEBP").contains("sdk-imaging");
    });
    assertThat(report.examples()).isEqualTo(1);
  }

  @Test
  void nothingStaysWhenTheInputBreaksOff() throws IOException {
    Path in = in("[" + GOOD + "," + GOOD);

    assertThatThrownBy(() -> conversion().convert(in, folder.resolve("out.jsonl")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("cut off in element 2");

    assertThat(files()).containsExactly("in.jsonl");
  }

  @Test
  void nothingStaysWhenAListenerHasEnough() throws IOException {
    Path in = in(GOOD + GOOD);

    assertThatThrownBy(() -> conversion()
            .convert(
                in,
                folder.resolve("out.jsonl"),
                options -> options.onProgress(bytes -> {
                  throw new IllegalStateException("enough");
                })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");

    assertThat(files()).containsExactly("in.jsonl");
  }

  @Test
  void whatWasThereBeforeStaysWhenTheConversionIsRefused() throws IOException {
    Path out = Files.writeString(folder.resolve("out.jsonl"), "before");

    ConversionReport report = conversion().convert(in("no json\n"), out);

    assertThat(report.written()).isFalse();
    assertThat(report.toText())
        .startsWith("other to mine: refused, mine would not take the output");
    assertThat(out).hasContent("before");
    assertThat(files()).containsExactly("in.jsonl", "out.jsonl");
  }

  @Test
  void aFolderThatIsNotThereIsTold() throws IOException {
    Path in = in(GOOD);

    assertThatThrownBy(() -> conversion().convert(in, folder.resolve("gone/out.jsonl")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("gone")
        .hasMessageContaining("check the folder, its rights and the free space");
    assertThatThrownBy(
            () -> conversion().convert(folder.resolve("gone.jsonl"), folder.resolve("out.jsonl")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("gone.jsonl");
  }

  @Test
  void aStreamThatTakesNoMoreIsTold() {
    OutputStream full = new OutputStream() {
      @Override
      public void write(int next) throws IOException {
        throw new IOException("No space left on device");
      }
    };

    assertThatThrownBy(() -> conversion().convert(stream(GOOD), full))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("write the data set")
        .hasMessageContaining("No space left on device");
  }

  @Test
  void nothingReachesAStreamWhenTheConversionIsRefused() {
    OutputStream untouched = new OutputStream() {
      @Override
      public void write(int next) {
        throw new IllegalStateException("nothing may be written");
      }
    };

    ConversionReport report = conversion()
        .convert(stream(GOOD + "no json\n"), untouched, options -> options.strict(true));

    assertThat(report.written()).isFalse();
    assertThat(report.refusal()).hasValueSatisfying(why -> assertThat(why).contains("line 2"));
  }

  private Path in(String lines) throws IOException {
    return Files.writeString(folder.resolve("in.jsonl"), lines);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static InputStream stream(String lines) {
    return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
  }

  /** Between two formats of which one takes no WEBP. */
  private static Conversion conversion() {
    return Conversion.from(format("other", "image/png, image/webp"))
        .to(format("mine", "image/png"));
  }

  private static DatasetFormat format(String id, String mediaTypes) {
    String settings = """
        extensions = jsonl
        other-extensions =
        max-file-bytes = 1000000
        min-examples = 1
        shapes = conversation
        columns.conversation =
        roles = user, assistant
        first-roles = user
        picture-roles = user
        max-pictures = 2
        max-data-url-chars = 1000000
        media-types = %s
        content-forms = mixed
        detail = no
        """.formatted(mediaTypes);
    return DatasetFormat.of(DatasetProfile.read(id, stream(settings)));
  }
}
