package dev.fovea.dataset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Which characters are base64, and how far a run of them reaches. */
final class Base64Alphabet {
  private static final int WORD = 8;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] VALUES = values();
  private static final byte[] PAIRS = pairs();

  private Base64Alphabet() {}

  /** {@return the six bits that a character stands for, -1 if it is none of the 64} */
  static int value(int character) {
    return character >= 0 && character < VALUES.length ? VALUES[character] : -1;
  }

  /** {@return the place of the first byte that is none of the 64 characters; the end if all are} */
  static int run(byte[] bytes, int from, int to) {
    int at = from;
    // Every byte of a data set's pictures comes through here. One load and four looks into a table
    // of pairs judge eight characters; of the table, base64 touches 64 short rows, which stay in
    // the fastest cache. Arithmetic on the eight bytes of a word was a tenth slower.
    for (int last = to - WORD; at <= last; at += WORD) {
      long word = (long) WORDS.get(bytes, at);
      int odd = PAIRS[(int) word & 0xFFFF]
          | PAIRS[(int) (word >>> 16) & 0xFFFF]
          | PAIRS[(int) (word >>> 32) & 0xFFFF]
          | PAIRS[(int) (word >>> 48) & 0xFFFF];
      if (odd < 0) {
        break;
      }
    }
    while (at < to && VALUES[bytes[at] & 0xFF] >= 0) {
      at++;
    }
    return at;
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** {@return for any two bytes, whether one is none of the 64: a negative number then} */
  private static byte[] pairs() {
    byte[] pairs = new byte[1 << 16];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (byte) (VALUES[i & 0xFF] | VALUES[i >> 8]);
    }
    return pairs;
  }
}
