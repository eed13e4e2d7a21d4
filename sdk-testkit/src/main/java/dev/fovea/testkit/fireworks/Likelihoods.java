package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.server.Json;
import java.util.List;
import java.util.Map;

/**
 * How likely each piece of an answer was, in the form the request asks for: a list of objects when
 * {@code logprobs} is true, the older parallel lists when it is a number.
 *
 * @param request the request
 */
record Likelihoods(JsonNode request) {
  boolean wanted() {
    JsonNode logprobs = request.path("logprobs");
    return logprobs.isNumber() || logprobs.asBoolean(false);
  }

  /** The likelihoods of some pieces; null when they are not wanted. */
  JsonNode of(List<String> pieces, int offset) {
    if (!wanted() || pieces.isEmpty()) {
      return Json.object().nullNode();
    }
    return request.get("logprobs").isNumber()
        ? lists(pieces, offset, request.get("logprobs").intValue())
        : objects(pieces, offset);
  }

  private ObjectNode objects(List<String> pieces, int offset) {
    ObjectNode all = Json.object();
    ArrayNode content = all.putArray("content");
    int at = offset;
    for (String piece : pieces) {
      ObjectNode one = token(content.addObject(), piece, Tokens.logprob(piece))
          .put("sampling_logprob", sampled(piece))
          .put("text_offset", at);
      ArrayNode top = one.putArray("top_logprobs");
      Tokens.likeliest(piece, request.path("top_logprobs").asInt(0))
          .forEach((word, logprob) -> token(top.addObject(), word, logprob));
      at += piece.length();
    }
    return all;
  }

  private static ObjectNode token(ObjectNode node, String piece, double logprob) {
    return Tokens.write(node, piece, logprob).put("token_id", Tokens.id(piece));
  }

  private static ObjectNode lists(List<String> pieces, int offset, int count) {
    ObjectNode all = Json.object();
    ArrayNode tokens = all.putArray("tokens");
    ArrayNode numbers = all.putArray("token_logprobs");
    ArrayNode ids = all.putArray("token_ids");
    ArrayNode offsets = all.putArray("text_offset");
    ArrayNode top = all.putArray("top_logprobs");
    int at = offset;
    for (String piece : pieces) {
      tokens.add(piece);
      numbers.add(Tokens.logprob(piece));
      ids.add(Tokens.id(piece));
      offsets.add(at);
      // The piece itself stands in the list, also beyond the number that was asked for.
      Map<String, Double> likeliest = Tokens.likeliest(piece, count);
      likeliest.putIfAbsent(piece, Tokens.logprob(piece));
      ObjectNode words = top.addObject();
      likeliest.forEach(words::put);
      at += piece.length();
    }
    return all;
  }

  /** Without chance the likeliest piece is certain. */
  private double sampled(String piece) {
    return request.path("temperature").asDouble(1) == 0 ? 0 : Tokens.logprob(piece);
  }
}
