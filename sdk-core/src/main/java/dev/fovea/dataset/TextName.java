package dev.fovea.dataset;

/** Names of 64 bits for texts and for what is made of several: equal ones have equal names. */
final class TextName {
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private TextName() {}

  static long of(String text) {
    int length = text.length();
    long name = length * ODD;
    int at = 0;
    for (; at + 4 <= length; at += 4) {
      name = mix(
          name,
          text.charAt(at)
              | (long) text.charAt(at + 1) << 16
              | (long) text.charAt(at + 2) << 32
              | (long) text.charAt(at + 3) << 48);
    }
    for (; at < length; at++) {
      name = mix(name, text.charAt(at));
    }
    return name;
  }

  /** {@return the name of something that goes on; the order counts} */
  static long mix(long name, long next) {
    long mixed = (name ^ next) * ODD;
    return mixed ^ (mixed >>> 32);
  }
}
