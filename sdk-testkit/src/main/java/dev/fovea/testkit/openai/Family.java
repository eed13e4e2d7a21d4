package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.RequestFields;
import java.util.Map;

/**
 * What the models of a family have in common, read from dated data: what they refuse, how much they
 * say, and what a picture costs.
 */
final class Family {
  private static final JsonNode DATA = Facts.read("families.json");

  private final JsonNode facts;

  private Family(JsonNode facts) {
    this.facts = facts;
  }

  /** The family of a base model, by the beginning of its name. */
  static Family of(String model) {
    for (JsonNode family : DATA.get("families")) {
      if (model.startsWith(family.get("prefix").textValue())) {
        return new Family(family);
      }
    }
    throw new IllegalStateException("families.json has no family for every model");
  }

  /** How many pictures a request may have. */
  static int mostPictures() {
    return DATA.get("pictures").intValue();
  }

  /** Whether it thinks before it speaks. */
  boolean thinks() {
    return facts.path("thinks").asBoolean(false);
  }

  PictureCost pictures() {
    return PictureCost.of(facts);
  }

  /** Refuses the settings that this family does not know. */
  void check(JsonNode request) {
    for (JsonNode name : facts.path("refuses")) {
      unsaid(request, name.textValue());
    }
    fixed(request);
    tooMuch(request, "max_tokens");
    tooMuch(request, "max_completion_tokens");
  }

  private static void unsaid(JsonNode request, String field) {
    boolean said = !RequestFields.absent(request.path(field))
        && (!request.get(field).isBoolean() || request.get(field).booleanValue());
    if (said) {
      throw OpenAiErrors.badRequest(
          "Unsupported parameter: '" + field + "' is not supported with this model."
              + (field.equals("max_tokens") ? " Use 'max_completion_tokens' instead." : ""),
          field,
          "unsupported_parameter");
    }
  }

  private void fixed(JsonNode request) {
    for (Map.Entry<String, JsonNode> only : facts.path("fixed").properties()) {
      JsonNode value = request.path(only.getKey());
      if (value.isNumber() && value.doubleValue() != only.getValue().doubleValue()) {
        throw OpenAiErrors.badRequest(
            "Unsupported value: '" + only.getKey() + "' does not support " + value
                + " with this model. Only the default (" + only.getValue()
                + ") value is supported.",
            only.getKey(),
            "unsupported_value");
      }
    }
  }

  private void tooMuch(JsonNode request, String field) {
    long most = facts.get("output").longValue();
    if (request.path(field).asLong(0) > most) {
      throw OpenAiErrors.badRequest(
          field + " is too large: " + request.get(field) + ". This model supports at most " + most
              + " completion tokens, whereas you provided " + request.get(field) + ".",
          field,
          "invalid_value");
    }
  }
}
