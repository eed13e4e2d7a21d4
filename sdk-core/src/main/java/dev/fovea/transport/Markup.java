package dev.fovea.transport;

import java.util.Locale;

/** The words of a page that something between us and the provider sent in place of an answer. */
final class Markup {
  private Markup() {}

  /** The title of a page if it has one, else its words; any other text as it is. */
  static String words(String text) {
    String trimmed = text.strip();
    if (!trimmed.startsWith("<")) {
      return trimmed;
    }
    String title = element(trimmed, "title");
    return title.isBlank() ? withoutTags(trimmed) : withoutTags(title);
  }

  private static String element(String text, String name) {
    String lower = text.toLowerCase(Locale.ROOT);
    int start = lower.indexOf("<" + name + ">");
    int end = start < 0 ? -1 : lower.indexOf("</" + name, start);
    return end < 0 ? "" : text.substring(start + name.length() + 2, end);
  }

  private static String withoutTags(String text) {
    StringBuilder words = new StringBuilder();
    boolean inTag = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        inTag = true;
        words.append(' ');
      } else if (c == '>' && inTag) {
        inTag = false;
      } else if (!inTag) {
        words.append(c);
      }
    }
    return String.join(" ", words.toString().strip().split("\\s+", -1));
  }
}
