package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table("id", "status");
    table.add("file-12345", "READY");
    table.add("f", "FAILED");

    assertThat(print(table, 80))
        .isEqualTo("id          status\nfile-12345  READY\nf           FAILED\n");
  }

  @Test
  void theWidestColumnGivesWayToTheScreen() {
    Table table = new Table("id", "message");
    table.add("file-12345", "a long story that fits on no line at all");

    assertThat(print(table, 30)).contains("file-12345  a long story that…");
  }

  @Test
  void aCellIsOneLineAndColoursTakeNoRoom() {
    Table table = new Table("a", "b");
    table.add(new Table.Cell("one\n two", text -> "<" + text + ">"), Table.Cell.plain("three"));

    assertThat(print(table, 80)).contains("<one two>  three");
  }

  @Test
  void lettersOutsideTheBasicPlaneAreNotCutInHalf() {
    assertThat(Table.shorten("🥕🥕🥕🥕", 3)).isEqualTo("🥕🥕…");
  }

  private static String print(Table table, int columns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), new Paint(false), columns);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
