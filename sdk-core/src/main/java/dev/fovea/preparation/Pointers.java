package dev.fovea.preparation;

/** The parts of JSON pointers. */
final class Pointers {
  private static final int LONGEST = 200;

  private Pointers() {}

  /** {@return a key as a part of a JSON pointer, cut where it is no key any more} */
  static String escaped(String key) {
    String part = key.length() > LONGEST ? key.substring(0, LONGEST) : key;
    return part.replace("~", "~0").replace("/", "~1");
  }
}
