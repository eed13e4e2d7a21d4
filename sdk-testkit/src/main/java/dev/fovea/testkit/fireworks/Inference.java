package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.ChatAnswer;
import dev.fovea.testkit.answering.ChatQuestion;
import dev.fovea.testkit.answering.OlderFunctions;
import dev.fovea.testkit.answering.PrefixCache;
import dev.fovea.testkit.answering.Speaker;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.answering.Unanswerable;
import java.util.ArrayList;
import java.util.List;

/** Answers requests for text, whoever brings them: a call or a line of a batch. Thread-safe. */
final class Inference {
  private static final String THOUGHT = "Let me look closely at what is asked.";

  /**
   * Where a caller's prompts are remembered.
   *
   * @param affinity the key that leads to the same replica; empty for none
   * @param isolation the key that keeps its prompts apart; empty for none
   */
  record Session(String affinity, String isolation) {
    static final Session NONE = new Session("", "");

    private List<String> space(JsonNode request, ServedModels.Ready target) {
      String key = request.path("prompt_cache_key").asText(affinity);
      return List.of(
          target.name(),
          key.isEmpty() ? request.path("user").asText("") : key,
          request.path("prompt_cache_isolation_key").asText(isolation));
    }
  }

  private final Account account;
  private final CalledModel models;
  private final RequestShape shape = RequestShape.load();
  private final PrefixCache cache = new PrefixCache();
  private final Vocabulary vocabulary = new Vocabulary();

  Inference(Account account, ServedModels models) {
    this.account = account;
    this.models = new CalledModel(models);
  }

  CalledModel models() {
    return models;
  }

  RequestShape shape() {
    return shape;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Completion chat(JsonNode request, ServedModels.Ready target, Session session) {
    JsonNode normal = OlderFunctions.asTools(request);
    ChatQuestion question =
        ChatQuestion.read(request.get("messages"), new InferenceSenses(target.base()));
    if (request.path("prompt_truncate_len").isNumber()) {
      question = question.within(request.get("prompt_truncate_len").longValue());
    }
    return completion(request, target, List.of(turn(normal, target, question, session)));
  }

  /** Carries texts on; what the model says of them is what it says in chat. */
  Completion complete(JsonNode request, ServedModels.Ready target, Session session) {
    PromptReader reader = new PromptReader(vocabulary, new InferenceSenses(target.base()));
    List<Completion.Turn> turns = new ArrayList<>();
    for (ChatQuestion question : reader.read(request)) {
      turns.add(turn(request, target, question, session));
    }
    return completion(request, target, turns);
  }

  /** Checks a request of a kind, {@code chat} or {@code completion}, and finds who answers it. */
  ServedModels.Ready target(JsonNode request, String kind) {
    shape.check(request, kind);
    InferenceParameters.check(request);
    ServedModels.Ready target = models.ready(request.get("model").textValue());
    Unanswerable.unless(
        target.base().dimensions().isEmpty() && !target.base().reranker(),
        "Model " + target.name() + " does not write text",
        "model");
    return target;
  }

  private Completion completion(
      JsonNode request, ServedModels.Ready target, List<Completion.Turn> turns) {
    return new Completion(account.uuid(), account.now().getEpochSecond(), request, target, turns);
  }

  private Completion.Turn turn(
      JsonNode request, ServedModels.Ready target, ChatQuestion question, Session session) {
    Catalogue.Model base = target.base();
    Speaker speaker = new Speaker(
        base.name(), base.contextLength(), base.video(), target.tuned().stream().toList());
    JsonNode wanted =
        request.path(request.hasNonNull("max_tokens") ? "max_tokens" : "max_completion_tokens");
    long limit = speaker.room(
        question.promptTokens(),
        wanted.isNumber() ? wanted.longValue() : null,
        !request.path("context_length_exceeded_behavior").asText("").equals("error"));
    String thought = thought(request, base, limit);
    ChatAnswer answer = ChatAnswer.of(
        speaker.answer(question),
        request,
        () -> "call_" + account.hex(24),
        limit - Tokens.of(thought).size());
    vocabulary.learn(question.prompt());
    vocabulary.learn(answer.pieces());
    return new Completion.Turn(
        question, answer, thought, cache.read(session.space(request, target), question.prompt()));
  }

  /** What a model that thinks thinks before it speaks, unless it is told not to. */
  private static String thought(JsonNode request, Catalogue.Model base, long limit) {
    JsonNode effort = request.path("reasoning_effort");
    boolean off = request.path("thinking").path("type").asText("").equals("disabled")
        || effort.asText("").equals("none")
        || (effort.isBoolean() && !effort.booleanValue());
    if (!base.reasoning() || off || !request.has("messages")) {
      return "";
    }
    List<String> pieces = Tokens.of(THOUGHT);
    long budget = Math.min(limit, effort.isNumber() ? effort.longValue() : limit);
    return String.join("", pieces.subList(0, (int) Math.min(pieces.size(), budget)));
  }
}
