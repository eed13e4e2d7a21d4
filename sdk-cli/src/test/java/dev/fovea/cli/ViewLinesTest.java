package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines with their data URLs and long texts taken out. */
class ViewLinesTest {
  @TempDir
  Path folder;

  private final ViewLine line = new ViewLine();

  @Test
  void linesAreCountedAsTheCheckCountsThem() throws IOException {
    List<String> found = new ArrayList<>();
    try (ViewLines lines = open("\uFEFF1\r\n\n {} \n[\"a\\\"b\\\\\"]\n5")) {
      while (lines.next(line)) {
        found.add(line.number() + " " + line.isBlank() + " " + line.value());
      }
    }

    assertThat(found)
        .containsExactly("1 false 1", "2 true null", "3 false {}", "4 false [a\"b\\]", "5 false 5");
  }

  @Test
  void memoryDoesNotGrowWithAPicture() throws IOException {
    Path file = folder.resolve("train.jsonl");
    byte[] piece = "QUJD".repeat(256 * 1024).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("[\"data:image/png;base64,".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 40; i++) {
        out.write(piece);
      }
      out.write("\"]\n[2]".getBytes(StandardCharsets.US_ASCII));
    }

    try (ViewLines lines = new ViewLines(file)) {
      assertThat(lines.next(line)).isTrue();
      assertThat(line.length()).isLessThan(100);
      ViewCut cut = line.cuts().get(0);
      assertThat(cut.isPicture()).isTrue();
      assertThat(ViewSource.of(file, cut).size()).isEqualTo(40L * 256 * 1024 * 3);
      assertThat(lines.next(line)).isTrue();
      assertThat(line.value()).isEqualTo(List.of(2));
    }
  }

  @Test
  void aLongTextKeepsItsBeginningAndItsLength() throws IOException {
    String text = "word ".repeat(10_000);
    try (ViewLines lines = open("{\"text\": \"" + text + "\"}")) {
      lines.next(line);
    }

    assertThat(line.cuts()).hasSize(1);
    ViewCut cut = line.cuts().get(0);
    assertThat(cut.isPicture()).isFalse();
    assertThat(cut.length()).isEqualTo(50_000);
    assertThat(text).startsWith(cut.start());
    assertThat(cut.shown()).isEqualTo("[text, 50,000 bytes]");
  }

  @Test
  void nobodyCanWriteWhatStandsForACut() throws IOException {
    try (ViewLines lines =
        open("[\"data:image/png;base64,AAAA\", \"00000000-0000-0000-0000-000000000000-0\"]")) {
      lines.next(line);
    }

    List<?> texts = (List<?>) line.value();
    assertThat(texts).hasSize(2);
    assertThat(line.cut((String) texts.get(0))).isEqualTo(line.cuts().get(0));
    assertThat(line.cut((String) texts.get(1))).isNull();
  }

  @Test
  void aLineWithoutEndIsNoLineWithoutEnd() throws IOException {
    try (ViewLines lines = open("[" + "1,".repeat(3 << 20) + "\n[\"broken off\n2")) {
      lines.next(line);
      assertThat(line.value()).isNull();
      assertThat(line.excerpt(10)).startsWith("[1,1,1,1,1 … (");
      lines.next(line);
      assertThat(line.excerpt(50)).isEqualTo("[\"broken off");
      lines.next(line);
      assertThat(line.value()).isEqualTo(2);
    }
  }

  private ViewLines open(String text) throws IOException {
    return new ViewLines(Files.writeString(folder.resolve("lines"), text));
  }
}
