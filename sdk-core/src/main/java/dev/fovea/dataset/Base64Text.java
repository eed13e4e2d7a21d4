package dev.fovea.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a picture, decoded from the base64 of a JSON string. Starts behind the comma of the
 * data URL and leaves the window at the closing quote, or at whatever stands in its place. Every
 * character is checked; at the first wrong one the stream ends and {@link #flaw()} tells.
 */
final class Base64Text extends InputStream {
  // The usual case decodes four characters at a time straight from the window; the end, escapes
  // and everything wrong take the slow road, character by character.

  /** Sees every decoded byte once, whoever reads them. */
  interface Watcher {
    void see(byte[] bytes, int length) throws IOException;
  }

  private static final int PIECE = 24 * 1024;
  private static final int END = -1;
  private static final int BROKEN = -2;
  private static final int[] VALUES = values();

  private final ByteWindow window;
  private final Watcher watcher;
  private final byte[] piece = new byte[PIECE];
  private int given;
  private int filled;
  private long chars;
  private long decoded;
  private boolean done;
  private @Nullable String flaw;

  Base64Text(ByteWindow window, Watcher watcher) {
    this.window = window;
    this.watcher = watcher;
  }

  /** {@return how many characters of base64 there were so far} */
  long chars() {
    return chars;
  }

  /** {@return how many bytes were decoded so far} */
  long decoded() {
    return decoded;
  }

  /** {@return what is wrong with the base64, null if nothing is} */
  @Nullable
  String flaw() {
    return flaw;
  }

  /** Reads to the end of the string or to the first flaw. */
  void drain() throws IOException {
    given = filled;
    while (fill()) {
      given = filled;
    }
  }

  @Override
  public int read() throws IOException {
    return given < filled || fill() ? piece[given++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (given == filled && !fill()) {
      return -1;
    }
    int count = Math.min(length, filled - given);
    System.arraycopy(piece, given, target, offset, count);
    given += count;
    return count;
  }

  private boolean fill() throws IOException {
    given = 0;
    filled = 0;
    while (!done && filled == 0) {
      fast();
      if (filled <= piece.length - 3) {
        slow();
      }
    }
    if (filled > 0) {
      decoded += filled;
      watcher.see(piece, filled);
    }
    return filled > 0;
  }

  private void fast() {
    byte[] from = window.bytes;
    byte[] to = piece;
    int at = window.at;
    int out = filled;
    int last = at + Math.min(window.end - at, (to.length - out) / 3 * 4) - 4;
    for (; at <= last; at += 4, out += 3) {
      int bits = (VALUES[from[at] & 0xFF] << 18)
          | (VALUES[from[at + 1] & 0xFF] << 12)
          | (VALUES[from[at + 2] & 0xFF] << 6)
          | VALUES[from[at + 3] & 0xFF];
      if (bits < 0) {
        break;
      }
      to[out] = (byte) (bits >> 16);
      to[out + 1] = (byte) (bits >> 8);
      to[out + 2] = (byte) bits;
    }
    chars += at - window.at;
    window.at = at;
    filled = out;
  }

  /** Takes up to four characters, or the end. */
  private void slow() throws IOException {
    int bits = 0;
    for (int taken = 0; taken < 4; taken++) {
      int next = next();
      if (next == END && taken == 0) {
        done = true;
        return;
      }
      if (next == '=' && taken >= 2) {
        padding(taken, bits);
        return;
      }
      int value = next < 0 || next > 0xFF ? -1 : VALUES[next];
      if (value < 0) {
        fail(next, taken);
        return;
      }
      bits = (bits << 6) | value;
      chars++;
    }
    put(bits, 3);
  }

  private void padding(int taken, int bits) throws IOException {
    chars++;
    if (taken == 2) {
      int second = next();
      if (second != '=') {
        fail(second, 3);
        return;
      }
      chars++;
    }
    int after = next();
    if (after != END) {
      fail(after, 4);
      return;
    }
    put(bits << (6 * (4 - taken)), taken - 1);
    done = true;
  }

  private void put(int bits, int count) {
    for (int i = 0; i < count; i++) {
      piece[filled++] = (byte) (bits >> (16 - 8 * i));
    }
  }

  private void fail(int next, int taken) {
    done = true;
    if (next == BROKEN) {
      flaw = "the text breaks off";
    } else if (next == END) {
      flaw = "it ends " + (taken == 1 ? "with a single character" : "without its padding '='");
    } else if (taken == 4) {
      flaw = "characters follow its padding at character " + (chars + 1);
    } else {
      flaw = name(next) + " is no base64, at character " + (chars + 1);
    }
  }

  private static String name(int character) {
    return switch (character) {
      case ' ' -> "a space";
      case '\n', '\r' -> "a line break";
      case '\t' -> "a tab";
      case '=' -> "'=' before the end";
      case '-', '_' -> "'" + (char) character + "' of the URL-safe alphabet";
      default ->
        character > ' ' && character < 0x7F
            ? "'" + (char) character + "'"
            : "the character U+%04X".formatted(character);
    };
  }

  /** {@return the next character of the string, escapes undone} A flaw is left unread. */
  private int next() throws IOException {
    if (!window.hasNext()) {
      return BROKEN;
    }
    int raw = window.bytes[window.at] & 0xFF;
    if (raw == '"') {
      return END;
    }
    if (raw == '\\') {
      return escape();
    }
    if (raw < ' ') {
      return BROKEN;
    }
    if (raw == '=' || VALUES[raw] >= 0) {
      window.at++;
    }
    return raw;
  }

  private int escape() throws IOException {
    int size = window.has(2) && window.bytes[window.at + 1] == 'u' ? 6 : 2;
    if (!window.has(size)) {
      return BROKEN;
    }
    int character = Escapes.read(window.bytes, window.at);
    if (character < 0) {
      return BROKEN;
    }
    if (character == '=' || (character <= 0xFF && VALUES[character] >= 0)) {
      window.at += size;
    }
    return character;
  }

  private static int[] values() {
    int[] values = new int[256];
    Arrays.fill(values, -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = i;
    }
    return values;
  }
}
