package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns texts into vectors of length 1 by the pieces of three letters they have in common: texts
 * with more of them are nearer. The same text gives the same vector, on every machine.
 */
final class Embedding {
  private static final int PIECE = 3;

  private final Catalogue catalogue;
  private final ChatModels models;

  Embedding(Catalogue catalogue, ChatModels models) {
    this.catalogue = catalogue;
    this.models = models;
  }

  ObjectNode answer(JsonNode request) {
    String model = request.path("model").asText("");
    Refusals.unless(!model.isEmpty(), "model is required", "model");
    List<String> texts = texts(request.path("input"));
    int size = size(model);
    ObjectNode answer = Json.object().put("object", "list").put("model", model);
    ArrayNode data = answer.putArray("data");
    for (int index = 0; index < texts.size(); index++) {
      ObjectNode item = data.addObject().put("object", "embedding").put("index", index);
      ArrayNode numbers = item.putArray("embedding");
      for (double number : vector(texts.get(index), size)) {
        numbers.add((float) number);
      }
    }
    return answer;
  }

  private int size(String model) {
    JsonNode size = catalogue.embeddingModels().path(model);
    if (size.isInt()) {
      return size.intValue();
    }
    if (catalogue.model(model).isPresent()) {
      throw Refusals.badRequest("Model " + model + " does not make embeddings.", "model");
    }
    throw models.unavailable(
        404, "invalid_request_error", "Unable to access model " + model + ". It does not exist.");
  }

  private static List<String> texts(JsonNode input) {
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      texts.add(input.textValue());
    }
    for (JsonNode text : input) {
      Refusals.unless(text.isTextual(), "input must be a string or a list of strings", "input");
      texts.add(text.textValue());
    }
    Refusals.unless(!texts.isEmpty(), "input must be a string or a list of strings", "input");
    return texts;
  }

  private static double[] vector(String text, int size) {
    double[] vector = new double[size];
    String padded = "  " + text.toLowerCase(Locale.ROOT).strip() + "  ";
    for (int at = 0; at + PIECE <= padded.length(); at++) {
      int hash = padded.substring(at, at + PIECE).hashCode() * 0x9E3779B1;
      vector[Math.floorMod(hash >>> 1, size)] += (hash & 1) == 0 ? 1 : -1;
    }
    double squares = 0;
    for (double number : vector) {
      squares += number * number;
    }
    // Pieces that cancel each other out leave nothing to measure: any direction will do then.
    if (squares == 0) {
      vector[0] = 1;
      squares = 1;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < size; i++) {
      vector[i] /= length;
    }
    return vector;
  }
}
