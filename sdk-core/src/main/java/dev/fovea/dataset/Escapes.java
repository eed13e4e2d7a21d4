package dev.fovea.dataset;

/** Reads the escapes of JSON strings. */
final class Escapes {
  private Escapes() {}

  /**
   * {@return the UTF-16 unit that an escape stands for, -1 if it is none}
   *
   * @param bytes must hold the whole escape: two bytes, or six if the second is {@code u}
   * @param at where the backslash stands
   */
  static int read(byte[] bytes, int at) {
    return switch (bytes[at + 1]) {
      case '"', '\\', '/' -> bytes[at + 1];
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex(bytes, at + 2);
      default -> -1;
    };
  }

  private static int hex(byte[] bytes, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit((char) bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }
}
