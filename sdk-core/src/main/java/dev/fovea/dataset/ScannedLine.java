package dev.fovea.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One line, its pictures and long texts taken out. Used again for the next line. */
final class ScannedLine {
  private static final int FLAWS = 100;

  private byte[] json = new byte[1024];
  private int length;
  private long number;
  private boolean blank;
  private boolean broken;
  private long hash;
  private int pictures;
  private final List<Slice> slices = new ArrayList<>();
  private final List<Flaw> flaws = new ArrayList<>();

  void begin(long lineNumber) {
    number = lineNumber;
    length = 0;
    blank = true;
    broken = false;
    pictures = 0;
    slices.clear();
    flaws.clear();
  }

  void end(long lineHash) {
    hash = lineHash;
  }

  /** {@return the line's number, from 1} */
  long number() {
    return number;
  }

  /** {@return the shortened line; only the first {@link #length()} bytes count} */
  byte[] json() {
    return json;
  }

  int length() {
    return length;
  }

  /** {@return whether there is nothing but white space} */
  boolean isBlank() {
    return blank;
  }

  /** {@return whether a flaw makes it useless to look further} */
  boolean isBroken() {
    return broken;
  }

  /** {@return a name for the line's bytes} */
  long hash() {
    return hash;
  }

  int pictures() {
    return pictures;
  }

  List<Slice> slices() {
    return slices;
  }

  List<Flaw> flaws() {
    return flaws;
  }

  /** {@return the column in the file, from 1, of a byte of the shortened line} */
  long column(long at) {
    long removed = 0;
    for (Slice slice : slices) {
      if (slice.at() >= at) {
        break;
      }
      removed += slice.removed();
    }
    return at + removed + 1;
  }

  void add(byte value) {
    grow(1);
    json[length++] = value;
    blank &= value == ' ' || value == '\t' || value == '\r';
  }

  void add(byte[] source, int from, int count) {
    grow(count);
    System.arraycopy(source, from, json, length, count);
    length += count;
    blank = false;
  }

  /** Forgets what was added behind a place. */
  void cut(int to) {
    length = to;
  }

  void add(Slice slice) {
    slices.add(slice);
    if (slice instanceof Slice.Picture) {
      pictures++;
    }
  }

  void flaw(Flaw flaw) {
    if (flaws.size() < FLAWS) {
      flaws.add(flaw);
    }
  }

  /** Notes a flaw behind which nothing can be said. */
  void breakOff(Flaw flaw) {
    flaw(flaw);
    broken = true;
  }

  private void grow(int count) {
    if (length + count > json.length) {
      json = Arrays.copyOf(json, Math.max(json.length * 2, length + count));
    }
  }
}
