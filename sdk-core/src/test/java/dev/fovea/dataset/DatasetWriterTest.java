package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.error.DatasetException;
import dev.fovea.error.ImageException;
import dev.fovea.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetWriterTest {
  private static final DatasetFormat FORMAT = Samples.format();
  private static final Example EXAMPLE = Example.text("a");

  @TempDir
  Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void theFileAppearsWhenItIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "old");
    DatasetWriter writer = DatasetWriter.open(file, FORMAT);
    writer.write(EXAMPLE);
    writer.write(EXAMPLE);

    assertThat(file).hasContent("old");

    writer.close();
    writer.close();

    assertThat(file).hasContent("{\"text\":\"a\"}\n{\"text\":\"a\"}\n");
    assertThat(writer.examples()).isEqualTo(2);
    assertThat(writer.bytes()).isEqualTo(Files.size(file));
    assertThat(names()).containsExactly("a.jsonl");
    assertThatThrownBy(() -> writer.write(EXAMPLE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothingAppearsAfterAbort() throws IOException {
    try (DatasetWriter writer = DatasetWriter.open(folder.resolve("a.jsonl"), FORMAT)) {
      writer.write(EXAMPLE);
      writer.abort();
    }

    assertThat(names()).isEmpty();
  }

  @Test
  void nothingAppearsAfterAFailedWrite() throws IOException {
    Path picture = Files.write(folder.resolve("a.png"), Samples.png(5));
    Image image = Image.of(picture);
    Files.write(picture, Samples.png(6));
    Example broken = Example.instruction(List.of(ContentPart.image(image)), "b");

    try (DatasetWriter writer = DatasetWriter.open(folder.resolve("a.jsonl"), FORMAT)) {
      writer.write(EXAMPLE);
      assertThatThrownBy(() -> writer.write(broken)).isInstanceOf(ImageException.class);
      assertThatThrownBy(() -> writer.write(EXAMPLE)).isInstanceOf(IllegalStateException.class);
    }

    assertThat(names()).containsExactly("a.png");
  }

  @Test
  void aFullDiskIsATypedError() {
    OutputStream full = new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException("No space left on device");
      }
    };
    DatasetWriter writer = DatasetWriter.open(full, FORMAT);
    Example large = Example.text("a".repeat(200_000));

    assertThatThrownBy(() -> writer.write(large))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("bytes");
    assertThatThrownBy(() -> DatasetWriter.open(folder.resolve("no/a.jsonl"), FORMAT))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("NoSuchFileException");
    assertThatThrownBy(() -> DatasetWriter.open(folder, FORMAT))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void aSymbolicLinkStaysOne() throws IOException {
    Path real = Files.writeString(folder.resolve("real.jsonl"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), real);

    try (DatasetWriter writer = DatasetWriter.open(link, FORMAT)) {
      writer.write(EXAMPLE);
    }

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("{\"text\":\"a\"}\n");
  }

  @Test
  void allContentsAreListsWhereOneIs() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DatasetWriter writer = DatasetWriter.open(out, FORMAT)) {
      writer.write(Example.conversation(
          Message.system("s"),
          Message.user("q", Image.of(Samples.jpeg())),
          Message.assistant("a")));
      writer.write(Example.conversation(Message.user("q"), Message.assistant("a")));
    }

    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0))
        .contains("{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"s\"}]}")
        .contains("\"url\":\"" + Samples.url("jpeg", Samples.jpeg()) + "\"")
        .contains("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}");
    assertThat(lines.get(1))
        .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
            + "{\"role\":\"assistant\",\"content\":\"a\"}]}");
  }

  @Test
  void examplesTheFormatDoesNotKnowAreRefused() {
    DatasetWriter writer = DatasetWriter.open(new ByteArrayOutputStream(), FORMAT);
    Example prompt = Example.prompt(List.of(Message.user("q")), Map.of("answer", 42));

    assertThatThrownBy(() -> writer.write(prompt))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("prompt")
        .hasMessageContaining("convert");
  }
}
