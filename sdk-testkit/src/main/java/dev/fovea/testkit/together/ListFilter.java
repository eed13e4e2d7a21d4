package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Problem;
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
 * The filter language of the management API: comparisons of fields, {@code NOT}, {@code AND} before
 * {@code OR}, parentheses, and for names {@code :} with {@code *} at either end. For one thread.
 */
final class ListFilter {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\")|(<=|>=|!=|[=<>:()])|([^\\s\"=!<>:()]+))");
  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");

  private final Deque<String> tokens = new ArrayDeque<>();
  private final Set<String> fields;

  private ListFilter(String text, Set<String> fields) {
    this.fields = fields;
    Matcher token = TOKEN.matcher(text.strip());
    int end = 0;
    while (token.find() && token.start() == end) {
      tokens.add(token.group().strip());
      end = token.end();
    }
    if (end != text.strip().length()) {
      throw invalid();
    }
  }

  /** Reads a filter over these fields; 400 when it is none. */
  static Predicate<ObjectNode> parse(String text, Set<String> fields) {
    ListFilter filter = new ListFilter(text, fields);
    Predicate<ObjectNode> read = filter.any();
    if (!filter.tokens.isEmpty()) {
      throw invalid();
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
        throw invalid();
      }
      return inner;
    }
    String field = next();
    String operator = next();
    String value = unquoted(next());
    if (!fields.contains(field)) {
      throw invalid();
    }
    if (operator.equals(":") && field.equals("name")) {
      return object -> resembles(text(object, field), value);
    }
    if (!COMPARISONS.contains(operator)) {
      throw invalid();
    }
    return object -> holds(compare(text(object, field), value), operator);
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
      throw invalid();
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

  /** A field as filters name it. */
  static String text(ObjectNode object, String field) {
    return switch (field) {
      case "created_at" -> object.path("createdAt").asText();
      case "updated_at" -> object.path("updatedAt").asText();
      case "state" -> {
        JsonNode status = object.path("status").path("state");
        yield (status.isMissingNode() ? object.path("state") : status).asText();
      }
      default -> object.path(field).asText();
    };
  }

  /** The order of two values: of moments when both are moments. */
  static int compare(String left, String right) {
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

  private static Problem invalid() {
    return Refusals.managed(400, 3, "invalid filter expression");
  }
}
