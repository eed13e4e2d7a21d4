package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Answer;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.util.List;

/** Chat, at once or as a stream, and the list of models. */
final class ChatRoutes {
  private static final int MOST_CHOICES = 128;

  private final Account account;
  private final ChatModels models;
  private final PictureSource pictures = new PictureSource();
  private final RateLimit rateLimit;

  ChatRoutes(Account account, ChatModels models) {
    this.account = account;
    this.models = models;
    this.rateLimit = new RateLimit(account);
  }

  void addTo(Routes routes) {
    routes.add("POST", "/chat/completions", this::chat);
  }

  private Reply chat(Exchange exchange) throws IOException {
    rateLimit.count();
    JsonNode request = JobRoutes.body(exchange);
    String model = request.path("model").asText("");
    Refusals.unless(!model.isEmpty(), "model is required", "model");
    numbers(request);
    ChatModels.Speaker speaker = models.speaker(model);
    ChatQuestion question = ChatQuestion.read(request.path("messages"), pictures);
    Answer said = speaker.answer(question.text(), question.pictures());
    ChatAnswer answer = ChatAnswer.of(said, request, account);
    Completion completion = new Completion(
        models.requestId(),
        account.now().getEpochSecond(),
        model,
        request.path("n").asInt(1),
        question.promptTokens(),
        answer);
    Reply reply = request.path("stream").asBoolean(false)
        ? Reply.stream("text/event-stream;charset=utf-8", completion::stream)
        : Reply.json(200, completion.object());
    return rateLimit.headers(reply);
  }

  private static void numbers(JsonNode request) {
    range(request, "n", 1, MOST_CHOICES);
    range(request, "temperature", 0, 2);
    range(request, "top_p", 0, 1);
    range(request, "presence_penalty", -2, 2);
    range(request, "frequency_penalty", -2, 2);
    range(request, "logprobs", 0, 20);
    range(request, "max_tokens", 1, Integer.MAX_VALUE);
  }

  private static void range(JsonNode request, String field, double low, double high) {
    JsonNode value = request.path(field);
    boolean absent = value.isMissingNode() || value.isNull();
    Refusals.unless(
        absent || (value.isNumber() && value.doubleValue() >= low && value.doubleValue() <= high),
        field + " must be a number between " + low + " and " + high + ", got " + value,
        field);
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
