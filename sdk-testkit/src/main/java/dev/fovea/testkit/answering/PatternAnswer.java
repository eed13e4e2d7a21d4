package dev.fovea.testkit.answering;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Puts a text into the shape a regular expression asks for: the part of it that fits, or else the
 * shortest text that does. Knows literals, classes, groups, alternatives and counts.
 */
final class PatternAnswer {
  private static final String SAMPLES = " 0aA_-.:/";

  private final String pattern;
  private int at;

  private PatternAnswer(String pattern) {
    this.pattern = pattern;
  }

  static String of(String pattern, String text) {
    try {
      Pattern compiled = Pattern.compile(pattern);
      Matcher matcher = compiled.matcher(text);
      if (matcher.find() && !matcher.group().isEmpty()) {
        return matcher.group();
      }
      String sample = new PatternAnswer(pattern).alternatives();
      if (compiled.matcher(sample).matches()) {
        return sample;
      }
    } catch (PatternSyntaxException e) {
      throw new Unanswerable("invalid pattern: " + e.getDescription(), "response_format");
    }
    throw new Unanswerable("the embedded provider cannot follow this pattern", "response_format");
  }

  /** The first of the alternatives; the others are passed over. */
  private String alternatives() {
    String first = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    StringBuilder all = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      String atom = atom();
      all.append(atom.repeat(least()));
    }
    return all.toString();
  }

  private String atom() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '(' -> {
        at += pattern.startsWith("?:", at) ? 2 : 0;
        String inside = alternatives();
        at++;
        return inside;
      }
      case '^', '$' -> {
        return "";
      }
      case '[' -> {
        int start = at - 1;
        at = pattern.indexOf(']', at + 1) + 1;
        return fitting(pattern.substring(start, at));
      }
      case '\\' -> {
        at++;
        return fitting(pattern.substring(at - 2, at));
      }
      default -> {
        return c == '.' ? "a" : String.valueOf(c);
      }
    }
  }

  private static String fitting(String oneCharacter) {
    Pattern one = Pattern.compile(oneCharacter);
    String candidates = SAMPLES + oneCharacter;
    return candidates
        .chars()
        .mapToObj(Character::toString)
        .filter(c -> one.matcher(c).matches())
        .findFirst()
        .orElse("");
  }

  private int least() {
    char c = at < pattern.length() ? pattern.charAt(at) : ' ';
    if (c == '*' || c == '?' || c == '+') {
      at++;
      return c == '+' ? 1 : 0;
    }
    if (c != '{') {
      return 1;
    }
    int end = pattern.indexOf('}', at);
    String count = pattern.substring(at + 1, end).split(",", 2)[0];
    at = end + 1;
    return Integer.parseInt(count);
  }
}
