package dev.fovea.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** Goes through one JSON string: keeps a short one, takes out a long one or a picture. */
final class StringScanner {
  private static final int LONGEST_HEAD = 160;
  private static final int SHOWN = 100;
  private static final boolean[] PLAIN = plain();

  private final ByteWindow window;
  private final int keep;
  private final Supplier<PicturePass> pictures;

  private int begin;
  private long from;
  private long chars;
  private boolean dropping;
  private boolean highSurrogate;
  private boolean loneSurrogate;
  private boolean broken;
  private String start = "";

  StringScanner(ByteWindow window, int keep, Supplier<PicturePass> pictures) {
    this.window = window;
    this.keep = keep;
    this.pictures = pictures;
  }

  /** Reads a string, its quotes included, or what there is of it before the line breaks off. */
  void scan(ScannedLine line) throws IOException {
    begin = line.length();
    from = window.offset();
    reset();
    window.at++;
    line.add((byte) '"');
    while (window.hasNext()) {
      plainRun(line);
      if (!window.hasNext()) {
        break;
      }
      byte next = window.bytes[window.at];
      if (next == '\n') {
        break;
      }
      if (next == '"') {
        close(line);
        return;
      }
      if (next == ',' && !dropping && isHead(line)) {
        picture(line);
        return;
      }
      special(line, next);
      if (!dropping && line.length() - begin > keep) {
        drop(line);
      }
    }
    note(line);
  }

  private void reset() {
    chars = 0;
    dropping = false;
    loneSurrogate = false;
    highSurrogate = false;
    broken = false;
  }

  private void plainRun(ScannedLine line) {
    int at = window.at;
    int stop = dropping ? window.end : Math.min(window.end, at + keep + 1);
    while (at < stop && window.bytes[at] >= 0 && PLAIN[window.bytes[at]]) {
      at++;
    }
    int count = at - window.at;
    if (count > 0) {
      endSurrogate();
      chars += count;
      if (!dropping) {
        line.add(window.bytes, window.at, count);
      }
      window.at = at;
    }
  }

  private void special(ScannedLine line, byte next) throws IOException {
    if (next < 0) {
      endSurrogate();
      chars++;
      utf8(line);
    } else if (next == '\\') {
      escape(line);
    } else {
      broken |= next < ' ';
      endSurrogate();
      chars++;
      copy(line, 1);
    }
  }

  private void escape(ScannedLine line) throws IOException {
    int size = window.has(2) && window.bytes[window.at + 1] == 'u' ? 6 : 2;
    int unit = window.has(size) ? Escapes.read(window.bytes, window.at) : -1;
    if (unit < 0) {
      // The backslash alone: what follows it may be the line break. The parser finds it.
      broken = true;
      copy(line, 1);
      return;
    }
    boolean low = Character.isLowSurrogate((char) unit);
    if (low && !highSurrogate) {
      loneSurrogate = true;
    }
    if (!low) {
      endSurrogate();
    }
    chars += low && highSurrogate ? 0 : 1;
    highSurrogate = Character.isHighSurrogate((char) unit);
    copy(line, size);
  }

  private void endSurrogate() {
    loneSurrogate |= highSurrogate;
    highSurrogate = false;
  }

  /** Copies one character of more than one byte; a question mark if it is none. */
  void utf8(ScannedLine line) throws IOException {
    int size = Utf8.size(window);
    if (size > 0) {
      copy(line, size);
      return;
    }
    line.flaw(Flaw.line(
            Rule.INVALID_UTF8,
            "byte %d of the file (0x%02X) is not valid UTF-8"
                .formatted(window.offset(), window.bytes[window.at] & 0xFF),
            "save the file as UTF-8")
        .near(line.length()));
    window.at++;
    if (!dropping) {
      line.add((byte) '?');
    }
  }

  private void copy(ScannedLine line, int count) {
    if (!dropping) {
      line.add(window.bytes, window.at, count);
    }
    window.at += count;
  }

  private void drop(ScannedLine line) {
    dropping = true;
    int shown = Math.min(SHOWN, line.length() - begin - 1);
    start = new String(line.json(), begin + 1, shown, StandardCharsets.UTF_8);
    line.cut(begin + 1);
  }

  private void close(ScannedLine line) {
    window.at++;
    line.add((byte) '"');
    note(line);
    if (dropping) {
      long removed = window.offset() - from - 2;
      line.add(new Slice.LongText(begin, removed, chars, start));
    }
  }

  /** What the parser would have found, had it seen the text. */
  private void note(ScannedLine line) {
    endSurrogate();
    if (dropping && loneSurrogate) {
      line.flaw(Flaw.loneSurrogate(""));
    }
    if (dropping && broken) {
      line.breakOff(Flaw.line(
          Rule.INVALID_JSON,
          "a long text that begins with '"
              + start.substring(0, Math.min(20, start.length()))
              + "' holds a control character or a wrong escape",
          "write the line with a JSON library"));
    }
  }

  private boolean isHead(ScannedLine line) {
    int length = line.length() - begin - 1;
    if (length < "data:;base64".length() || length > LONGEST_HEAD) {
      return false;
    }
    start = head(line.json(), begin + 1, line.length());
    String lower = start.toLowerCase(Locale.ROOT);
    return lower.startsWith("data:") && lower.endsWith(";base64,");
  }

  private static String head(byte[] json, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        int size = i + 1 < to && json[i + 1] == 'u' ? 6 : 2;
        int unit = i + size <= to ? Escapes.read(json, i) : -1;
        text.append(unit < 0 ? '?' : (char) unit);
        i += size - 1;
      } else {
        text.append(json[i] < 0 ? '?' : (char) json[i]);
      }
    }
    return text.append(',').toString();
  }

  private void picture(ScannedLine line) throws IOException {
    window.at++;
    line.cut(begin + 1);
    dropping = true;
    String head = start;
    long offset = window.offset();
    PicturePass pass = pictures.get();
    Base64Text text = new Base64Text(window, pass);
    window.startApart();
    pass.read(text);
    text.drain();
    pass.end(text.name());
    window.endApart(text.name());
    chars = head.length() + text.chars();
    rest(line);
    long removed = window.offset() - from - 2;
    line.add(new Slice.Picture(
        begin, removed, chars, head, offset, text.decoded(), text.flaw(), pass, line.pictures()));
    dropping = false;
  }

  /** Goes to the end of a picture's text; there is something to skip only behind a flaw. */
  private void rest(ScannedLine line) throws IOException {
    while (window.hasNext()) {
      plainRun(line);
      if (!window.hasNext() || window.bytes[window.at] == '\n') {
        return;
      }
      if (window.bytes[window.at] == '"') {
        window.at++;
        line.add((byte) '"');
        return;
      }
      special(line, window.bytes[window.at]);
    }
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[128];
    Arrays.fill(plain, ' ', 128, true);
    plain['"'] = false;
    plain['\\'] = false;
    plain[','] = false;
    return plain;
  }
}
