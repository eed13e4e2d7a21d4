package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Answer;
import java.math.BigInteger;

/** Answers requests for text, whoever brings them: a call or a line of a batch. Thread-safe. */
final class Answers {
  // Real seeds can be larger than a signed long.
  private static final BigInteger HUGE_SEED = new BigInteger("15924764223251450000");

  private final Account account;
  private final ChatModels models;
  private final PictureSource pictures = new PictureSource();

  Answers(Account account, ChatModels models) {
    this.account = account;
    this.models = models;
  }

  Completion chat(JsonNode request) {
    ChatModels.Speaker speaker = speaker(request);
    return answer(
        request,
        speaker,
        ChatQuestion.read(request.path("messages"), pictures, new MediaCheck(speaker.model())));
  }

  /** Carries a text on; what the model says of it is what it says in chat. */
  Completion complete(JsonNode request) {
    ChatModels.Speaker speaker = speaker(request);
    Refusals.unless(request.path("prompt").isTextual(), "prompt must be a string", "prompt");
    return answer(request, speaker, ChatQuestion.prompt(request.get("prompt").textValue()));
  }

  private ChatModels.Speaker speaker(JsonNode request) {
    String model = request.path("model").asText("");
    Refusals.unless(!model.isEmpty(), "model is required", "model");
    ChatParameters.check(request);
    return models.speaker(model);
  }

  private Completion answer(JsonNode request, ChatModels.Speaker speaker, ChatQuestion question) {
    long limit = limit(request, speaker.model().contextLength(), question.promptTokens());
    Answer said = speaker.answer(question.text(), question.pictures());
    return new Completion(
        models.requestId(),
        account.now().getEpochSecond(),
        request,
        question,
        ChatAnswer.of(said, request, account, limit),
        seed(request));
  }

  /** How many tokens the answer may have; question and answer share the model's window. */
  private static long limit(JsonNode request, long context, long asked) {
    long room = context - asked;
    long wanted = request.path("max_tokens").asLong(Math.max(1, room));
    boolean fits = wanted <= room && room > 0;
    boolean truncate =
        request.path("context_length_exceeded_behavior").asText("").equals("truncate");
    if (!fits && (!truncate || room <= 0)) {
      throw Refusals.of(
          400,
          "The prompt's " + asked + " tokens and max_tokens " + wanted
              + " exceed the model's context length of " + context + ".",
          "max_tokens",
          "context_length_exceeded");
    }
    return Math.min(wanted, room);
  }

  private BigInteger seed(JsonNode request) {
    if (request.path("seed").isIntegralNumber()) {
      return request.get("seed").bigIntegerValue();
    }
    return account.inference().hugeSeeds() ? HUGE_SEED : BigInteger.valueOf(4711);
  }
}
