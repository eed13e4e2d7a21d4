package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.util.List;

/** Chat, completions, embeddings, and the list of models. */
final class ChatRoutes {
  private static final String EVENTS = "text/event-stream;charset=utf-8";

  private final Answers answers;
  private final Embedding embedding;
  private final RateLimit rateLimit;

  ChatRoutes(Account account, Answers answers, Embedding embedding) {
    this.answers = answers;
    this.embedding = embedding;
    this.rateLimit = new RateLimit(account);
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/chat/completions", rateLimit.within(this::chat))
        .add("POST", "/completions", rateLimit.within(this::complete))
        .add("POST", "/embeddings", rateLimit.within(this::embed));
  }

  private Reply chat(Exchange exchange) throws IOException {
    Completion completion = answers.chat(JobRoutes.body(exchange));
    rateLimit.used(completion.tokens());
    return streams(completion)
        ? Reply.stream(EVENTS, completion::stream)
        : Reply.json(200, completion.object());
  }

  private Reply complete(Exchange exchange) throws IOException {
    Completion completion = answers.complete(JobRoutes.body(exchange));
    rateLimit.used(completion.tokens());
    return streams(completion)
        ? Reply.stream(EVENTS, completion::streamText)
        : Reply.json(200, completion.text());
  }

  private static boolean streams(Completion completion) {
    return completion.request().path("stream").asBoolean(false);
  }

  private Reply embed(Exchange exchange) throws IOException {
    return Reply.json(200, embedding.answer(JobRoutes.body(exchange)));
  }

  /** The list of models, a bare array. */
  static Reply list(Catalogue catalogue, List<Job> finished) {
    ArrayNode list = (ArrayNode) Json.tree(List.of());
    for (Catalogue.Model model : catalogue.models()) {
      list.add(entry(model.name(), model, "Platform"));
    }
    for (Job job : finished) {
      list.add(entry(job.order().names().name(), job.order().base(), Account.SLUG));
    }
    return Reply.json(200, list);
  }

  private static ObjectNode entry(String id, Catalogue.Model model, String owner) {
    ObjectNode entry = Json.object()
        .put("id", id)
        .put("object", "model")
        .put("created", 1_754_438_400L)
        .put("type", "chat")
        .put("display_name", id.substring(id.indexOf('/') + 1))
        .put("organization", owner)
        .put("context_length", model.contextLength());
    entry
        .putObject("pricing")
        .put("hourly", 0)
        .put("input", model.price())
        .put("output", model.price())
        .put("base", 0)
        .put("finetune", 0);
    return entry;
  }
}
