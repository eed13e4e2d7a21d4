package dev.fovea.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of a file one after the other, right or wrong. Data URLs and long texts are taken out
 * and remembered by their place, so that memory does not grow with a line.
 */
final class ViewLines implements Closeable {
  /** The longest text that stays in its line, in bytes. */
  static final int LONGEST_TEXT = 16 * 1024;

  private static final int SHOWN = 4_000;

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int end;
  private long before;
  private long number;

  ViewLines(Path file) throws IOException {
    in = Files.newInputStream(file);
  }

  /** {@return whether there was another line; it is in the argument then} */
  boolean next(ViewLine line) throws IOException {
    if (!hasByte()) {
      return false;
    }
    line.begin(++number);
    if (number == 1) {
      skipByteOrderMark();
    }
    while (hasByte()) {
      byte next = buffer[at++];
      if (next == '\n') {
        break;
      }
      line.add(next);
      if (next == '"') {
        string(line);
      }
    }
    return true;
  }

  /** Goes on behind an opening quote, to the closing one or to the end of the line. */
  private void string(ViewLine line) throws IOException {
    int begin = line.length();
    long from = before + at;
    String start = "";
    while (hasByte() && buffer[at] != '\n') {
      byte next = buffer[at++];
      if (next == '"') {
        end(line, begin, start, from);
        return;
      }
      if (start.isEmpty()) {
        line.add(next);
      }
      if (next == '\\' && hasByte() && buffer[at] != '\n') {
        if (start.isEmpty()) {
          line.add(buffer[at]);
        }
        at++;
      }
      if (start.isEmpty() && line.length() - begin > LONGEST_TEXT) {
        start = line.text(begin, SHOWN);
      }
    }
    // The line breaks off; what was kept of the string is enough to see where.
  }

  private void end(ViewLine line, int begin, String start, long from) throws IOException {
    ViewCut cut = new ViewCut(
        start.isEmpty() && begin < line.length() ? line.text(begin, SHOWN) : start,
        from,
        before + at - 1 - from);
    if (!start.isEmpty() || cut.isPicture()) {
      line.cut(begin, cut);
    }
    line.add((byte) '"');
  }

  private void skipByteOrderMark() throws IOException {
    if (end - at >= 3
        && (buffer[at] & 0xFF) == 0xEF
        && (buffer[at + 1] & 0xFF) == 0xBB
        && (buffer[at + 2] & 0xFF) == 0xBF) {
      at += 3;
    }
  }

  private boolean hasByte() throws IOException {
    if (at == end) {
      before += end;
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return at < end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
