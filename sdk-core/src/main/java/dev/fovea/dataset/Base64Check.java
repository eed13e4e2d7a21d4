package dev.fovea.dataset;

import dev.fovea.config.Timing;
import java.util.Base64;

/**
 * Tells how far a run of base64 characters reaches, as fast as this machine can. For one thread.
 */
final class Base64Check {
  // The JDK's decoder is the fastest check by far where it has processor support (28 GB/s beside 5
  // were seen), and the slowest where it has none; nothing tells but trying. So now and then a few
  // blocks go either way, and the faster one gets the next thousand. The answers are the same.

  private static final int BLOCK = 16 * 1024;
  private static final int DECODED = BLOCK / 4 * 3;
  private static final int ROUND = 1024;
  private static final int RACE = 16;
  private static final Base64.Decoder DECODER = Base64.getDecoder();

  private final Timing timing;

  // Made when they are needed first: many windows never meet a block.
  private byte[] block = {};
  private byte[] decoded = {};
  private final long[] best = new long[2];
  private int turn;

  Base64Check(Timing timing) {
    this.timing = timing;
  }

  /** {@return the place of the first byte that is none of the 64 characters; the end if all are} */
  int run(byte[] bytes, int from, int to) {
    int at = from;
    while (to - at >= BLOCK && isPlain(bytes, at)) {
      at += BLOCK;
    }
    return Base64Alphabet.run(bytes, at, to);
  }

  private boolean isPlain(byte[] bytes, int at) {
    turn = (turn + 1) % ROUND;
    if (turn >= RACE) {
      return best[1] < best[0] ? decodes(bytes, at) : looksRight(bytes, at);
    }
    int way = turn & 1;
    long start = timing.nanoTime();
    boolean plain = way == 1 ? decodes(bytes, at) : looksRight(bytes, at);
    long nanos = timing.nanoTime() - start;
    long before = turn <= 1 ? Long.MAX_VALUE : best[way];
    best[way] = plain ? Math.min(before, nanos) : before;
    return plain;
  }

  private static boolean looksRight(byte[] bytes, int at) {
    return Base64Alphabet.run(bytes, at, at + BLOCK) == at + BLOCK;
  }

  private boolean decodes(byte[] bytes, int at) {
    if (block.length == 0) {
      block = new byte[BLOCK];
      decoded = new byte[DECODED];
    }
    System.arraycopy(bytes, at, block, 0, BLOCK);
    try {
      // Fewer bytes come out where there is padding.
      return DECODER.decode(block, decoded) == DECODED;
    } catch (IllegalArgumentException e) {
      // The end of the picture, usually; the table tells the place.
      return false;
    }
  }
}
