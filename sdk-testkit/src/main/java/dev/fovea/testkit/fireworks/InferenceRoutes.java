package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;

/** Chat, texts carried on, vectors, ranking, and the list of models that can be called. */
final class InferenceRoutes {
  private static final String EVENTS = "text/event-stream;charset=utf-8";

  private final Inference inference;
  private final TextVectors vectors;
  private final ServerlessLimit limit;

  InferenceRoutes(Account account, Inference inference) {
    this.inference = inference;
    this.vectors = new TextVectors(inference);
    this.limit = new ServerlessLimit(account);
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/chat/completions", answering(this::chat))
        .add("POST", "/completions", answering(this::complete))
        .add("POST", "/embeddings", answering(this::embed))
        .add("POST", "/rerank", answering(this::rank))
        .add("GET", "/models", e -> models());
  }

  private static Routes.Action answering(Routes.Action work) {
    return exchange -> {
      try {
        return work.handle(exchange);
      } catch (Unanswerable question) {
        return refusal(question).reply();
      }
    };
  }

  static Problem refusal(Unanswerable question) {
    return InferenceErrors.of(400, question.code().orElse("bad_request"), question.message());
  }

  private Reply chat(Exchange exchange) throws IOException {
    JsonNode request = exchange.json();
    ServedModels.Ready target = inference.target(request, "chat");
    limit.count(target);
    Completion completion = inference.chat(request, target, session(exchange));
    return answer(completion, new ChatWriter(completion));
  }

  private Reply complete(Exchange exchange) throws IOException {
    JsonNode request = exchange.json();
    ServedModels.Ready target = inference.target(request, "completion");
    limit.count(target);
    Completion completion = inference.complete(request, target, session(exchange));
    return answer(completion, new TextWriter(completion));
  }

  private static Inference.Session session(Exchange exchange) {
    return new Inference.Session(
        exchange.header("x-session-affinity").orElse(""),
        exchange.header("x-prompt-cache-isolation-key").orElse(""));
  }

  private Reply answer(Completion completion, CompletionWriter writer) {
    Reply reply = completion.streams()
        ? Reply.stream(EVENTS, writer::stream)
        : Reply.json(200, writer.object());
    new Performance(completion).headers(reply);
    return limit.answered(reply, completion.target(), completion.tokens());
  }

  private Reply embed(Exchange exchange) throws IOException {
    JsonNode request = exchange.json();
    ServedModels.Ready target = vectors.target(request, "embedding");
    limit.count(target);
    return counted(vectors.embed(request, target), target);
  }

  private Reply rank(Exchange exchange) throws IOException {
    JsonNode request = exchange.json();
    ServedModels.Ready target = vectors.target(request, "rerank");
    limit.count(target);
    return counted(vectors.rank(request, target), target);
  }

  private Reply counted(ObjectNode answer, ServedModels.Ready target) {
    long tokens = answer.at("/usage/total_tokens").longValue();
    return limit.answered(Reply.json(200, answer), target, tokens);
  }

  private Reply models() {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (ServedModels.Callable one : inference.models().callable()) {
      String owner = one.name().split("/", 3)[1];
      data.addObject()
          .put("id", one.name())
          .put("object", "model")
          .put("created", one.createdAt().getEpochSecond())
          .put("owned_by", owner)
          .put("context_length", one.base().contextLength())
          .put("supports_chat", one.base().dimensions().isEmpty() && !one.base().reranker())
          .put("supports_image_input", one.base().vision())
          .put("supports_tools", one.base().tools());
    }
    return Reply.json(200, list);
  }
}
