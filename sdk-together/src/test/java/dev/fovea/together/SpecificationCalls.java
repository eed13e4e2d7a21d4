package dev.fovea.together;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolChoice;
import dev.fovea.file.UploadRequest;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.image.Image;
import dev.fovea.together.TogetherFineTuningOptions.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls of everything the specification declares, each plain and with everything it can carry. */
final class SpecificationCalls {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";
  private static final Image LEAF = Image.at(URI.create("https://leaves.test/oak.png"));

  private final TogetherClient together;
  private final CallMode mode;
  private final Path folder;
  private final List<Runnable> calls = new ArrayList<>();

  private SpecificationCalls(TogetherClient together, CallMode mode, Path folder) {
    this.together = together;
    this.mode = mode;
    this.folder = folder;
  }

  static List<Runnable> all(TogetherClient together, CallMode mode, Path folder) {
    SpecificationCalls all = new SpecificationCalls(together, mode, folder);
    all.files();
    all.jobs();
    all.tuning();
    all.chat();
    return all.calls;
  }

  private <R> void add(Supplier<R> plain, Supplier<CompletableFuture<R>> async) {
    calls.add(() -> mode.call(plain, async));
  }

  /** A call without a result. */
  private void run(Runnable plain, Supplier<CompletableFuture<Void>> async) {
    add(
        () -> {
          plain.run();
          return null;
        },
        async);
  }

  private void files() {
    add(() -> together.files().list(), () -> together.files().listAsync());
    add(() -> together.files().get("file-1"), () -> together.files().getAsync("file-1"));
    UploadRequest upload = UploadRequest.builder().path(training()).build();
    add(
        () -> together.files().uploadAtOnce(upload),
        () -> together.files().uploadAtOnceAsync(upload));
    run(() -> together.files().delete("file-1"), () -> together.files().deleteAsync("file-1"));
    Path to = folder.resolve("content-" + mode);
    add(
        () -> together.files().download("file-1", to),
        () -> together.files().downloadAsync("file-1", to));
  }

  private Path training() {
    try {
      return Files.writeString(
          folder.resolve("train.jsonl"),
          "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
              + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void jobs() {
    TogetherFineTuningService jobs = together.fineTuning();
    add(jobs::list, jobs::listAsync);
    add(() -> jobs.get("ft-1"), () -> jobs.getAsync("ft-1"));
    add(() -> jobs.cancel("ft-1"), () -> jobs.cancelAsync("ft-1"));
    run(() -> jobs.delete("ft-1"), () -> jobs.deleteAsync("ft-1"));
    add(() -> jobs.events("ft-1"), () -> jobs.eventsAsync("ft-1"));
    add(() -> jobs.checkpoints("ft-1"), () -> jobs.checkpointsAsync("ft-1"));
    add(() -> together.models().list(), () -> together.models().listAsync());
  }

  private void tuning() {
    TogetherFineTuningService jobs = together.fineTuning();
    List<FineTuningRequest> requests = List.of(
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
    for (FineTuningRequest request : requests) {
      add(() -> jobs.create(request), () -> jobs.createAsync(request));
      add(() -> jobs.estimate(request), () -> jobs.estimateAsync(request));
    }
    add(() -> jobs.limits(MODEL), () -> jobs.limitsAsync(MODEL));
    add(jobs::supportedModels, jobs::supportedModelsAsync);
    Consumer<TogetherMetricsFilter> filter =
        only -> only.fromStep(1).toStep(9).from(Instant.EPOCH).to(Instant.EPOCH).resolution(100);
    add(() -> jobs.metrics("ft-1"), () -> jobs.metricsAsync("ft-1", all -> {}));
    add(() -> jobs.metrics("ft-1", filter), () -> jobs.metricsAsync("ft-1", filter));
    Path to = folder.resolve("weights-" + mode);
    Path step = folder.resolve("step-" + mode);
    Path adapter = folder.resolve("adapter-" + mode);
    add(() -> jobs.downloadWeights("ft-1", to), () -> jobs.downloadWeightsAsync("ft-1", to));
    add(
        () -> jobs.downloadWeights("ft-1:10", step),
        () -> jobs.downloadWeightsAsync("ft-1:10", step));
    add(
        () -> jobs.downloadAdapter("ft-1", adapter),
        () -> jobs.downloadAdapterAsync("ft-1", adapter));
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

  private void chat() {
    ChatRequest plain =
        ChatRequest.builder().model(MODEL).user("Which leaf?", LEAF).build();
    for (ChatRequest request : List.of(plain, conversation(), settings(plain))) {
      add(() -> together.chat().create(request), () -> together.chat().createAsync(request));
    }
  }

  private static ChatRequest conversation() {
    return ChatRequest.builder()
        .model(MODEL)
        .system("Answer in one word.")
        .addMessage(Message.user(List.of(ContentPart.text("Which leaf?"), ContentPart.image(LEAF))))
        .assistant("Oak.")
        .user("Sure?")
        .addTool(Tool.builder()
            .name("look_up")
            .description("Finds a leaf in the book.")
            .parameters(Map.of("type", "object", "properties", Map.of()))
            .build())
        .toolChoice(ToolChoice.auto())
        .build();
  }

  private static ChatRequest settings(ChatRequest plain) {
    return plain.toBuilder()
        .maxTokens(10)
        .temperature(0.5)
        .topP(0.9)
        .n(1)
        .seed(7)
        .addStop("END")
        .presencePenalty(0.1)
        .frequencyPenalty(0.1)
        .topLogprobs(2)
        .endUser("user-1")
        .responseFormat(ResponseFormat.jsonSchema("leaf", Map.of("type", "object"), true))
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
            .build())
        .build();
  }
}
