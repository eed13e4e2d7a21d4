package dev.fovea.dataset;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Pictures by their perceptual hash, found again by those that look nearly the same; in bounded
 * memory.
 *
 * <p>A hash lies in a chain for each of its four quarters. Two hashes that differ in at most three
 * bits share a quarter; in at most seven, they share one but for a bit. Beyond that all are
 * compared.
 */
final class LookAlikes {
  private static final int BANDS = 4;
  private static final int BAND = 16;
  private static final int CHAINS = 1 << 13;

  private final int bits;
  private final int most;
  // The first of each chain, and the next of each entry, counted from 1: 0 ends a chain.
  private final int[] first = new int[BANDS * CHAINS];
  private int[] next = new int[BANDS * 256];
  private long[] hashes = new long[256];
  private long[] groups = new long[256];
  private long[] notes = new long[256];
  private int size;
  private boolean full;

  /**
   * Takes the bounds.
   *
   * @param bits in how many of 64 bits the hashes of pictures that look alike may differ
   * @param most how many pictures are kept
   */
  LookAlikes(int bits, int most) {
    this.bits = bits;
    this.most = most;
  }

  /** {@return how many pictures are kept at most} */
  int most() {
    return most;
  }

  /** {@return whether a picture could not be kept} */
  boolean isFull() {
    return full;
  }

  long note(int entry) {
    return notes[entry];
  }

  /** {@return in how many bits an entry differs from a hash} */
  int distance(int entry, long hash) {
    return Long.bitCount(hashes[entry] ^ hash);
  }

  void add(long hash, long group, long note) {
    if (size == most) {
      full = true;
      return;
    }
    if (size == hashes.length) {
      int larger = Math.min(size * 2, most);
      hashes = Arrays.copyOf(hashes, larger);
      groups = Arrays.copyOf(groups, larger);
      notes = Arrays.copyOf(notes, larger);
      next = Arrays.copyOf(next, BANDS * larger);
    }
    hashes[size] = hash;
    groups[size] = group;
    notes[size] = note;
    for (int band = 0; band < BANDS; band++) {
      int chain = chain(band, hash >>> (band * BAND));
      next[size * BANDS + band] = first[chain];
      first[chain] = size + 1;
    }
    size++;
  }

  /**
   * {@return the entry added first of those that look like a picture, belong to its group and are
   * wanted; -1 when there is none}
   */
  int find(long hash, long group, IntPredicate wanted) {
    IntPredicate fits =
        entry -> distance(entry, hash) <= bits && groups[entry] == group && wanted.test(entry);
    int found = size;
    if (bits >= 2 * BANDS) {
      found = IntStream.range(0, size).filter(fits).findFirst().orElse(size);
    } else {
      for (int band = 0; band < BANDS; band++) {
        found = Math.min(found, inBand(band, hash, fits));
      }
    }
    return found == size ? -1 : found;
  }

  private int inBand(int band, long hash, IntPredicate fits) {
    long quarter = hash >>> (band * BAND);
    int found = inChain(band, quarter, fits);
    for (int bit = 0; bits >= BANDS && bit < BAND; bit++) {
      found = Math.min(found, inChain(band, quarter ^ (1L << bit), fits));
    }
    return found;
  }

  private int inChain(int band, long quarter, IntPredicate fits) {
    int found = size;
    for (int link = first[chain(band, quarter)]; link > 0; link = next[(link - 1) * BANDS + band]) {
      if (link - 1 < found && fits.test(link - 1)) {
        found = link - 1;
      }
    }
    return found;
  }

  private static int chain(int band, long quarter) {
    return band * CHAINS + (int) (TextName.mix(quarter & 0xFFFF, band) & (CHAINS - 1));
  }
}
