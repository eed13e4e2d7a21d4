package dev.fovea.dataset;

import java.io.IOException;

/** Tells well-formed UTF-8, as Unicode table 3-7 has it: no overlong forms, no surrogates. */
final class Utf8 {
  private Utf8() {}

  /** {@return the length of the next character, one of more than one byte; 0 if it is none} */
  static int size(ByteWindow window) throws IOException {
    int lead = window.bytes[window.at] & 0xFF;
    int size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (size == 0 || !window.has(size)) {
      return 0;
    }
    int second = window.bytes[window.at + 1] & 0xFF;
    if (second < lowest(lead) || second > highest(lead)) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((window.bytes[window.at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  private static int lowest(int lead) {
    return lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  }

  private static int highest(int lead) {
    return lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  }
}
