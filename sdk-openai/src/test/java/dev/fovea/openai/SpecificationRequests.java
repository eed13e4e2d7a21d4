package dev.fovea.openai;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.EmbeddingRequest;
import dev.fovea.providertests.LeafRequests;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is sent to the specification's server: the smallest requests, and those with everything. */
final class SpecificationRequests {
  static final String MODEL = "gpt-4o-2024-08-06";

  private static final Image LEAF = Image.of(OpenAiPictures.png("RGB", 8));

  private SpecificationRequests() {}

  static List<FineTuningRequest> jobs() {
    return List.of(job().build(), supervised(), preference(), reinforcement());
  }

  private static FineTuningRequest.Builder job() {
    return FineTuningRequest.builder().baseModel(MODEL).trainingFile("file-train");
  }

  private static FineTuningRequest supervised() {
    return job()
        .validationFile("file-eval")
        .suffix("leaves")
        .seed(7)
        .hyperparameters(h -> h.epochs(2).batchSize(8))
        .options(OpenAiFineTuningOptions.builder()
            .learningRateMultiplier(1.5)
            .putMetadata("garden", "kitchen")
            .wandbProject("leaves")
            .wandbName("run-1")
            .wandbEntity("garden")
            .wandbTags(List.of("vision"))
            .build())
        .build();
  }

  private static FineTuningRequest preference() {
    return job()
        .method(FineTuningMethod.preference(0.2))
        .epochs(1)
        .options(OpenAiFineTuningOptions.builder()
            .auto(OpenAiFineTuningOptions.Setting.BATCH_SIZE)
            .build())
        .build();
  }

  private static FineTuningRequest reinforcement() {
    return FineTuningRequest.builder()
        .baseModel("o4-mini-2025-04-16")
        .trainingFile("file-train")
        .validationFile("file-eval")
        .method(FineTuningMethod.reinforcement(graders().get(0).fields()))
        .options(OpenAiFineTuningOptions.builder()
            .reasoningEffort("low")
            .computeMultiplier(1.5)
            .evalInterval(5)
            .evalSamples(3)
            .responseFormat(ResponseFormat.jsonSchema("leaf", Map.of("type", "object"), true))
            .build())
        .build();
  }

  /** All kinds that may stand by themselves, the first of them the plainest. */
  static List<OpenAiGrader> graders() {
    OpenAiGrader same = OpenAiGrader.stringCheck(grader -> grader
        .name("same")
        .input("{{sample.output_text}}")
        .reference("{{item.label}}")
        .operation("ilike"));
    OpenAiGrader near = OpenAiGrader.textSimilarity(grader -> grader
        .name("near")
        .input("{{sample.output_text}}")
        .reference("{{item.label}}")
        .evaluationMetric("rouge_l"));
    OpenAiGrader code = OpenAiGrader.python(grader ->
        grader.name("code").source("def grade(sample, item): return 1.0").imageTag("2025-05-08"));
    OpenAiGrader judge = OpenAiGrader.scoreModel(grader -> grader
        .name("judge")
        .model(MODEL)
        .system("Judge.")
        .user("{{sample.output_text}}")
        .range(0, 5)
        .seed(7)
        .temperature(0.1)
        .topP(0.9)
        .maxTokens(10)
        .reasoningEffort("low"));
    return List.of(same, near, code, judge);
  }

  static List<ChatRequest> chats() {
    ChatRequest plain =
        ChatRequest.builder().model(MODEL).user("Which leaf?", LEAF).build();
    return List.of(plain, conversation(), pictures(), settings(plain), custom());
  }

  private static ChatRequest conversation() {
    return LeafRequests.conversation(MODEL, LEAF)
        .options(OpenAiChatOptions.builder().parallelToolCalls(false).build())
        .build();
  }

  private static ChatRequest pictures() {
    return ChatRequest.builder()
        .model(MODEL)
        .addMessage(Message.user(List.of(
            ContentPart.text("Which leaves?"),
            ContentPart.image(LEAF.withDetail(Detail.LOW)),
            ContentPart.image(Image.at(URI.create("https://leaves.test/oak.png"))))))
        .build();
  }

  private static ChatRequest custom() {
    return ChatRequest.builder()
        .model("gpt-5")
        .user("Look it up.")
        .addTool(LeafRequests.tool())
        .options(OpenAiChatOptions.builder()
            .addCustomTool("say", "Says something.")
            .addCustomTool("cut", "Cuts a leaf.", "regex", "[a-z]+")
            .addAllowedTool("look_up")
            .build())
        .build();
  }

  private static ChatRequest settings(ChatRequest plain) {
    return LeafRequests.settings(plain)
        .options(OpenAiChatOptions.builder()
            .putBiasByToken("1024", -10)
            .store(true)
            .putMetadata("team", "leaves")
            .serviceTier("flex")
            .reasoningEffort("low")
            .verbosity("low")
            .prediction("oak")
            .promptCacheKey("leaves")
            .promptCacheMode("explicit")
            .promptCacheTtl("30m")
            .promptCacheRetention("24h")
            .safetyIdentifier("user-1")
            .webSearch(Map.of("search_context_size", "low"))
            .moderationModel("omni-moderation-latest")
            .build())
        .build();
  }

  static List<EmbeddingRequest> embeddings() {
    EmbeddingRequest plain = EmbeddingRequest.builder()
        .model("text-embedding-3-small")
        .addInput("an oak leaf")
        .build();
    return List.of(plain, plain.toBuilder().addInput("a fern").dimensions(64).build());
  }

  static List<OpenAiModerationRequest> moderations() {
    return List.of(
        OpenAiModerationRequest.builder().text("a leaf").build(),
        OpenAiModerationRequest.builder()
            .model("omni-moderation-latest")
            .text("a leaf")
            .image(LEAF)
            .image(Image.at(URI.create("https://leaves.test/oak.png")))
            .build());
  }

  static List<BatchRequest> batches() {
    return List.of(
        BatchRequest.builder().inputFile("file-lines").build(),
        BatchRequest.builder()
            .inputFile("file-lines")
            .completionWindow("24h")
            .options(OpenAiBatchOptions.builder()
                .putMetadata("team", "leaves")
                .outputExpiresAfter(Duration.ofDays(2))
                .build())
            .build());
  }
}
