package dev.fovea.transport;

import org.jspecify.annotations.Nullable;

/**
 * What may stand in a header. The HTTP library also checks, but prints the value in its message.
 */
final class HeaderRules {
  private HeaderRules() {}

  static String name(String name) {
    if (name.isEmpty() || !within(name, 0x21) || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException("not a header name (it is not shown)");
    }
    return name;
  }

  static String value(String name, String value) {
    if (!within(value, 0x20)) {
      throw new IllegalArgumentException(
          "the value of header " + name
              + " holds a line break, a control character or a character outside ASCII (it is not shown)");
    }
    return value;
  }

  /** The key without the white space that files and variables end in. */
  static String key(String provider, @Nullable String key) {
    String bare = key == null ? "" : key.strip();
    if (bare.isEmpty()) {
      throw new IllegalArgumentException(provider + ": the API key is empty");
    }
    if (!within(bare, 0x21)) {
      throw new IllegalArgumentException(
          provider
              + ": the API key holds a space, a line break or a character outside ASCII (it is not shown)");
    }
    return bare;
  }

  private static boolean within(String text, int lowest) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < lowest || c > 0x7E) {
        return false;
      }
    }
    return true;
  }
}
