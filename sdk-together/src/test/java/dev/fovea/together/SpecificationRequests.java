package dev.fovea.together;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import dev.fovea.inference.CompletionRequest;
import dev.fovea.providertests.LeafRequests;
import dev.fovea.together.TogetherFineTuningOptions.Schedule;
import java.net.URI;
import java.util.List;

/** Requests with everything they can carry, for {@link SpecificationCalls}. */
final class SpecificationRequests {
  static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";

  private static final Image LEAF = Image.at(URI.create("https://leaves.test/oak.png"));

  private SpecificationRequests() {}

  static List<FineTuningRequest> jobs() {
    return List.of(
        job().build(),
        job().adapter(Adapter.full()).method(FineTuningMethod.preference(0.2)).build(),
        everything(declared()).build(),
        everything(declared()
                .gradientAccumulationSteps(2)
                .earlyStopping(true)
                .earlyStoppingPatience(1)
                .earlyStoppingMinDelta(0.01)
                .earlyStoppingWarmupEvaluations(1))
            .build(),
        preference(),
        fromCheckpoint());
  }

  static List<ChatRequest> chats() {
    ChatRequest plain =
        ChatRequest.builder().model(MODEL).user("Which leaf?", LEAF).build();
    return List.of(plain, conversation(), settings(plain), media());
  }

  static List<CompletionRequest> completions() {
    return List.of(
        CompletionRequest.builder().model(MODEL).prompt("A leaf is").build(),
        CompletionRequest.builder()
            .model(MODEL)
            .prompt("A leaf is")
            .maxTokens(10)
            .temperature(0.5)
            .topP(0.9)
            .n(1)
            .seed(7)
            .addStop("END")
            .presencePenalty(0.1)
            .frequencyPenalty(0.1)
            .topLogprobs(2)
            .options(TogetherChatOptions.builder()
                .topK(40)
                .minP(0.1)
                .repetitionPenalty(1.1)
                .putBiasByToken("1024", -10)
                .safetyModel("guard")
                .echo(true)
                .build())
            .build());
  }

  private static ChatRequest media() {
    return ChatRequest.builder()
        .model(MODEL)
        .addMessage(Message.user(List.of(
            ContentPart.text("What happens?"),
            ContentPart.video(URI.create("https://leaves.test/fall.mp4")),
            ContentPart.audio(URI.create("https://leaves.test/wind.wav")),
            ContentPart.audio(ImageSource.of(new byte[] {82, 73, 70, 70}), "wav"))))
        .build();
  }

  private static FineTuningRequest.Builder job() {
    return FineTuningRequest.builder().baseModel(MODEL).trainingFile("file-1");
  }

  private static FineTuningRequest.Builder everything(TogetherFineTuningOptions.Builder options) {
    return job()
        .validationFile("file-2")
        .adapter(Adapter.lora(
            lora -> lora.rank(8).alpha(16).dropout(0.1).targetModules(List.of("q_proj", "v_proj"))))
        .hyperparameters(h -> h.epochs(3)
            .batchSize(8)
            .learningRate(2e-5)
            .warmupRatio(0.1)
            .weightDecay(0.01)
            .maxGradNorm(1)
            .checkpoints(2)
            .evaluations(3))
        .suffix("leaves")
        .seed(7)
        .options(options.build());
  }

  private static TogetherFineTuningOptions.Builder declared() {
    return TogetherFineTuningOptions.builder()
        .trainVision(true)
        .trainOnInputs(false)
        .packing(false)
        .maxSequenceLength(4096)
        .schedule(Schedule.cosine(0.1, 0.5))
        .fromHuggingFaceModel("garden/leaves-7b")
        .huggingFaceRevision("main")
        .huggingFaceToken("hf-key")
        .huggingFaceOutputRepository("garden/leaves-tuned")
        .wandbApiKey("wandb-key")
        .wandbBaseUrl("https://wandb.test")
        .wandbProject("leaves")
        .wandbName("first")
        .wandbEntity("garden");
  }

  private static FineTuningRequest preference() {
    return job()
        .method(FineTuningMethod.preference(0.2))
        .options(TogetherFineTuningOptions.builder()
            .largestBatch(true)
            .rpoAlpha(0.1)
            .simpoGamma(0.5)
            .normalizeLogRatiosByLength(true)
            .referenceFree(true)
            .schedule(Schedule.linear(0.1))
            .build())
        .build();
  }

  private static FineTuningRequest fromCheckpoint() {
    return FineTuningRequest.builder()
        .trainingFile("file-1")
        .options(TogetherFineTuningOptions.builder().fromCheckpoint("ft-1:10").build())
        .build();
  }

  private static ChatRequest conversation() {
    return LeafRequests.conversation(MODEL, LEAF).build();
  }

  private static ChatRequest settings(ChatRequest plain) {
    return LeafRequests.settings(plain)
        .options(TogetherChatOptions.builder()
            .topK(40)
            .minP(0.1)
            .repetitionPenalty(1.1)
            .putBiasByToken("1024", -10)
            .reasoning(true)
            .reasoningEffort("low")
            .safetyModel("guard")
            .contextLengthExceededBehavior("truncate")
            .compliance("hipaa")
            .echo(true)
            .promptCacheKey("leaves")
            .putChatTemplateArgument("thinking", true)
            .functionCall("auto")
            .build())
        .build();
  }
}
