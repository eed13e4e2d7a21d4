package dev.fovea.cli;

import java.util.ArrayList;
import java.util.List;

/** Chance that a seed fixes: the same seed draws, holds back and shuffles the same. SplitMix64. */
final class Dice {
  private long state;

  Dice(long seed) {
    state = seed;
  }

  /** {@return dice of their own, so that what one thing throws does not move another} */
  Dice fork(String purpose) {
    return new Dice(state ^ (purpose.hashCode() * 0x9E3779B97F4A7C15L));
  }

  /** {@return a seed for chance that others make of it} */
  long seed() {
    return next();
  }

  /** {@return at least {@code low} and less than {@code high}} */
  double between(double low, double high) {
    return low + (high - low) * (next() >>> 11) * 0x1.0p-53;
  }

  /** {@return at least 0 and less than {@code bound}} */
  int below(int bound) {
    return (int) between(0, bound);
  }

  <T> List<T> shuffled(List<T> things) {
    List<T> mixed = new ArrayList<>(things);
    for (int last = mixed.size() - 1; last > 0; last--) {
      int other = below(last + 1);
      T thing = mixed.get(last);
      mixed.set(last, mixed.get(other));
      mixed.set(other, thing);
    }
    return mixed;
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
