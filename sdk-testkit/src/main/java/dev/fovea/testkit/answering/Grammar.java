package dev.fovea.testkit.answering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a grammar in GBNF: named rules of texts, character classes, groups, alternatives and
 * counts.
 */
final class Grammar {
  /** What a rule is made of. */
  sealed interface Node {}

  /** A text as it stands. */
  record Text(String text) implements Node {}

  /** One character, as the pattern for it. */
  record OneOf(String pattern) implements Node {}

  /** Whatever the rule of that name stands for. */
  record Named(String name) implements Node {}

  /** One after the other. */
  record Row(List<Node> nodes) implements Node {}

  /** One of them. */
  record Choice(List<Node> nodes) implements Node {}

  /** The same at least so many times. */
  record Repeated(Node node, int least) implements Node {}

  private final String source;
  private int at;

  private Grammar(String source) {
    this.source = source;
  }

  /**
   * Reads the rules by their names.
   *
   * @throws Unanswerable when the text is no grammar, or has no rule {@code root}
   */
  static Map<String, Node> read(String source) {
    Grammar grammar = new Grammar(source);
    Map<String, Node> rules = new LinkedHashMap<>();
    grammar.blank(true);
    while (grammar.at < source.length()) {
      String name = grammar.name();
      grammar.blank(true);
      grammar.expect("::=");
      rules.put(name, grammar.choice(false));
      grammar.blank(true);
    }
    if (!rules.containsKey("root")) {
      throw wrong("it has no rule named root");
    }
    return rules;
  }

  static Unanswerable wrong(String what) {
    return new Unanswerable("invalid grammar: " + what, "response_format");
  }

  private Node choice(boolean inGroup) {
    List<Node> all = new ArrayList<>();
    all.add(row(inGroup));
    while (peek() == '|') {
      at++;
      blank(true);
      all.add(row(inGroup));
    }
    return all.size() == 1 ? all.get(0) : new Choice(all);
  }

  private Node row(boolean inGroup) {
    List<Node> all = new ArrayList<>();
    blank(inGroup);
    while (at < source.length() && "|)\r\n".indexOf(peek()) < 0) {
      all.add(counted(atom()));
      blank(inGroup);
    }
    // A rule may go on with an alternative in the next line.
    int here = at;
    blank(true);
    at = peek() == '|' ? at : here;
    return new Row(all);
  }

  private Node atom() {
    char c = peek();
    if (c == '"') {
      at++;
      StringBuilder text = new StringBuilder();
      while (inside() != '"') {
        text.append(character());
      }
      at++;
      return new Text(text.toString());
    }
    if (c == '[') {
      return oneOf();
    }
    if (c == '(') {
      at++;
      Node inside = choice(true);
      blank(true);
      expect(")");
      return inside;
    }
    if (c == '.') {
      at++;
      return new OneOf(".");
    }
    return new Named(name());
  }

  private Node oneOf() {
    int start = at++;
    while (inside() != ']') {
      at += peek() == '\\' ? 2 : 1;
    }
    at++;
    return new OneOf(source.substring(start, at).replace("&&", "&\\&"));
  }

  private Node counted(Node node) {
    switch (peek()) {
      case '+' -> {
        at++;
        return node;
      }
      case '*', '?' -> {
        at++;
        return new Repeated(node, 0);
      }
      case '{' -> {
        int end = source.indexOf('}', at);
        String least =
            end < 0 ? "" : source.substring(at + 1, end).split(",", 2)[0].strip();
        if (!least.matches("[0-9]{1,4}")) {
          throw wrong("a count is not closed or not a number");
        }
        at = end + 1;
        return new Repeated(node, Integer.parseInt(least));
      }
      default -> {
        return node;
      }
    }
  }

  private String character() {
    char c = inside();
    at++;
    if (c != '\\') {
      return String.valueOf(c);
    }
    char escaped = inside();
    at++;
    return switch (escaped) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'x' -> code(2);
      case 'u' -> code(4);
      default -> String.valueOf(escaped);
    };
  }

  private String code(int digits) {
    int end = Math.min(source.length(), at + digits);
    String text = source.substring(at, end);
    if (!text.matches("[0-9a-fA-F]{" + digits + "}")) {
      throw wrong("a character's code has too few digits");
    }
    at = end;
    return Character.toString(Integer.parseInt(text, 16));
  }

  private String name() {
    int start = at;
    while (at < source.length()
        && (Character.isLetterOrDigit(source.charAt(at)) || "-_".indexOf(source.charAt(at)) >= 0)) {
      at++;
    }
    if (start == at) {
      throw wrong("a name was expected at character " + at);
    }
    return source.substring(start, at);
  }

  /** The character here; a zero at the end. */
  private char peek() {
    return at < source.length() ? source.charAt(at) : '\0';
  }

  private char inside() {
    if (at >= source.length()) {
      throw wrong("it ends in the middle of a rule");
    }
    return source.charAt(at);
  }

  private void expect(String word) {
    if (!source.startsWith(word, at)) {
      throw wrong("'" + word + "' was expected at character " + at);
    }
    at += word.length();
  }

  private void blank(boolean lines) {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '#') {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
        at++;
      } else {
        return;
      }
    }
  }
}
