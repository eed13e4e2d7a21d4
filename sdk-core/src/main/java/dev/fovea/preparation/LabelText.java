package dev.fovea.preparation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a file of labels, strictly UTF-8, with the line they stand on. A byte order
 * mark at the beginning is no character. For one thread; whoever opened the stream closes it.
 */
final class LabelText {
  /** What {@link #next} gives at the end. */
  static final int END = -1;

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  /** A file that is not UTF-8. */
  static final class NotUtf8Exception extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(8192).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(8192).limit(0);
  private boolean ended;
  private boolean broken;
  private int before = END;
  private long line = 1;

  LabelText(InputStream in) throws IOException {
    this.in = in;
    if (peek() == BYTE_ORDER_MARK) {
      chars.get();
    }
  }

  /** {@return the line of the next character, counted from 1; LF, CRLF and CR end a line} */
  long line() {
    return line;
  }

  /** {@return the next character, or {@link #END}} */
  int next() throws IOException {
    int next = peek();
    if (next == END) {
      return END;
    }
    chars.get();
    if (next == '\n' && before == '\r') {
      // Counted already.
      before = '\n';
      return next;
    }
    if (next == '\n' || next == '\r') {
      line++;
    }
    before = next;
    return next;
  }

  /** {@return the next character, or {@link #END}; it stays the next one} */
  int peek() throws IOException {
    while (!chars.hasRemaining()) {
      // What was right before the wrong byte has been handed out: the line is known exactly.
      if (broken) {
        throw new NotUtf8Exception();
      }
      if (ended && !bytes.hasRemaining()) {
        return END;
      }
      fill();
    }
    return chars.get(chars.position());
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = ended ? END : in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(count, 0)).flip();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    chars.flip();
    broken = result.isError();
  }
}
