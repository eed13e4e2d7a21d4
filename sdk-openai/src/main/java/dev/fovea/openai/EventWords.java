package dev.fovea.openai;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words to be looked for in what an event says: whole words, or the beginnings of words where they
 * end in a star. Immutable.
 */
final class EventWords {
  // Names that somebody chose, and addresses, are no words of OpenAI's.
  private static final Pattern NAMES = Pattern.compile(
      "\\b(?:https?://|data:|ft:|file-|ftjob-|ftckpt_|gpt-|o\\d-)\\S*|\\S+\\.jsonl\\b");
  private static final String NO_LETTER_BEFORE = "(?<![\\p{L}\\p{N}])";
  private static final String NO_LETTER_AFTER = "(?![\\p{L}\\p{N}])";

  private final List<String> words;
  private final Pattern pattern;

  private EventWords(List<String> words) {
    this.words = words;
    this.pattern = Pattern.compile(NO_LETTER_BEFORE + "(?:" + alternatives() + ")");
  }

  static EventWords of(List<String> words) {
    return new EventWords(words);
  }

  EventWords or(EventWords others) {
    return new EventWords(Stream.concat(words.stream(), others.words.stream()).toList());
  }

  boolean in(String text) {
    return !words.isEmpty() && pattern.matcher(text).find();
  }

  /** {@return the words as a part of an expression, each of them whole} */
  String alternatives() {
    return words.stream().map(EventWords::expression).collect(Collectors.joining("|"));
  }

  private static String expression(String word) {
    return word.endsWith("*")
        ? Pattern.quote(word.substring(0, word.length() - 1)) + "[\\p{L}\\p{N}]*"
        : Pattern.quote(word) + NO_LETTER_AFTER;
  }

  /** {@return a text as it is looked at: small letters, without names, addresses, underscores} */
  static String plain(String text) {
    String small = text.toLowerCase(Locale.ROOT).replace('’', '\'');
    return NAMES
        .matcher(small)
        .replaceAll(" ")
        .replace('_', ' ')
        .replaceAll("\\s+", " ")
        .strip();
  }
}
