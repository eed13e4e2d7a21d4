package dev.fovea.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a picture, decoded from the base64 of a JSON string. Starts behind the comma of the
 * data URL and leaves the window at the closing quote, or at whatever stands in its place. Every
 * character is checked; at the first wrong one the stream ends and {@link #flaw()} tells.
 */
final class Base64Text extends InputStream {
  // Three roads, from fast to slow. What the pass does not want to see is only checked, straight in
  // the window. Runs of plain characters are decoded by the JDK, which has processor support. The
  // end, escapes, everything wrong and what lies across the window's border go character by
  // character. Each road hands over in place, so that no line is read twice and there is one place
  // that knows what is wrong.

  /** What is never skipped before the end: a picture's last 3 KB. */
  static final int TAIL = 4096;

  private static final int FIRST_PIECE = 1024;
  private static final int LONGEST_PIECE = 64 * 1024;
  private static final int WORTH_SKIPPING = 2048;
  private static final int END = -1;
  private static final int BROKEN = -2;
  private static final Base64.Decoder DECODER = Base64.getDecoder();

  private final ByteWindow window;
  private final PicturePass pass;
  private final Name name = new Name();
  private final byte[] group = new byte[3];
  private byte[] piece = group;
  private int given;
  private int filled;
  private int pieceChars = FIRST_PIECE;
  private boolean plain = true;
  private long oddAt = -1;
  private long chars;
  private long decoded;
  private boolean done;
  private @Nullable String flaw;

  Base64Text(ByteWindow window, PicturePass pass) {
    this.window = window;
    this.pass = pass;
  }

  /** {@return how many characters of base64 there were so far} */
  long chars() {
    return chars;
  }

  /** {@return how many bytes these characters stand for} */
  long decoded() {
    return decoded;
  }

  /** {@return what is wrong with the base64, null if nothing is} */
  @Nullable
  String flaw() {
    return flaw;
  }

  /** {@return a name for the characters so far, escapes undone; equal ones have equal names} */
  long name() {
    return name.value();
  }

  /** Goes to the end of the string or to the first flaw. */
  void drain() throws IOException {
    do {
      given = filled;
      if (plain && !done && window.offset() > oddAt && pass.skippable() >= WORTH_SKIPPING) {
        skim(pass.skippable());
      }
    } while (fill());
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

  /** Checks characters without decoding them, up to {@link #TAIL} before the first odd one. */
  private void skim(long bytes) throws IOException {
    long left = Math.min(bytes, Long.MAX_VALUE / 4) / 3 * 4;
    boolean more = true;
    while (more) {
      int to = (int) Math.min(window.end, window.at + left + TAIL);
      int odd = window.base64.run(window.bytes, window.at, to);
      plain = odd == to;
      oddAt = plain ? oddAt : window.offset() + odd - window.at;
      int count = (int) Math.min(left, Math.max(0, odd - TAIL - window.at)) & ~3;
      pass.skip(count / 4 * 3L);
      take(count);
      left -= count;
      more = left > 0 && plain && window.more();
    }
    pieceChars = FIRST_PIECE;
  }

  private void take(int count) {
    name.add(window.bytes, window.at, count);
    window.at += count;
    chars += count;
    decoded += count / 4 * 3L;
  }

  private boolean fill() throws IOException {
    given = 0;
    filled = 0;
    while (!done && filled == 0) {
      run();
      if (filled == 0) {
        slow();
      }
    }
    if (filled > 0) {
      pass.see(piece, filled);
    }
    return filled > 0;
  }

  /** Decodes plain characters that are in the window. */
  private void run() {
    int count = Math.min(window.end - window.at, pieceChars) & ~3;
    if (!plain || !decode(count)) {
      int odd = Base64Alphabet.run(window.bytes, window.at, window.at + count);
      plain = odd == window.at + count;
      decode((odd - window.at) & ~3);
    }
    pieceChars = Math.min(LONGEST_PIECE, pieceChars * 2);
  }

  private boolean decode(int count) {
    ByteBuffer bytes;
    try {
      bytes = DECODER.decode(ByteBuffer.wrap(window.bytes, window.at, count));
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (bytes.remaining() < count / 4 * 3) {
      // There is padding, and something may follow it.
      return false;
    }
    piece = bytes.array();
    filled = bytes.remaining();
    take(count);
    return true;
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
      int value = Base64Alphabet.value(next);
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
    piece = group;
    for (int i = 0; i < count; i++) {
      piece[filled++] = (byte) (bits >> (16 - 8 * i));
    }
    decoded += count;
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
    return taken(raw, 1);
  }

  private int escape() throws IOException {
    int size = window.has(2) && window.bytes[window.at + 1] == 'u' ? 6 : 2;
    if (!window.has(size)) {
      return BROKEN;
    }
    int character = Escapes.read(window.bytes, window.at);
    return character < 0 ? BROKEN : taken(character, size);
  }

  private int taken(int character, int size) {
    if (character == '=' || Base64Alphabet.value(character) >= 0) {
      window.at += size;
      name.addByte(character);
    }
    return character;
  }
}
