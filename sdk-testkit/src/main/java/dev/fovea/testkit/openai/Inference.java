package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.ChatAnswer;
import dev.fovea.testkit.answering.ChatQuestion;
import dev.fovea.testkit.answering.PrefixCache;
import dev.fovea.testkit.answering.Speaker;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.learning.TunedModel;
import java.util.List;
import java.util.Set;

/** Answers requests, whoever brings them: a call or a line of a batch. Thread-safe. */
final class Inference {
  private static final String THOUGHT = "Let me look closely at what is asked, and at the picture.";
  private static final Set<String> NO_EFFORT = Set.of("none", "minimal");
  // Prompts are remembered from this many tokens on, in steps of that many.
  private static final int LEAST_CACHED = 1024;
  private static final int CACHED_STEP = 128;

  private final Account account;
  private final ServedModels models;
  private final RequestShape shape = new RequestShape();
  private final PrefixCache cache = new PrefixCache();

  Inference(Account account, ServedModels models) {
    this.account = account;
    this.models = models;
  }

  RequestShape shape() {
    return shape;
  }

  ServedModels.Served served(JsonNode request) {
    String name = request.get("model").textValue();
    return models
        .find(name)
        .orElseThrow(() -> OpenAiErrors.of(
            404,
            "The model `" + name + "` does not exist or you do not have access to it.",
            null,
            "model_not_found"));
  }

  Completion chat(JsonNode request) {
    shape.check(request, "chat");
    ServedModels.Served served = served(request);
    ChatRules.chats(served);
    ChatRules.check(request, served);
    ChatQuestion question = ChatQuestion.read(request.get("messages"), new Looking(served.base()));
    return answer(request, served, question);
  }

  private Completion answer(JsonNode request, ServedModels.Served served, ChatQuestion question) {
    Catalogue.Model base = served.base();
    List<TunedModel> tuned = served.tuned() == null ? List.of() : List.of(served.tuned());
    Speaker speaker = new Speaker(base.id(), base.contextLength(), false, tuned);
    long limit = limit(request, speaker, question.promptTokens());
    long thought = Math.min(limit, thought(request, base));
    ChatAnswer answer = ChatAnswer.of(
        speaker.answer(question),
        ToolWishes.normal(request),
        () -> account.id("call_", 24),
        limit - thought);
    return new Completion(
        account.id("chatcmpl-", 29),
        account.seconds(),
        request,
        named(served),
        answer,
        new Completion.Count(question.promptTokens(), cached(request, served, question), thought));
  }

  /** An alias answers under the name of what it stands for. */
  private static String named(ServedModels.Served served) {
    return served.base().aliases().contains(served.name()) ? served.base().id() : served.name();
  }

  private static long limit(JsonNode request, Speaker speaker, long asked) {
    if (asked >= speaker.contextLength()) {
      throw new Unanswerable(
          "This model's maximum context length is " + speaker.contextLength()
              + " tokens. However, your messages resulted in " + asked
              + " tokens. Please reduce the length of the messages.",
          "messages",
          "context_length_exceeded");
    }
    JsonNode wanted =
        request.path(request.hasNonNull("max_tokens") ? "max_tokens" : "max_completion_tokens");
    return speaker.room(asked, wanted.isNumber() ? wanted.longValue() : null, true);
  }

  private static long thought(JsonNode request, Catalogue.Model base) {
    boolean thinks = Family.of(base.id()).thinks()
        && !NO_EFFORT.contains(request.path("reasoning_effort").asText("medium"));
    return thinks ? Tokens.of(THOUGHT).size() : 0;
  }

  private long cached(JsonNode request, ServedModels.Served served, ChatQuestion question) {
    List<String> space = List.of(served.name(), request.path("prompt_cache_key").asText(""));
    long read = cache.read(space, question.prompt());
    return read < LEAST_CACHED ? 0 : read - read % CACHED_STEP;
  }
}
