package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.ChatAnswer;
import dev.fovea.testkit.answering.ChatQuestion;
import dev.fovea.testkit.answering.Prompt;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.server.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A request and all that was said to it.
 *
 * @param id the answer's id
 * @param created epoch seconds
 * @param request what was asked for
 * @param target who answered
 * @param turns a question and its answer for each prompt; chat has one
 */
record Completion(
    String id, long created, JsonNode request, ServedModels.Ready target, List<Turn> turns) {
  /**
   * A question and its answer.
   *
   * @param question what there was to read
   * @param answer what was said
   * @param thought what was thought before; empty if nothing
   * @param cached how many tokens of the question were read before
   */
  record Turn(ChatQuestion question, ChatAnswer answer, String thought, long cached) {
    long tokens() {
      return answer.tokens() + Tokens.of(thought).size();
    }
  }

  /** One of the answers, by its place among all of them. */
  record Choice(int index, Turn turn) {}

  List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    for (Turn turn : turns) {
      for (int i = 0; i < each(); i++) {
        choices.add(new Choice(choices.size(), turn));
      }
    }
    return choices;
  }

  private int each() {
    return request.path("n").asInt(1);
  }

  boolean streams() {
    return asks("stream");
  }

  /** Whether a flag is set. */
  boolean asks(String flag) {
    return request.path(flag).asBoolean(false);
  }

  long promptTokens() {
    return turns.stream().mapToLong(turn -> turn.question().promptTokens()).sum();
  }

  long cachedTokens() {
    return turns.stream().mapToLong(Turn::cached).sum();
  }

  long completionTokens() {
    return turns.stream().mapToLong(Turn::tokens).sum() * each();
  }

  long tokens() {
    return promptTokens() + completionTokens();
  }

  ObjectNode usage() {
    ObjectNode usage = Json.object()
        .put("prompt_tokens", promptTokens())
        .put("completion_tokens", completionTokens())
        .put("total_tokens", tokens());
    usage.putObject("prompt_tokens_details").put("cached_tokens", cachedTokens());
    return usage;
  }

  /** The pieces of the prompt that the answer begins with; none unless the request wants them. */
  List<String> echoed(Turn turn) {
    List<Prompt.Piece> pieces = turn.question().prompt().pieces();
    int last = asks("echo") ? pieces.size() : request.path("echo_last").asInt(0);
    return pieces.subList(Math.max(0, pieces.size() - last), pieces.size()).stream()
        .map(Prompt.Piece::text)
        .toList();
  }
}
