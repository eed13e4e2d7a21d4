package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Problem;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The refusals of a request's fields, each with its code. */
final class Refusal {
  private Refusal() {}

  /** The body of a request, which has to be a JSON object. */
  static JsonNode object(Exchange exchange) throws IOException {
    JsonNode body;
    try {
      body = exchange.json();
    } catch (com.fasterxml.jackson.core.JacksonException notJson) {
      throw OpenAiErrors.badRequest(
          "We could not parse the JSON body of your request. It must be a JSON object.",
          null,
          null);
    }
    if (!body.isObject()) {
      throw OpenAiErrors.badRequest("The body of your request must be a JSON object.", null, null);
    }
    return body;
  }

  /** Refuses fields nobody knows. */
  static void unknown(JsonNode object, String at, Collection<String> known) {
    object.fieldNames().forEachRemaining(name -> {
      if (!known.contains(name)) {
        String where = at + name;
        throw OpenAiErrors.badRequest(
            "Unknown parameter: '" + where + "'.", where, "unknown_parameter");
      }
    });
  }

  static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /** A text that has to be there. */
  static String text(JsonNode object, String name) {
    return text(object, "", name);
  }

  /** The same inside of something. */
  static String text(JsonNode object, String at, String name) {
    JsonNode value = object.path(name);
    String where = at + name;
    if (isAbsent(value)) {
      throw OpenAiErrors.badRequest(
          "Missing required parameter: '" + where + "'.", where, "missing_required_parameter");
    }
    type(value.isTextual(), value, where, "a string");
    return value.textValue();
  }

  /** Refuses a value of the wrong type. */
  static void type(boolean right, JsonNode value, String where, String type) {
    if (!right) {
      throw OpenAiErrors.badRequest(
          "Invalid type for '" + where + "': expected " + type + ", but got "
              + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT) + " instead.",
          where,
          "invalid_type");
    }
  }

  static void oneOf(String value, Set<String> allowed, String where) {
    OpenAiErrors.unless(
        allowed.contains(value),
        "Invalid value: '" + value + "'. Supported values are: " + new TreeSet<>(allowed) + ".",
        where);
  }

  /** Refuses a text that is too short or too long. */
  static void length(String text, int least, int most, String where) {
    if (text.length() < least || text.length() > most) {
      boolean low = text.length() < least;
      throw OpenAiErrors.badRequest(
          "Invalid '" + where + "': string too " + (low ? "short" : "long")
              + ". Expected a string with length " + (low ? "at least " + least : "at most " + most)
              + ", but got " + text.length() + " instead.",
          where,
          low ? "string_below_min_length" : "string_above_max_length");
    }
  }

  /** Refuses a whole number outside its range. */
  static void integer(JsonNode value, String where, long least, long most) {
    if (isAbsent(value)) {
      return;
    }
    type(value.isIntegralNumber(), value, where, "an integer");
    double given = value.doubleValue();
    if (given < least) {
      throw outside("integer", where, value, ">= " + least, false);
    } else if (given > most) {
      throw outside("integer", where, value, "<= " + most, true);
    }
  }

  /** Refuses a number that is not above some bound, or beyond another. */
  static void decimal(JsonNode value, String where, double above, double most) {
    if (isAbsent(value)) {
      return;
    }
    type(value.isNumber(), value, where, "a number");
    double given = value.doubleValue();
    if (given <= above) {
      throw outside("decimal", where, value, "> " + above, false);
    } else if (given > most) {
      throw outside("decimal", where, value, "<= " + most, true);
    }
  }

  private static Problem outside(
      String kind, String where, JsonNode value, String bound, boolean high) {
    String side = high ? "above maximum" : "below minimum";
    return OpenAiErrors.badRequest(
        "Invalid '" + where + "': " + kind + " " + side + " value. Expected a value " + bound
            + ", but got " + value + " instead.",
        where,
        kind + (high ? "_above_max_value" : "_below_min_value"));
  }
}
