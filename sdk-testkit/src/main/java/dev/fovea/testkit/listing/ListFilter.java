package dev.fovea.testkit.listing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filter language of lists: comparisons of fields, {@code NOT}, {@code AND} before {@code OR},
 * parentheses, and for searched fields {@code :} with {@code *} at either end. For one thread.
 */
public final class ListFilter {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\")|(<=|>=|!=|[=<>:()])|([^\\s\"=!<>:()]+))");
  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");

  private final Deque<String> tokens = new ArrayDeque<>();
  private final FilterFields fields;

  private ListFilter(String text, FilterFields fields) {
    this.fields = fields;
    Matcher token = TOKEN.matcher(text.strip());
    int end = 0;
    while (token.find() && token.start() == end) {
      tokens.add(token.group().strip());
      end = token.end();
    }
    if (end != text.strip().length()) {
      throw fields.invalid();
    }
  }

  /**
   * Reads a filter.
   *
   * @param text the filter, not blank
   * @param fields what it may speak of
   * @return what passes it
   */
  public static Predicate<ObjectNode> parse(String text, FilterFields fields) {
    ListFilter filter = new ListFilter(text, fields);
    Predicate<ObjectNode> read = filter.any();
    if (!filter.tokens.isEmpty()) {
      throw fields.invalid();
    }
    return read;
  }

  private Predicate<ObjectNode> any() {
    Predicate<ObjectNode> left = all();
    while (took("OR")) {
      left = left.or(all());
    }
    return left;
  }

  private Predicate<ObjectNode> all() {
    Predicate<ObjectNode> left = one();
    while (took("AND")) {
      left = left.and(one());
    }
    return left;
  }

  private Predicate<ObjectNode> one() {
    if (took("NOT")) {
      return one().negate();
    }
    if (took("(")) {
      Predicate<ObjectNode> inner = any();
      if (!took(")")) {
        throw fields.invalid();
      }
      return inner;
    }
    String field = next();
    String operator = next();
    String value = unquoted(next());
    if (!fields.knows(field)) {
      throw fields.invalid();
    }
    if (operator.equals(":") && fields.isSearched(field)) {
      return object -> resembles(fields.text(object, field), value);
    }
    if (!COMPARISONS.contains(operator)) {
      throw fields.invalid();
    }
    return object -> holds(compare(fields.text(object, field), value), operator);
  }

  private boolean took(String word) {
    if (!tokens.isEmpty() && tokens.peek().equalsIgnoreCase(word)) {
      tokens.remove();
      return true;
    }
    return false;
  }

  private String next() {
    String token = tokens.poll();
    if (token == null) {
      throw fields.invalid();
    }
    return token;
  }

  private static String unquoted(String token) {
    return token.startsWith("\"")
        ? token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1")
        : token;
  }

  private static boolean resembles(String name, String pattern) {
    boolean open = pattern.startsWith("*");
    boolean openEnd = pattern.endsWith("*");
    String part = pattern.replaceAll("^\\*|\\*$", "");
    if (open == openEnd) {
      return name.contains(part);
    }
    return open ? name.endsWith(part) : name.startsWith(part);
  }

  /**
   * {@return the order of two values: of moments when both are moments}
   *
   * @param left one value
   * @param right the other
   */
  public static int compare(String left, String right) {
    List<Instant> moments = new ArrayList<>();
    for (String value : List.of(left, right)) {
      try {
        moments.add(Instant.parse(value));
      } catch (DateTimeException noMoment) {
        return left.compareTo(right);
      }
    }
    return moments.get(0).compareTo(moments.get(1));
  }

  private static boolean holds(int order, String operator) {
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }
}
