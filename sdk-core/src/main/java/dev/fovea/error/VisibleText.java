package dev.fovea.error;

/** What a person sees of a text. */
final class VisibleText {
  private VisibleText() {}

  /** {@return the text without what cannot be seen; spaces and line ends stay} */
  static String of(String text) {
    int hidden = 0;
    while (hidden < text.length() && isVisible(text, hidden)) {
      hidden++;
    }
    if (hidden == text.length()) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length()).append(text, 0, hidden);
    for (int i = hidden + 1; i < text.length(); i++) {
      if (isVisible(text, i)) {
        visible.append(text.charAt(i));
      }
    }
    return visible.toString();
  }

  private static boolean isVisible(String text, int at) {
    char c = text.charAt(at);
    if (c > ' ' && c < 0x7F) {
      return true;
    }
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    // Format characters turn the reading direction and hide what really stands there.
    return isSpace(c) || (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT);
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029';
  }
}
