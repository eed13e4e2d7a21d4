package dev.fovea.config;

/** What may stand in a header. */
final class HeaderText {
  private HeaderText() {}

  /** Refuses what cannot be sent, without showing the value: it may be a secret. */
  static void require(String name, String value) {
    if (name.isEmpty() || !printable(name, 0x21)) {
      throw new IllegalArgumentException("a header's name must be printable ASCII without spaces");
    }
    if (!printable(value, 0x20)) {
      throw new IllegalArgumentException(
          "the value of header " + name + " must be printable ASCII (the value is not shown)");
    }
  }

  private static boolean printable(String text, int lowest) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < lowest || c > 0x7E) {
        return false;
      }
    }
    return true;
  }
}
