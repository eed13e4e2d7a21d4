package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.AnswerStream;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * An answer on the wire, whole or in chunks.
 *
 * @param id the answer's id
 * @param created epoch seconds
 * @param model the name that was asked
 * @param choices how many times the answer is given
 * @param promptTokens how much there was to read
 * @param answer what was said
 */
record Completion(
    String id, long created, String model, int choices, long promptTokens, ChatAnswer answer) {
  // Real seeds can be larger than a signed long.
  private static final BigInteger SEED = new BigInteger("15924764223251450000");

  ObjectNode object() {
    ObjectNode object = Json.object()
        .put("id", id)
        .put("object", "chat.completion")
        .put("created", created)
        .put("model", model);
    object.putArray("prompt");
    ArrayNode list = object.putArray("choices");
    for (int index = 0; index < choices; index++) {
      ObjectNode choice = list.addObject()
          .put("index", index)
          .put("finish_reason", answer.finishReason())
          .put("seed", SEED)
          .putNull("logprobs");
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      boolean calling = !answer.toolCalls().isEmpty();
      message.put("content", calling ? null : answer.text());
      message.set("tool_calls", answer.toolCalls());
    }
    object.set("usage", usage());
    return object;
  }

  private ObjectNode usage() {
    long said = answer.tokens() * choices;
    return Json.object()
        .put("prompt_tokens", promptTokens)
        .put("completion_tokens", said)
        .put("total_tokens", promptTokens + said)
        .put("cached_tokens", 0);
  }

  /** The role stands in every chunk, and usage comes with the finish reason. */
  void stream(AnswerStream out) throws IOException {
    for (int index = 0; index < choices; index++) {
      for (String piece : answer.pieces()) {
        send(out, content(index, piece, null));
      }
      for (JsonNode call : answer.toolCalls()) {
        call(out, index, call);
      }
    }
    for (int index = 0; index < choices; index++) {
      ObjectNode last = content(index, "", answer.finishReason());
      if (index == choices - 1) {
        last.set("usage", usage());
      }
      send(out, last);
    }
    out.event("[DONE]");
  }

  private void call(AnswerStream out, int index, JsonNode call) throws IOException {
    ObjectNode head = call.deepCopy();
    ((ObjectNode) head.get("function")).put("arguments", "");
    send(out, fragment(index, head));
    for (String piece : Tokens.of(call.get("function").get("arguments").textValue())) {
      ObjectNode rest = Json.object().put("index", call.get("index").intValue());
      rest.putObject("function").put("arguments", piece);
      send(out, fragment(index, rest));
    }
  }

  private ObjectNode fragment(int index, ObjectNode call) {
    ObjectNode chunk = content(index, "", null);
    ObjectNode delta = (ObjectNode) chunk.at("/choices/0/delta");
    delta.putNull("content").putArray("tool_calls").add(call);
    return chunk;
  }

  private ObjectNode content(
      int index, String piece, @org.jspecify.annotations.Nullable String finish) {
    ObjectNode chunk = Json.object()
        .put("id", id)
        .put("object", "chat.completion.chunk")
        .put("created", created)
        .put("model", model);
    ObjectNode choice = chunk
        .putArray("choices")
        .addObject()
        .put("index", index)
        .put("text", piece)
        .putNull("logprobs")
        .put("finish_reason", finish)
        .put("seed", finish == null ? null : SEED);
    choice
        .putObject("delta")
        .put("token_id", finish == null ? Math.abs(piece.hashCode() % 128_000) : 128_009)
        .put("role", "assistant")
        .put("content", piece);
    chunk.putNull("usage");
    return chunk;
  }

  private static void send(AnswerStream out, ObjectNode chunk) throws IOException {
    out.event(new String(Json.bytes(chunk), StandardCharsets.UTF_8));
  }
}
