package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.answering.Vectors;
import dev.fovea.testkit.server.Json;
import java.util.ArrayList;
import java.util.List;

/** Turns texts into vectors of the length the model has, or shorter ones. */
final class Vectorizing {
  // The oldest models cannot be shortened.
  private static final String SHORTENED = "text-embedding-3";

  private final Inference inference;

  Vectorizing(Inference inference) {
    this.inference = inference;
  }

  ObjectNode answer(JsonNode request) {
    inference.shape().check(request, "embeddings");
    ServedModels.Served served = inference.served(request);
    Catalogue.Model model = served.base();
    if (model.dimensions() == 0) {
      throw OpenAiErrors.of(
          403, "You are not allowed to generate embeddings from this model", null, null);
    }
    int kept = kept(request, model);
    String encoding = request.path("encoding_format").asText("float");
    ObjectNode answer = Json.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    long tokens = 0;
    for (String text : texts(request.get("input"))) {
      tokens += counted(text, model);
      data.addObject()
          .put("object", "embedding")
          .put("index", data.size() - 1)
          .set("embedding", Vectors.written(Vectors.of(text, model.dimensions(), kept), encoding));
    }
    answer.put("model", model.id());
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return answer;
  }

  private static int kept(JsonNode request, Catalogue.Model model) {
    JsonNode wanted = request.path("dimensions");
    if (!wanted.isNumber()) {
      return model.dimensions();
    }
    if (!model.id().startsWith(SHORTENED)) {
      throw OpenAiErrors.badRequest(
          "This model does not support specifying dimensions.", null, null);
    }
    if (wanted.longValue() > model.dimensions()) {
      throw OpenAiErrors.badRequest(
          "Invalid value for 'dimensions' = " + wanted + ". Must be less than or equal to "
              + model.dimensions() + ".",
          null,
          null);
    }
    return wanted.intValue();
  }

  private static long counted(String text, Catalogue.Model model) {
    int tokens = Tokens.of(text).size();
    if (tokens > model.contextLength()) {
      throw OpenAiErrors.badRequest(
          "This model's maximum context length is " + model.contextLength()
              + " tokens, however you requested " + tokens
              + " tokens. Please reduce your prompt.",
          null,
          null);
    }
    return tokens;
  }

  /**
   * Lists of tokens are read as the texts of their numbers: what they stand for is not known here.
   */
  private static List<String> texts(JsonNode input) {
    if (input.isTextual()) {
      return List.of(input.textValue());
    }
    if (input.get(0).isNumber()) {
      return List.of(numbers(input));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : input) {
      texts.add(one.isArray() ? numbers(one) : one.asText());
    }
    return texts;
  }

  private static String numbers(JsonNode tokens) {
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(' ').append(token.asText()));
    return text.toString();
  }
}
