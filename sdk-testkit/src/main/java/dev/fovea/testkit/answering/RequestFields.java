package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The settings of a request, held against what is published about them. A setting that is absent or
 * null is always right; what is wrong throws {@link Unanswerable} and is named by it.
 *
 * @param request the request, or an object in it
 */
public record RequestFields(JsonNode request) {
  /**
   * Says whether a value was left out.
   *
   * @param value the value
   * @return whether it is missing or null
   */
  public static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /**
   * Wants a number within a range.
   *
   * @param field the setting's name
   * @param low the least
   * @param high the most
   * @return these fields
   */
  public RequestFields range(String field, double low, double high) {
    JsonNode value = request.path(field);
    boolean right = absent(value)
        || (value.isNumber() && value.doubleValue() >= low && value.doubleValue() <= high);
    Unanswerable.unless(
        right,
        field + " must be a number between " + plain(low) + " and " + plain(high) + ", got "
            + shown(value),
        field);
    return this;
  }

  /**
   * Wants whole numbers.
   *
   * @param fields the settings' names
   * @return these fields
   */
  public RequestFields whole(String... fields) {
    for (String field : fields) {
      JsonNode value = request.path(field);
      Unanswerable.unless(
          absent(value) || value.isIntegralNumber(), field + " must be an integer", field);
    }
    return this;
  }

  /**
   * Wants true or false.
   *
   * @param fields the settings' names
   * @return these fields
   */
  public RequestFields flag(String... fields) {
    for (String field : fields) {
      JsonNode value = request.path(field);
      Unanswerable.unless(absent(value) || value.isBoolean(), field + " must be a boolean", field);
    }
    return this;
  }

  /**
   * Wants one of some words.
   *
   * @param field the setting's name
   * @param words the words
   * @return these fields
   */
  public RequestFields word(String field, List<String> words) {
    JsonNode value = request.path(field);
    Unanswerable.unless(
        absent(value) || words.contains(value.asText("")),
        field + " must be one of " + String.join(", ", words) + ", got " + shown(value),
        field);
    return this;
  }

  /**
   * Wants an object.
   *
   * @param field the setting's name
   * @return these fields
   */
  public RequestFields object(String field) {
    JsonNode value = request.path(field);
    Unanswerable.unless(absent(value) || value.isObject(), field + " must be an object", field);
    return this;
  }

  /**
   * Wants tokens' biases between -100 and 100.
   *
   * @param field the setting's name
   * @return these fields
   */
  public RequestFields biases(String field) {
    for (JsonNode bias : request.path(field)) {
      double value = bias.asDouble(Double.NaN);
      Unanswerable.unless(
          value >= -100 && value <= 100, field + " must be between -100 and 100", field);
    }
    return this;
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
