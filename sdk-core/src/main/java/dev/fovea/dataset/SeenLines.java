package dev.fovea.dataset;

/**
 * The names of lines seen so far, in bounded memory: of the first {@value #MOST} different lines.
 * Later ones are compared with those and not remembered.
 */
final class SeenLines {
  private static final int MOST = 250_000;

  private long[] hashes = new long[1024];
  private long[] numbers = new long[1024];
  private int size;

  /** {@return the number of the line that had this name first; 0 if none had} */
  long add(long hash, long number) {
    int slot = slot(hash);
    if (numbers[slot] > 0) {
      return numbers[slot];
    }
    if (size < MOST) {
      hashes[slot] = hash;
      numbers[slot] = number;
      size++;
      if (size > hashes.length / 2) {
        grow();
      }
    }
    return 0;
  }

  private int slot(long hash) {
    int mask = hashes.length - 1;
    long mixed = hash * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (numbers[slot] > 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    long[] oldNumbers = numbers;
    hashes = new long[oldHashes.length * 2];
    numbers = new long[oldNumbers.length * 2];
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] > 0) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
