package dev.fovea.image;

/** Compares the size that a WEBP's first bytes claim with the bytes that are there. */
final class WebpWalk extends PictureWalk {
  private static final int RIFF_HEAD = 8;

  private long seen;
  private long claimed;

  @Override
  void see(byte[] bytes, int from, int to) {
    for (int i = from; i < to && seen < RIFF_HEAD; i++, seen++) {
      if (seen >= 4) {
        claimed |= (bytes[i] & 0xFFL) << (8 * (seen - 4));
      }
    }
  }

  @Override
  long skippable() {
    return seen < RIFF_HEAD ? 0 : Long.MAX_VALUE;
  }

  @Override
  ImageProbe.Verdict verdict(long size) {
    return size >= claimed + RIFF_HEAD ? ImageProbe.Verdict.WHOLE : ImageProbe.Verdict.TRUNCATED;
  }
}
