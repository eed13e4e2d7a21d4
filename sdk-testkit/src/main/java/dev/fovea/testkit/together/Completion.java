package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.ChatAnswer;
import dev.fovea.testkit.answering.ChatQuestion;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.server.AnswerStream;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer on the wire, whole or in chunks.
 *
 * @param id the answer's id
 * @param created epoch seconds
 * @param request what was asked for
 * @param question what there was to read
 * @param answer what was said
 * @param seed what its chance came from
 */
record Completion(
    String id,
    long created,
    JsonNode request,
    ChatQuestion question,
    ChatAnswer answer,
    BigInteger seed) {
  private static final int END = 128_009;
  private static final String THOUGHT = "Let me look closely.";

  ObjectNode object() {
    ObjectNode object = head("chat.completion");
    prompt(object);
    ArrayNode list = object.putArray("choices");
    for (int index = 0; index < choices(); index++) {
      ObjectNode choice = list.addObject()
          .put("index", index)
          .put("finish_reason", answer.finishReason())
          .put("seed", seed);
      choice.set("logprobs", logprobs());
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      boolean calling = !answer.toolCalls().isEmpty();
      message.put("content", calling ? null : answer.text());
      if (thinks()) {
        message.put("reasoning", THOUGHT);
      }
      message.set("tool_calls", answer.toolCalls());
    }
    object.set("usage", usage());
    warn(object);
    return object;
  }

  /** The same without a conversation. */
  ObjectNode text() {
    ObjectNode object = head("text.completion");
    prompt(object);
    ArrayNode list = object.putArray("choices");
    for (int index = 0; index < choices(); index++) {
      list.addObject()
          .put("index", index)
          .put("text", answer.text())
          .put("seed", seed)
          .put("finish_reason", answer.finishReason())
          .set("logprobs", logprobs());
    }
    object.set("usage", usage());
    return object;
  }

  private ObjectNode head(String kind) {
    return Json.object()
        .put("id", id)
        .put("object", kind)
        .put("created", created)
        .put("model", request.path("model").asText());
  }

  private int choices() {
    return request.path("n").asInt(1);
  }

  private boolean thinks() {
    return request.path("reasoning").path("enabled").asBoolean(false)
        || request.path("chat_template_kwargs").path("thinking").asBoolean(false);
  }

  private boolean tellsLikelihoods() {
    return request.path("logprobs").asInt(0) > 0;
  }

  private void prompt(ObjectNode object) {
    ArrayNode prompt = object.putArray("prompt");
    if (request.path("echo").asBoolean(false)) {
      prompt.addObject().put("text", question.text()).putNull("logprobs");
    }
  }

  private void warn(ObjectNode object) {
    boolean both = request.has("repetition_penalty")
        && (request.has("presence_penalty") || request.has("frequency_penalty"));
    if (both) {
      object
          .putArray("warnings")
          .addObject()
          .put("message", "repetition_penalty is not advised beside the other penalties");
    }
  }

  private JsonNode logprobs() {
    if (!tellsLikelihoods()) {
      return Json.object().nullNode();
    }
    ObjectNode likely = Json.object();
    ArrayNode ids = likely.putArray("token_ids");
    ArrayNode tokens = likely.putArray("tokens");
    ArrayNode numbers = likely.putArray("token_logprobs");
    ObjectNode top = likely.putObject("top_logprobs");
    for (String piece : answer.pieces()) {
      ids.add(Tokens.id(piece));
      tokens.add(piece);
      numbers.add(Tokens.logprob(piece));
      top.put(piece, Tokens.logprob(piece));
    }
    return likely;
  }

  /** How many tokens question and answers had. */
  long tokens() {
    return question.promptTokens() + answer.tokens() * choices();
  }

  private ObjectNode usage() {
    return Json.object()
        .put("prompt_tokens", question.promptTokens())
        .put("completion_tokens", answer.tokens() * choices())
        .put("total_tokens", tokens())
        .put("cached_tokens", 0);
  }

  /** The role stands in every chunk, and usage comes with the finish reason. */
  void stream(AnswerStream out) throws IOException {
    for (int index = 0; index < choices(); index++) {
      if (thinks()) {
        ObjectNode thought = content(index, "", null);
        ((ObjectNode) thought.at("/choices/0/delta")).put("reasoning", THOUGHT);
        send(out, thought);
      }
      for (String piece : answer.pieces()) {
        send(out, content(index, piece, null));
      }
      for (JsonNode call : answer.toolCalls()) {
        call(out, index, call);
      }
    }
    for (int index = 0; index < choices(); index++) {
      ObjectNode last = content(index, "", answer.finishReason());
      if (index == choices() - 1) {
        last.set("usage", usage());
      }
      send(out, last);
    }
    out.event("[DONE]");
  }

  /** Each chunk names its token; reason and usage stand beside the choices of the last. */
  void streamText(AnswerStream out) throws IOException {
    for (int index = 0; index < choices(); index++) {
      for (String piece : answer.pieces()) {
        send(out, token(index, piece, Tokens.id(piece), false));
      }
    }
    ObjectNode last = token(0, "", END, true).put("finish_reason", answer.finishReason());
    last.set("usage", usage());
    send(out, last.put("seed", seed));
    out.event("[DONE]");
  }

  private ObjectNode token(int index, String piece, int tokenId, boolean special) {
    ObjectNode chunk = head("completion.chunk");
    chunk
        .putObject("token")
        .put("id", tokenId)
        .put("text", piece)
        .put("logprob", special ? 0 : Tokens.logprob(piece))
        .put("special", special);
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.put("text", piece).putObject("delta").put("content", piece);
    return chunk.putNull("finish_reason").putNull("usage");
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

  private ObjectNode content(int index, String piece, @Nullable String finish) {
    ObjectNode chunk = head("chat.completion.chunk");
    boolean likely = tellsLikelihoods() && !piece.isEmpty();
    ObjectNode choice = chunk
        .putArray("choices")
        .addObject()
        .put("index", index)
        .put("text", piece)
        .put("logprobs", likely ? (Double) Tokens.logprob(piece) : null)
        .put("finish_reason", finish)
        .put("seed", finish == null ? null : seed);
    choice
        .putObject("delta")
        .put("token_id", finish == null ? Tokens.id(piece) : END)
        .put("role", "assistant")
        .put("content", piece);
    chunk.putNull("usage");
    return chunk;
  }

  private static void send(AnswerStream out, ObjectNode chunk) throws IOException {
    out.event(new String(Json.bytes(chunk), StandardCharsets.UTF_8));
  }
}
