package dev.fovea.image;

/** Compares the room that a bitmap's uncompressed rows need with the bytes that are there. */
final class BmpWalk extends PictureWalk {
  /** Up to the end of the word that says how the rows are packed. */
  private static final int HEAD = 34;

  private static final int SHORT_HEADER = 12;
  private static final int MASKS = 3;

  private final byte[] head = new byte[HEAD];
  private int seen;

  @Override
  void see(byte[] bytes, int from, int to) {
    int count = Math.min(HEAD - seen, to - from);
    System.arraycopy(bytes, from, head, seen, count);
    seen += count;
  }

  @Override
  long skippable() {
    return seen < HEAD ? 0 : Long.MAX_VALUE;
  }

  @Override
  ImageProbe.Verdict verdict(long size) {
    return size >= needed() ? ImageProbe.Verdict.WHOLE : ImageProbe.Verdict.TRUNCATED;
  }

  private long needed() {
    boolean small = number(14, 4) == SHORT_HEADER;
    long packing = small ? 0 : number(30, 4);
    if (packing != 0 && packing != MASKS) {
      // Packed rows have any length.
      return HEAD;
    }
    long width = small ? number(18, 2) : number(18, 4);
    long height = small ? number(20, 2) : Math.abs((long) (int) number(22, 4));
    long bits = number(small ? 24 : 28, 2);
    return number(10, 4) + (width * bits + 31) / 32 * 4 * height;
  }

  private long number(int at, int bytes) {
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | (head[at + i] & 0xFF);
    }
    return number;
  }
}
