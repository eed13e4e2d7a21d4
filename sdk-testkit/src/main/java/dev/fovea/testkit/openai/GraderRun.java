package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One grading of a sample. Comparisons of strings and similarities of texts are computed. Python is
 * not run and no model is asked here: the first gives half a point, a model that scores the middle
 * of its range, a model that labels a whole point when the sample holds a passing label.
 */
final class GraderRun {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([\\w.\\-]+)\\s*}}");
  private static final double UNKNOWN = 0.5;

  // All that can go wrong, in the provider's words; the last of each kind says more.
  private static final List<String> FLAGS = List.of(
      "formula_parse_error",
      "sample_parse_error",
      "truncated_observation_error",
      "unresponsive_reward_error",
      "invalid_variable_error",
      "other_error",
      "python_grader_server_error",
      "python_grader_runtime_error",
      "model_grader_server_error",
      "model_grader_refusal_error",
      "model_grader_parse_error");
  private static final List<String> DETAILS = List.of(
      "python_grader_server_error_type",
      "python_grader_runtime_error_details",
      "model_grader_server_error_details");

  private final String sample;
  private final JsonNode item;
  private final ObjectNode errors = Json.object();
  private final Map<String, Double> scores = new LinkedHashMap<>();
  private String model = "";

  GraderRun(String sample, JsonNode item) {
    this.sample = sample;
    this.item = item;
    FLAGS.forEach(flag -> errors.put(flag, false));
    DETAILS.forEach(errors::putNull);
  }

  /** The answer to a run. */
  ObjectNode result(JsonNode grader) {
    double reward = score(grader);
    ObjectNode result = Json.object().put("reward", reward);
    ObjectNode metadata = result
        .putObject("metadata")
        .put("name", grader.path("name").asText("multi"))
        .put("type", grader.path("type").asText());
    metadata.set("errors", errors);
    metadata.put("execution_time", 0.01);
    metadata.set("scores", Json.tree(scores));
    metadata.putNull("token_usage").put("sampled_model_name", model.isEmpty() ? null : model);
    result.set("sub_rewards", Json.tree(scores));
    ObjectNode usage = result.putObject("model_grader_token_usage_per_model");
    if (!model.isEmpty()) {
      usage.put(model, 0);
    }
    return result;
  }

  private double score(JsonNode grader) {
    return switch (grader.path("type").asText()) {
      case "string_check" ->
        check(
                grader.path("operation").asText(),
                filled(grader.path("input").asText()),
                filled(grader.path("reference").asText()))
            ? 1
            : 0;
      case "text_similarity" ->
        Similarity.of(
            grader.path("evaluation_metric").asText(),
            filled(grader.path("input").asText()),
            filled(grader.path("reference").asText()));
      case "score_model" -> middle(grader);
      case "label_model" -> labelled(grader);
      case "multi" -> several(grader);
      default -> UNKNOWN;
    };
  }

  private static boolean check(String operation, String input, String reference) {
    return switch (operation) {
      case "eq" -> input.equals(reference);
      case "ne" -> !input.equals(reference);
      case "like" -> input.contains(reference);
      default -> input.toLowerCase(Locale.ROOT).contains(reference.toLowerCase(Locale.ROOT));
    };
  }

  private double middle(JsonNode grader) {
    model = grader.path("model").asText();
    JsonNode range = grader.path("range");
    return (range.path(0).asDouble(0) + range.path(1).asDouble(1)) / 2;
  }

  private double labelled(JsonNode grader) {
    model = grader.path("model").asText();
    for (JsonNode label : grader.path("passing_labels")) {
      if (sample.contains(label.asText())) {
        return 1;
      }
    }
    return 0;
  }

  private double several(JsonNode grader) {
    JsonNode graders = grader.path("graders");
    if (graders.path("type").isTextual()) {
      scores.put(graders.path("name").asText(), score(graders));
    } else if (graders.isArray()) {
      graders.forEach(one -> scores.put(one.path("name").asText(), score(one)));
    } else {
      graders.properties().forEach(one -> scores.put(one.getKey(), score(one.getValue())));
    }
    try {
      return new Formula(grader.path("calculate_output").asText(), scores).value();
    } catch (Formula.Invalid invalid) {
      errors.put("formula_parse_error", true);
      return 0;
    }
  }

  /** A template with its variables filled in; one that names nothing is an error of the run. */
  private String filled(String template) {
    Matcher variable = VARIABLE.matcher(template);
    StringBuilder text = new StringBuilder();
    while (variable.find()) {
      variable.appendReplacement(text, Matcher.quoteReplacement(value(variable.group(1))));
    }
    return variable.appendTail(text).toString();
  }

  private String value(String name) {
    String[] path = name.split("\\.", -1);
    JsonNode value = Json.object()
        .<ObjectNode>set("item", item)
        .set("sample", Json.object().put("output_text", sample).set("output_json", output(name)));
    for (String step : path) {
      value = value.path(step);
    }
    if (value.isMissingNode()) {
      errors.put("invalid_variable_error", true);
      return "";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private JsonNode output(String name) {
    if (!name.startsWith("sample.output_json")) {
      return Json.object();
    }
    try {
      return Json.read(sample.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      errors.put("sample_parse_error", true);
      return Json.object();
    }
  }
}
