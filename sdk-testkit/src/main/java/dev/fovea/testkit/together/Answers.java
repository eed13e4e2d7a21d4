package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.ChatAnswer;
import dev.fovea.testkit.answering.ChatQuestion;
import dev.fovea.testkit.answering.PictureSource;
import dev.fovea.testkit.answering.Speaker;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;

/** Answers requests for text, whoever brings them: a call or a line of a batch. Thread-safe. */
final class Answers {
  // Real seeds can be larger than a signed long.
  private static final BigInteger HUGE_SEED = new BigInteger("15924764223251450000");

  private static final Set<String> FORMATS = Set.of("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF");

  private final Account account;
  private final ChatModels models;
  private final PictureSource pictures =
      new PictureSource(32 << 20, Duration.ofSeconds(10), FORMATS);

  Answers(Account account, ChatModels models) {
    this.account = account;
    this.models = models;
  }

  Completion chat(JsonNode request) {
    Speaker speaker = speaker(request);
    return answer(
        request,
        speaker,
        ChatQuestion.read(request.path("messages"), new MediaCheck(speaker, pictures)));
  }

  /** Carries a text on; what the model says of it is what it says in chat. */
  Completion complete(JsonNode request) {
    Speaker speaker = speaker(request);
    Refusals.unless(request.path("prompt").isTextual(), "prompt must be a string", "prompt");
    return answer(request, speaker, ChatQuestion.prompt(request.get("prompt").textValue()));
  }

  private Speaker speaker(JsonNode request) {
    String model = request.path("model").asText("");
    Refusals.unless(!model.isEmpty(), "model is required", "model");
    ChatParameters.check(request);
    return models.speaker(model);
  }

  private Completion answer(JsonNode request, Speaker speaker, ChatQuestion question) {
    boolean truncate =
        request.path("context_length_exceeded_behavior").asText("").equals("truncate");
    JsonNode wanted = request.path("max_tokens");
    long limit = speaker.room(
        question.promptTokens(), wanted.isNumber() ? wanted.longValue() : null, truncate);
    return new Completion(
        models.requestId(),
        account.now().getEpochSecond(),
        request,
        question,
        ChatAnswer.of(speaker.answer(question), request, () -> "call_" + account.hex(20), limit),
        seed(request));
  }

  private BigInteger seed(JsonNode request) {
    if (request.path("seed").isIntegralNumber()) {
      return request.get("seed").bigIntegerValue();
    }
    return account.hugeSeeds() ? HUGE_SEED : BigInteger.valueOf(4711);
  }
}
