package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The ranges of single values, and OpenAI's words and codes for what is outside. */
final class Ranges {
  private Ranges() {}

  static void number(JsonNode value, JsonNode rule, String place) {
    String kind = value.isIntegralNumber() && rule.path("is").asText("").equals("integer")
        ? "integer"
        : "decimal";
    if (rule.has("least") && value.doubleValue() < rule.get("least").doubleValue()) {
      throw outside(place, kind, "below minimum", ">= " + rule.get("least"), value.toString());
    }
    if (rule.has("most") && value.doubleValue() > rule.get("most").doubleValue()) {
      throw outside(place, kind, "above maximum", "<= " + rule.get("most"), value.toString());
    }
  }

  private static RuntimeException outside(
      String place, String kind, String side, String wanted, String value) {
    return OpenAiErrors.badRequest(
        "Invalid '" + place + "': " + kind + " " + side + " value. Expected a value " + wanted
            + ", but got " + value + " instead.",
        place,
        kind + (side.startsWith("below") ? "_below_min_value" : "_above_max_value"));
  }

  static void text(String text, JsonNode rule, String place) {
    int most = rule.path("most").asInt(Integer.MAX_VALUE);
    int length = text.codePointCount(0, text.length());
    if (length > most && most > 0) {
      throw OpenAiErrors.badRequest(
          "Invalid '" + place + "': string too long. Expected a string with maximum length " + most
              + ", but got a string with length " + length + " instead.",
          place,
          "string_above_max_length");
    }
    if (length < rule.path("least").asInt(0)) {
      throw OpenAiErrors.badRequest(
          "Invalid '" + place + "': empty string. Expected a string with minimum length 1, but got"
              + " an empty string instead.",
          place,
          "empty_string");
    }
    pattern(text, rule, place);
  }

  private static void pattern(String text, JsonNode rule, String place) {
    String pattern = rule.path("pattern").asText("");
    if (!pattern.isEmpty() && !text.matches(pattern)) {
      throw OpenAiErrors.badRequest(
          "Invalid '" + place + "': string does not match pattern. Expected a string that matches"
              + " the pattern '" + pattern + "'.",
          place,
          "invalid_value");
    }
  }

  static void size(int size, JsonNode rule, String place) {
    int most = rule.path("most").asInt(Integer.MAX_VALUE);
    if (size > most) {
      throw OpenAiErrors.badRequest(
          "Invalid '" + place + "': array too long. Expected an array with maximum length " + most
              + ", but got an array with length " + size + " instead.",
          place,
          "array_above_max_length");
    }
    if (size < rule.path("least").asInt(0)) {
      throw OpenAiErrors.badRequest(
          "Invalid '" + place
              + "': empty array. Expected an array with minimum length 1, but got an"
              + " empty array instead.",
          place,
          "empty_array");
    }
  }

  static void word(String word, JsonNode words, String place) {
    List<String> known = new ArrayList<>();
    words.forEach(one -> known.add(one.textValue()));
    if (!known.contains(word)) {
      throw OpenAiErrors.badRequest(
          "Invalid value: '" + word + "'. Supported values are: " + listed(known) + ".",
          place,
          "invalid_value");
    }
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String listed(List<String> words) {
    String all = "'" + String.join("', '", words) + "'";
    int last = all.lastIndexOf(", '");
    return last < 0
        ? all
        : all.substring(0, last)
            + (words.size() > 2 ? ", and " : " and ")
            + all.substring(last + 2);
  }
}
