package dev.fovea.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Rows under headings, in columns as wide as they need to be and together no wider than the screen.
 */
final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST = 8;

  private final List<String> headings;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** One cell: what it says, and how it is painted once its width is known. */
  record Cell(String text, UnaryOperator<String> paint) {
    static Cell plain(String text) {
      return new Cell(text, UnaryOperator.identity());
    }
  }

  Table(String... headings) {
    this.headings = List.of(headings);
  }

  void add(Cell... cells) {
    rows.add(List.of(cells));
  }

  void add(String... cells) {
    rows.add(Arrays.stream(cells).map(Cell::plain).toList());
  }

  /** Prints the table; rows are indented by so many spaces. */
  void print(PrintStream out, Paint paint, int columns) {
    int[] widths = widths(columns);
    print(out, headings.stream().map(h -> new Cell(h, paint::bold)).toList(), widths);
    for (List<Cell> row : rows) {
      print(out, row, widths);
    }
  }

  /** Prints names and values, one pair a line. */
  static void facts(PrintStream out, Paint paint, Map<String, ?> facts) {
    int widest = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    facts.forEach((name, value) ->
        out.println(paint.faint(pad(name, widest)) + GAP + oneLine(String.valueOf(value))));
  }

  /** {@return the text on one line and at most so long} */
  static String shorten(String text, int width) {
    String line = oneLine(text);
    return line.codePointCount(0, line.length()) <= width
        ? line
        : line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private int[] widths(int columns) {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = Math.max(
          headings.get(i).length(),
          rows.stream()
              .mapToInt(row -> length(oneLine(row.get(column).text())))
              .max()
              .orElse(0));
    }
    int room = columns - GAP.length() * (widths.length - 1);
    // The widest column gives way first: ids and short words stay whole as long as possible.
    while (Arrays.stream(widths).sum() > room) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static void print(PrintStream out, List<Cell> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Cell cell = row.get(i);
      String text = shorten(cell.text(), widths[i]);
      boolean last = i == widths.length - 1;
      line.append(cell.paint().apply(text));
      if (!last) {
        line.append(" ".repeat(widths[i] - length(text))).append(GAP);
      }
    }
    out.println(line.toString().stripTrailing());
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - length(text));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
