package dev.fovea.dataset;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Lets a JSON list of any size be read as lines, an element a line; anything else passes as it is.
 * No byte is added or taken away, so that places in the file stay the same: the commas between the
 * elements become line ends, line ends and the outer brackets spaces.
 */
final class ArrayLines extends FilterInputStream {
  /** No JSON text may hold it: a line end inside a text stays the mistake that it is. */
  private static final byte NO_TEXT = 1;

  private static final int ELEMENT = 1;

  private boolean begun;
  private boolean list;
  private int depth;
  private boolean text;
  private boolean escaped;
  private long elements;

  ArrayLines(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read < 0 && list && depth > 0) {
      throw new EOFException(String.format(
          Locale.ROOT, "the list has no end: the file is cut off in element %,d", elements + 1));
    }
    for (int i = offset; i < offset + read && (!begun || list); i++) {
      target[i] = begun ? inside(target[i]) : first(target[i]);
    }
    return read;
  }

  private byte first(byte next) {
    boolean white = next == ' ' || next == '\t' || next == '\r' || next == '\n';
    // The three bytes of a byte order mark are negative.
    if (white || next < 0) {
      return next;
    }
    begun = true;
    list = next == '[';
    depth = list ? 1 : 0;
    return list ? (byte) ' ' : next;
  }

  private byte inside(byte next) {
    if (text) {
      text = escaped || next != '"';
      escaped = !escaped && next == '\\';
      return next == '\n' ? NO_TEXT : next;
    }
    switch (next) {
      case '"' -> text = true;
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {}
    }
    if (next == ',' && depth == ELEMENT) {
      elements++;
      return '\n';
    }
    return next == '\n' || (next == ']' && depth == 0) ? (byte) ' ' : next;
  }
}
