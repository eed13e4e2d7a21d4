package dev.fovea.dataset;

/**
 * The names of lines seen so far, in bounded memory: of the first {@value #MOST} different lines.
 * Later ones are compared with those and not remembered. Takes at most 15 MB, and half of that
 * again while it grows for the last time.
 */
final class SeenLines {
  static final int MOST = 1_000_000;

  /** What {@link #add} answers when it could not remember. */
  static final long FORGOTTEN = -1;

  // A table that is never fuller than four fifths, and halved until little is taken at first.
  private static final int LARGEST = 1_250_000;
  private static final int HALVINGS = 10;
  // Line numbers are kept as integers without a sign.
  private static final long LAST_NUMBER = 0xFFFF_FFFFL;

  private int halvings = HALVINGS;
  private long[] hashes = new long[LARGEST >> halvings];
  private int[] numbers = new int[LARGEST >> halvings];
  private int size;

  /**
   * {@return the number of the line that had this name first; 0 if none had, {@link #FORGOTTEN} if
   * none is known to have and this one was not remembered}
   */
  long add(long hash, long number) {
    int slot = slot(hash);
    if (numbers[slot] != 0) {
      return Integer.toUnsignedLong(numbers[slot]);
    }
    if (size == MOST || number > LAST_NUMBER) {
      return FORGOTTEN;
    }
    hashes[slot] = hash;
    numbers[slot] = (int) number;
    size++;
    if (halvings > 0 && size >= hashes.length / 5 * 4) {
      grow();
    }
    return 0;
  }

  private int slot(long hash) {
    long mixed = hash * 0x9E3779B97F4A7C15L;
    int slot = (int) (((mixed >>> 32) * hashes.length) >>> 32);
    while (numbers[slot] != 0 && hashes[slot] != hash) {
      slot = slot + 1 == hashes.length ? 0 : slot + 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldNumbers = numbers;
    halvings--;
    hashes = new long[LARGEST >> halvings];
    numbers = new int[LARGEST >> halvings];
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != 0) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
