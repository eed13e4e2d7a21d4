package dev.fovea.openai;

import dev.fovea.provider.WireObject;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many pictures an event speaks of, and of which line. Immutable. */
final class EventNumbers {
  private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+|\\d{1,12})(?![\\d.,]*\\d)";
  // "Example 5", "image 2", "#7": which one it is, not how many.
  private static final String NO_INDEX =
      "(?<!(?:line|row|example|sample|image|picture|photo|index|number|step|page|item|entry)s?[ :#]{0,3})"
          + "(?<![#\\d.,])";
  private static final String UP_TO_THREE_WORDS =
      "(?:(?!(?:mb|mib|kb|kib|gb|bytes?|px|pixels?" + "|seconds?|ms)\\b)[\\p{L}'-]+ ){0,3}?";
  private static final Pattern LINE =
      Pattern.compile("(?<![\\p{L}])(?:line|row) ?#?:? ?(\\d{1,9})(?![\\d,.-]*\\d)");

  private final Pattern some;
  private final Pattern partOf;
  private final Pattern after;
  private final List<String> fields;

  EventNumbers(EventWords things, EventWords deeds, List<String> fields) {
    String thing = "(?:" + things.alternatives() + ")";
    this.some = Pattern.compile(NO_INDEX + NUMBER + " " + UP_TO_THREE_WORDS + thing);
    this.partOf = Pattern.compile(NO_INDEX + NUMBER
        + " ?(?:/|of|out of) ?(?:the |all |your )?\\d[\\d,]* " + UP_TO_THREE_WORDS + thing);
    this.after = Pattern.compile("(?:" + things.alternatives() + "|" + deeds.alternatives()
        + ") ?[:=(] ?" + NUMBER + "(?! ?(?:mb|mib|kb|kib|gb|bytes?|px|pixels?)\\b)");
    this.fields = fields;
  }

  /** {@return how many, by the text or else by the data; empty when neither tells} */
  OptionalLong count(String text, WireObject data) {
    for (Pattern pattern : List.of(partOf, some, after)) {
      Matcher found = pattern.matcher(text);
      if (found.find()) {
        return OptionalLong.of(Long.parseLong(found.group(1).replace(",", "")));
      }
    }
    for (String field : fields) {
      Long count = data.glance().integer(field).filter(n -> n >= 0).orElse(null);
      if (count != null) {
        return OptionalLong.of(count);
      }
    }
    return OptionalLong.empty();
  }

  /** {@return the line of the file, as OpenAI counts them; empty when none is named} */
  OptionalLong line(String text) {
    Matcher found = LINE.matcher(text);
    if (!found.find()) {
      return OptionalLong.empty();
    }
    long line = Long.parseLong(found.group(1));
    return line < 1 ? OptionalLong.empty() : OptionalLong.of(line);
  }
}
