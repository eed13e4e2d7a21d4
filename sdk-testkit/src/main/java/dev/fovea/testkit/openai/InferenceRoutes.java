package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;

/** Chat, vectors and moderation, within the account's limits. */
final class InferenceRoutes {
  private static final String EVENTS = "text/event-stream; charset=utf-8";

  /** Answers one kind of request. */
  @FunctionalInterface
  private interface Work {
    Reply answer(JsonNode request);
  }

  private final Inference inference;
  private final Vectorizing vectors;
  private final Moderation moderation;
  private final RateLimit limit;

  InferenceRoutes(Account account, Inference inference) {
    this.inference = inference;
    this.vectors = new Vectorizing(inference);
    this.moderation = new Moderation(account, inference);
    this.limit = new RateLimit(account);
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/chat/completions", e -> within(e, this::chat))
        .add("POST", "/embeddings", e -> within(e, this::embed))
        .add("POST", "/moderations", e -> within(e, request -> json(moderation.answer(request))));
  }

  private Reply within(Exchange exchange, Work work) throws IOException {
    JsonNode request = exchange.json();
    String model = request.path("model").asText("");
    try {
      limit.count(model);
      return marked(work.answer(request), model);
    } catch (Unanswerable question) {
      throw marked(OpenAiErrors.of(question), model);
    } catch (Problem refused) {
      throw marked(refused, model);
    }
  }

  private Problem marked(Problem refused, String model) {
    return new Problem(String.valueOf(refused.getMessage()), marked(refused.reply(), model));
  }

  private Reply marked(Reply reply, String model) {
    if (!model.isEmpty() && model.chars().allMatch(c -> c > 32 && c < 127)) {
      reply.header("openai-model", model);
    }
    return limit.headers(reply).header("openai-organization", Account.ORGANIZATION);
  }

  private static Reply json(ObjectNode answer) {
    return Reply.json(200, answer);
  }

  private Reply chat(JsonNode request) {
    Completion completion = inference.chat(request);
    limit.used(completion.tokens());
    ChatWriter writer = new ChatWriter(completion);
    return completion.streams() ? Reply.stream(EVENTS, writer::stream) : json(writer.object());
  }

  private Reply embed(JsonNode request) {
    ObjectNode answer = vectors.answer(request);
    limit.used(answer.at("/usage/total_tokens").longValue());
    return json(answer);
  }

  /** The same work for a line of a batch, which is not limited. */
  ObjectNode answer(String endpoint, JsonNode request) {
    return switch (endpoint) {
      case "/v1/chat/completions" -> new ChatWriter(inference.chat(request)).object();
      case "/v1/embeddings" -> vectors.answer(request);
      case "/v1/moderations" -> moderation.answer(request);
      default -> throw OpenAiErrors.of(404, "Invalid URL (POST " + endpoint + ")", null, null);
    };
  }
}
