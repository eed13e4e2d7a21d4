package dev.fovea.testkit.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The formula of a grader that is made of several: numbers, their names, the four operations,
 * powers, parentheses, and the functions min, max, abs, floor, ceil, exp, sqrt, log.
 */
final class Formula {
  /** Thrown when it cannot be read. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  private final String text;
  private final Map<String, Double> values;
  private int at;

  Formula(String text, Map<String, Double> values) {
    this.text = text;
    this.values = values;
  }

  /** What it comes to. */
  double value() throws Invalid {
    double value = sum();
    if (!next().isEmpty()) {
      throw new Invalid("unexpected " + next() + " in " + text);
    }
    return value;
  }

  private double sum() throws Invalid {
    double value = product();
    while (next().equals("+") || next().equals("-")) {
      value += take().equals("+") ? product() : -product();
    }
    return value;
  }

  private double product() throws Invalid {
    double value = power();
    while (next().equals("*") || next().equals("/")) {
      value = take().equals("*") ? value * power() : value / power();
    }
    return value;
  }

  private double power() throws Invalid {
    if (next().equals("-")) {
      take();
      return -power();
    }
    double base = atom();
    if (next().equals("^") || next().equals("**")) {
      take();
      return Math.pow(base, power());
    }
    return base;
  }

  private double atom() throws Invalid {
    String token = take();
    if (token.equals("(")) {
      double value = sum();
      expect(")");
      return value;
    }
    if (token.matches("[0-9.]+")) {
      return number(token);
    }
    if (next().equals("(")) {
      return function(token, arguments());
    }
    Double value = values.get(token);
    if (value == null) {
      throw new Invalid("there is no grader " + token + " in " + text);
    }
    return value;
  }

  private static double number(String token) throws Invalid {
    try {
      return Double.parseDouble(token);
    } catch (NumberFormatException notANumber) {
      throw new Invalid(token + " is not a number");
    }
  }

  private List<Double> arguments() throws Invalid {
    expect("(");
    List<Double> arguments = new ArrayList<>(List.of(sum()));
    while (next().equals(",")) {
      take();
      arguments.add(sum());
    }
    expect(")");
    return arguments;
  }

  private static double function(String name, List<Double> arguments) throws Invalid {
    double first = arguments.get(0);
    return switch (name) {
      case "min" -> arguments.stream().mapToDouble(Double::doubleValue).min().orElse(first);
      case "max" -> arguments.stream().mapToDouble(Double::doubleValue).max().orElse(first);
      case "abs" -> Math.abs(first);
      case "floor" -> Math.floor(first);
      case "ceil" -> Math.ceil(first);
      case "exp" -> Math.exp(first);
      case "sqrt" -> Math.sqrt(first);
      case "log" -> Math.log(first);
      default -> throw new Invalid("there is no function " + name);
    };
  }

  private void expect(String token) throws Invalid {
    if (!take().equals(token)) {
      throw new Invalid("expected " + token + " in " + text);
    }
  }

  private String take() {
    String token = next();
    at += token.length();
    return token;
  }

  /** The token that follows; empty at the end. */
  private String next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int end = at;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    if (end == at && end < text.length()) {
      end += text.startsWith("**", at) ? 2 : 1;
    }
    return text.substring(at, end);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }
}
