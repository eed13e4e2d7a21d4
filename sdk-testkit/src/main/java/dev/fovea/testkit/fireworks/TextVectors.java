package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.RequestFields;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.answering.Vectors;
import dev.fovea.testkit.server.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns texts into vectors, and ranks documents by how near theirs are to a question's. */
final class TextVectors {
  private static final int RANKING_SIZE = 1024;

  private record Ranked(int index, double score) {}

  private final Inference inference;

  TextVectors(Inference inference) {
    this.inference = inference;
  }

  ServedModels.Ready target(JsonNode request, String shape) {
    inference.shape().check(request, shape);
    return inference.models().ready(request.get("model").textValue());
  }

  ObjectNode embed(JsonNode request, ServedModels.Ready target) {
    int size = target
        .base()
        .dimensions()
        .orElseThrow(() ->
            new Unanswerable("Model " + target.name() + " does not make embeddings", "model"));
    new RequestFields(request)
        .range("dimensions", 1, size)
        .word("encoding_format", List.of("float", "base64"));
    int kept = request.path("dimensions").asInt(size);
    ObjectNode answer = Json.object().put("object", "list").put("model", target.name());
    ArrayNode data = answer.putArray("data");
    long tokens = 0;
    for (String text : texts(request.get("input"))) {
      tokens += Tokens.of(text).size();
      float[] vector = Vectors.of(text, size, kept);
      data.addObject()
          .put("object", "embedding")
          .put("index", data.size() - 1)
          .set(
              "embedding",
              Vectors.written(vector, request.path("encoding_format").asText("")));
    }
    usage(answer, tokens);
    return answer;
  }

  private List<String> texts(JsonNode input) {
    boolean oneList = input.isArray() && !input.isEmpty() && input.get(0).isNumber();
    boolean lists = input.isArray() && !input.isEmpty() && input.get(0).isArray();
    if (oneList) {
      return List.of(inference.vocabulary().text(input));
    }
    List<String> texts = new ArrayList<>();
    if (lists) {
      input.forEach(ids -> texts.add(inference.vocabulary().text(ids)));
      return texts;
    }
    return Vectors.texts(input);
  }

  ObjectNode rank(JsonNode request, ServedModels.Ready target) {
    Unanswerable.unless(
        target.base().reranker(), "Model " + target.name() + " does not rank documents", "model");
    JsonNode documents = request.get("documents");
    Unanswerable.unless(!documents.isEmpty(), "documents must not be empty", "documents");
    new RequestFields(request).range("top_n", 1, Integer.MAX_VALUE);
    String query = request.get("query").textValue();
    double[] wanted = Vectors.of(query, RANKING_SIZE);
    List<Ranked> ranked = new ArrayList<>();
    long tokens = Tokens.of(query).size();
    for (JsonNode document : documents) {
      tokens += Tokens.of(document.textValue()).size();
      double[] vector = Vectors.of(document.textValue(), RANKING_SIZE);
      ranked.add(new Ranked(ranked.size(), near(wanted, vector)));
    }
    ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
    ObjectNode answer = Json.object().put("object", "list").put("model", target.name());
    ArrayNode data = answer.putArray("data");
    int most = request.path("top_n").asInt(ranked.size());
    for (Ranked one : ranked.subList(0, Math.min(most, ranked.size()))) {
      ObjectNode item =
          data.addObject().put("index", one.index()).put("relevance_score", one.score());
      if (request.path("return_documents").asBoolean(true)) {
        item.set("document", documents.get(one.index()));
      }
    }
    usage(answer, tokens);
    return answer;
  }

  /** How near two vectors are, from 0 to 1. */
  private static double near(double[] one, double[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return Math.min(1, (1 + product) / 2);
  }

  private static void usage(ObjectNode answer, long tokens) {
    answer
        .putObject("usage")
        .put("prompt_tokens", tokens)
        .put("completion_tokens", 0)
        .put("total_tokens", tokens);
  }
}
