package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a grader has to be made of. */
final class GraderRules {
  static final Set<String> OPERATIONS = Set.of("eq", "ne", "like", "ilike");
  static final Set<String> METRICS = Set.of(
      "cosine",
      "fuzzy_match",
      "bleu",
      "gleu",
      "meteor",
      "rouge_1",
      "rouge_2",
      "rouge_3",
      "rouge_4",
      "rouge_5",
      "rouge_l");
  private static final Set<String> ALONE =
      Set.of("string_check", "text_similarity", "python", "score_model", "multi");
  private static final Set<String> INSIDE =
      Set.of("string_check", "text_similarity", "python", "score_model", "label_model");
  private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");

  private GraderRules() {}

  /** Refuses what is no grader, or one that stands inside others only. */
  static void check(JsonNode grader, String at) {
    type(grader, at);
    Refusal.oneOf(grader.path("type").asText(), ALONE, at + ".type");
    fields(grader, at);
  }

  private static void type(JsonNode grader, String at) {
    if (Refusal.isAbsent(grader)) {
      throw OpenAiErrors.badRequest(
          "Missing required parameter: '" + at + "'.", at, "missing_required_parameter");
    }
    Refusal.type(grader.isObject(), grader, at, "an object");
    Refusal.text(grader, at + ".", "type");
  }

  private static void fields(JsonNode grader, String at) {
    String type = grader.get("type").textValue();
    // The guide's graders of several have no name of their own.
    if (!type.equals("multi")) {
      Refusal.text(grader, at + ".", "name");
    }
    switch (type) {
      case "string_check" -> {
        texts(grader, at);
        Refusal.oneOf(Refusal.text(grader, at + ".", "operation"), OPERATIONS, at + ".operation");
      }
      case "text_similarity" -> {
        texts(grader, at);
        Refusal.oneOf(
            Refusal.text(grader, at + ".", "evaluation_metric"),
            METRICS,
            at + ".evaluation_metric");
      }
      case "python" -> Refusal.text(grader, at + ".", "source");
      case "multi" -> several(grader, at);
      default -> asked(grader, at, type.equals("label_model"));
    }
  }

  private static void texts(JsonNode grader, String at) {
    Refusal.text(grader, at + ".", "input");
    Refusal.text(grader, at + ".", "reference");
  }

  private static void asked(JsonNode grader, String at, boolean labels) {
    Refusal.text(grader, at + ".", "model");
    JsonNode input = grader.path("input");
    Refusal.type(input.isArray() && !input.isEmpty(), input, at + ".input", "a filled array");
    IntStream.range(0, input.size())
        .forEach(i -> Refusal.oneOf(
            input.get(i).path("role").asText(), ROLES, at + ".input[" + i + "].role"));
    if (labels) {
      for (String name : List.of("labels", "passing_labels")) {
        JsonNode list = grader.path(name);
        Refusal.type(list.isArray() && !list.isEmpty(), list, at + "." + name, "a filled array");
      }
    }
    JsonNode range = grader.path("range");
    Refusal.type(
        Refusal.isAbsent(range) || (range.isArray() && range.size() == 2),
        range,
        at + ".range",
        "an array of two numbers");
  }

  /** Specification, its example and the guide have one grader, a list and a map: all are taken. */
  private static void several(JsonNode grader, String at) {
    Refusal.text(grader, at + ".", "calculate_output");
    JsonNode graders = grader.path("graders");
    Refusal.type(
        graders.isContainerNode() && !graders.isEmpty(), graders, at + ".graders", "an object");
    if (graders.path("type").isTextual()) {
      inner(graders, at + ".graders");
    } else if (graders.isArray()) {
      IntStream.range(0, graders.size())
          .forEach(i -> inner(graders.get(i), at + ".graders[" + i + "]"));
    } else {
      graders.properties().forEach(one -> inner(one.getValue(), at + ".graders." + one.getKey()));
    }
  }

  private static void inner(JsonNode grader, String at) {
    type(grader, at);
    String type = grader.get("type").textValue();
    OpenAiErrors.unless(
        INSIDE.contains(type), "'" + type + "' cannot stand inside a multi grader.", at + ".type");
    fields(grader, at);
  }
}
