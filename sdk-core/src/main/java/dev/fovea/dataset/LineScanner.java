package dev.fovea.dataset;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * Cuts a stream into lines and takes pictures and long texts out of them, so that what is left of a
 * line is small. Checks UTF-8 and base64 on the way; JSON itself is left to the parser.
 */
final class LineScanner {
  /**
   * How much of a line may be kept.
   *
   * @param text the longest string, in bytes, that stays in the line
   * @param line the longest shortened line, in bytes
   * @param depth the deepest nesting of objects and lists
   */
  record Bounds(int text, int line, int depth) {}

  private static final int MAX_SLICES = 20_000;

  private final ByteWindow window;
  private final Bounds bounds;
  private final StringScanner strings;
  private long number;

  LineScanner(ByteWindow window, Bounds bounds, Supplier<PicturePass> pictures) {
    this.window = window;
    this.bounds = bounds;
    this.strings = new StringScanner(window, bounds.text(), pictures);
  }

  /** {@return whether there was another line; it is in the argument then} */
  boolean next(ScannedLine line) throws IOException {
    if (!window.hasNext()) {
      return false;
    }
    line.begin(++number);
    window.startLine();
    if (number == 1) {
      beginning(line);
    }
    structure(line);
    line.end(window.lineName());
    if (window.hasNext()) {
      window.at++;
    }
    return true;
  }

  private void beginning(ScannedLine line) throws IOException {
    if (startsWith(0xEF, 0xBB) && window.has(3) && (window.bytes[window.at + 2] & 0xFF) == 0xBF) {
      window.at += 3;
      line.flaw(Flaw.line(
          Rule.BYTE_ORDER_MARK,
          "the file begins with a byte order mark",
          "save it as UTF-8 without a byte order mark"));
    } else if (isUtf16()) {
      line.breakOff(
          Flaw.line(Rule.INVALID_UTF8, "the file looks like UTF-16", "save the file as UTF-8"));
      while (window.hasNext()) {
        window.at = window.end;
      }
    }
  }

  /** {@return whether there is its byte order mark, or every other byte is zero} */
  private boolean isUtf16() throws IOException {
    byte[] bytes = window.bytes;
    return startsWith(0xFE, 0xFF)
        || startsWith(0xFF, 0xFE)
        || (startsWith(0, '{') && window.has(4) && bytes[window.at + 2] == 0)
        || (startsWith('{', 0) && window.has(4) && bytes[window.at + 3] == 0);
  }

  private boolean startsWith(int first, int second) throws IOException {
    return window.has(2)
        && (window.bytes[window.at] & 0xFF) == first
        && (window.bytes[window.at + 1] & 0xFF) == second;
  }

  /** Goes through a line up to its line break, which stays unread. */
  private void structure(ScannedLine line) throws IOException {
    int depth = 0;
    while (window.hasNext()) {
      byte next = window.bytes[window.at];
      if (next == '\n') {
        return;
      }
      switch (next) {
        case '"' -> strings.scan(line);
        case '{', '[' -> {
          depth++;
          take(line, next);
        }
        case '}', ']' -> {
          depth--;
          take(line, next);
        }
        default -> other(line, next);
      }
      if (depth > bounds.depth() || isTooLarge(line)) {
        line.breakOff(depth > bounds.depth() ? tooDeep() : tooLarge());
        skipLine();
        return;
      }
    }
  }

  private void other(ScannedLine line, byte next) throws IOException {
    if (next < 0) {
      strings.utf8(line);
    } else {
      take(line, next);
    }
  }

  private void take(ScannedLine line, byte next) {
    window.at++;
    line.add(next);
  }

  private boolean isTooLarge(ScannedLine line) {
    return line.length() > bounds.line() || line.slices().size() > MAX_SLICES;
  }

  private Flaw tooDeep() {
    return Flaw.line(
        Rule.NESTING_TOO_DEEP,
        "objects and lists are nested deeper than " + bounds.depth(),
        "an example needs fewer than ten levels; look for data that was encoded twice");
  }

  private Flaw tooLarge() {
    return Flaw.line(
        Rule.LINE_TOO_LARGE,
        "the line holds more than "
            + bounds.line()
            + " bytes besides its pictures, or more than "
            + MAX_SLICES
            + " pictures and long texts; it was not looked at",
        "split the example, or look for a missing line break between examples");
  }

  private void skipLine() throws IOException {
    while (window.hasNext()) {
      if (window.bytes[window.at] == '\n') {
        return;
      }
      window.at++;
    }
  }
}
