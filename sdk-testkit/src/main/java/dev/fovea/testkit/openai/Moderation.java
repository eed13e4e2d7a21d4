package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says which texts are harmful, by words; pictures are decoded, and none is ever found harmful.
 * Each text of a list is judged alone, the parts of a message together.
 */
final class Moderation {
  private static final double HARMFUL = 0.91;
  private static final double HARMLESS = 0.0004;

  private final Account account;
  private final Inference inference;
  private final JsonNode data = Facts.read("moderation.json");

  Moderation(Account account, Inference inference) {
    this.account = account;
    this.inference = inference;
  }

  ObjectNode answer(JsonNode request) {
    inference.shape().check(request, "moderations");
    String model = request.path("model").asText("omni-moderation-latest");
    boolean all = named("models", model);
    if (!all && !named("textModels", model)) {
      throw OpenAiErrors.of(
          404, "The model `" + model + "` does not exist.", "model", "model_not_found");
    }
    ObjectNode answer = Json.object().put("id", account.id("modr-", 24)).put("model", model);
    ArrayNode results = answer.putArray("results");
    JsonNode input = request.get("input");
    if (input.isArray() && input.get(0).isObject()) {
      results.add(parts(input, all));
    } else {
      for (JsonNode text : input.isArray() ? input : Json.tree(List.of(input.textValue()))) {
        OpenAiErrors.unless(
            text.isTextual(), "Invalid input: expected strings, or parts of a message.", "input");
        results.add(result(text.textValue(), List.of("text"), all));
      }
    }
    return answer;
  }

  private boolean named(String list, String model) {
    for (JsonNode one : data.get(list)) {
      if (one.textValue().equals(model)) {
        return true;
      }
    }
    return false;
  }

  private ObjectNode parts(JsonNode parts, boolean sees) {
    List<String> kinds = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Looking eyes = new Looking(null);
    for (int i = 0; i < parts.size(); i++) {
      JsonNode part = parts.get(i);
      boolean picture = part.path("type").asText("").equals("image_url");
      OpenAiErrors.unless(
          part.isObject() && (sees || !picture), "This model judges text only.", "input");
      if (picture) {
        eyes.look(part.at("/image_url/url").asText(), "input[" + i + "]");
      } else {
        text.append(part.get("text").asText()).append('\n');
      }
      if (!kinds.contains(picture ? "image" : "text")) {
        kinds.add(picture ? "image" : "text");
      }
    }
    return result(text.toString(), kinds, true);
  }

  private ObjectNode result(String text, List<String> kinds, boolean all) {
    String said = text.toLowerCase(Locale.ROOT);
    ObjectNode result = Json.object().put("flagged", false);
    ObjectNode categories = result.putObject("categories");
    ObjectNode scores = result.putObject("category_scores");
    ObjectNode applied = Json.object();
    for (Map.Entry<String, JsonNode> category : data.get("categories").properties()) {
      String name = category.getKey();
      // The older models know neither these categories nor what was looked at.
      if (all || !name.startsWith("illicit")) {
        boolean harmful = says(said, category.getValue());
        categories.put(name, harmful);
        scores.put(name, harmful ? HARMFUL : HARMLESS);
        ArrayNode types = applied.putArray(name);
        kinds.stream().filter(kind -> applies(kind, name)).forEach(types::add);
        result.put("flagged", result.get("flagged").booleanValue() || harmful);
      }
    }
    return all ? result.set("category_applied_input_types", applied) : result;
  }

  private static boolean says(String text, JsonNode words) {
    for (JsonNode word : words) {
      if (text.contains(word.textValue())) {
        return true;
      }
    }
    return false;
  }

  private boolean applies(String kind, String category) {
    return kind.equals("text") || named("looksAt", category);
  }
}
