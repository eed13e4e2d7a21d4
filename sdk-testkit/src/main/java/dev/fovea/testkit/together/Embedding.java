package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Vectors;
import dev.fovea.testkit.server.Json;
import java.util.List;

/** Turns texts into vectors of the length the model has. */
final class Embedding {
  private final Catalogue catalogue;
  private final ChatModels models;

  Embedding(Catalogue catalogue, ChatModels models) {
    this.catalogue = catalogue;
    this.models = models;
  }

  ObjectNode answer(JsonNode request) {
    String model = request.path("model").asText("");
    Refusals.unless(!model.isEmpty(), "model is required", "model");
    List<String> texts = Vectors.texts(request.path("input"));
    int size = size(model);
    ObjectNode answer = Json.object().put("object", "list").put("model", model);
    ArrayNode data = answer.putArray("data");
    for (int index = 0; index < texts.size(); index++) {
      ObjectNode item = data.addObject().put("object", "embedding").put("index", index);
      ArrayNode numbers = item.putArray("embedding");
      for (double number : Vectors.of(texts.get(index), size)) {
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
}
