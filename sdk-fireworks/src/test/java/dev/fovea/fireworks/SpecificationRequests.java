package dev.fovea.fireworks;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.fireworks.FireworksFineTuningOptions.Schedule;
import dev.fovea.image.Image;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.CompletionRequest;
import dev.fovea.providertests.LeafRequests;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Requests with everything they can carry, for {@link SpecificationCalls}. */
final class SpecificationRequests {
  static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";

  private static final Image LEAF = Image.at(URI.create("https://leaves.test/oak.png"));

  private SpecificationRequests() {}

  static List<FineTuningRequest> jobs() {
    return List.of(
        job().build(),
        supervised(),
        preference(),
        job()
            .method(FineTuningMethod.preference())
            .options(FireworksFineTuningOptions.builder().orpoLambda(0.2).build())
            .build(),
        graded().build(),
        reinforcement());
  }

  private static FineTuningRequest.Builder graded() {
    return job().method(FineTuningMethod.reinforcement(Map.of("evaluator", "exact")));
  }

  static FineTuningRequest.Builder job() {
    return FineTuningRequest.builder().baseModel(MODEL).trainingFile("leaves-train");
  }

  static FineTuningRequest supervised() {
    return job()
        .validationFile("leaves-eval")
        .adapter(Adapter.lora(16))
        .hyperparameters(h -> h.epochs(2).batchSize(8).learningRate(0.0002).weightDecay(0.01))
        .options(FireworksFineTuningOptions.builder()
            .jobId("leaves")
            .displayName("Leaves")
            .outputModel("leaves-vlm")
            .learningRateWarmupSteps(5)
            .schedule(Schedule.cosine(0.1, 0.8))
            .batchTokens(65536)
            .gradientAccumulationSteps(2)
            .maxContextLength(16384)
            .jinjaTemplate("{{ messages }}")
            .region("US_IOWA_1")
            .nodeCount(2)
            .purpose("PURPOSE_PILOT")
            .earlyStopping(true)
            .turbo(true)
            .mtpEnabled(true)
            .mtpFreezeBaseModel(false)
            .mtpDraftTokens(3)
            .wandbApiKey("wandb-key")
            .wandbProject("leaves")
            .wandbEntity("garden")
            .wandbRunId("run-1")
            .awsCredentialsSecret("accounts/leaflab/secrets/s3")
            .awsRole("arn:aws:iam::1:role/leaves")
            .azureCredentialsSecret("accounts/leaflab/secrets/azure")
            .azureManagedIdentity("0000-11")
            .azureTenant("2222-33")
            .build())
        .build();
  }

  private static FineTuningRequest preference() {
    return FineTuningRequest.builder()
        .trainingFile("leaves-pref")
        .method(FineTuningMethod.preference(0.1))
        .adapter(Adapter.lora(
            l -> l.rank(8).alpha(24).dropout(0.05).targetModules(List.of("q_proj", "v_proj"))))
        .hyperparameters(h -> h.epochs(1).batchSize(4).learningRate(0.00001).weightDecay(0.02))
        .options(FireworksFineTuningOptions.builder()
            .jobId("leaves-dpo")
            .warmStartFrom("leaves-vlm")
            .trainerSharding(Map.of("tensorParallelism", 2))
            .referenceCacheConcurrency(4)
            .referenceCacheBatchSize(8)
            .build())
        .build();
  }

  private static FineTuningRequest reinforcement() {
    return graded()
        .validationFile("leaves-eval")
        .epochs(1)
        .adapter(Adapter.lora(l -> l.rank(8).alpha(16)))
        .options(FireworksFineTuningOptions.builder()
            .nodeCount(2)
            .lossMethod("GRPO")
            .klBeta(0.001)
            .rollouts(rollouts -> rollouts
                .candidates(4)
                .maxOutputTokens(512)
                .temperature(1.0)
                .topP(0.9)
                .topK(40)
                .extraBody(Map.of("stop", List.of("###")))
                .chunkSize(300)
                .maxConcurrentRollouts(16)
                .maxConcurrentEvaluations(8)
                .maxInferenceReplicas(2)
                .mcpServer("tools"))
            .build())
        .build();
  }

  static List<DeploymentRequest> deployments() {
    return List.of(
        DeploymentRequest.builder().model(MODEL).build(),
        DeploymentRequest.builder()
            .model("leaves-vlm")
            .name("leaves-prod")
            .hardware("1xH100")
            .autoscaling(a -> a.min(1).max(2).idleStop(Duration.ofMinutes(15)))
            .options(deployed().build())
            .build());
  }

  private static FireworksDeploymentOptions.Builder deployed() {
    return FireworksDeploymentOptions.builder()
        .displayName("Leaves")
        .description("names leaves")
        .precision("BF16")
        .maxWithRevocableReplicas(4)
        .scaleUpWindow(Duration.ofSeconds(30))
        .scaleDownWindow(Duration.ofMinutes(10))
        .putLoadTarget("default", 0.8)
        .addRegion("US_IOWA_1")
        .addRegion("US_VIRGINIA_1")
        .maxContextLength(8192)
        .enableAddons(true)
        .enableHotLoad(false)
        .enableHotReloadLatestAddon(false)
        .enableSessionAffinity(true)
        .draftModel("accounts/fireworks/models/draft")
        .draftTokenCount(4)
        .ngramSpeculationLength(3)
        .directRouteType("INTERNET")
        .addDirectRouteApiKey("leaf-route-key")
        .putAnnotation("team", "leaves")
        .disableAutoDeploy(true)
        .disableSpeculativeDecoding(false)
        .skipShapeValidation(true)
        .acceptShapelessRisk(true);
  }

  static List<ChatRequest> chats() {
    ChatRequest plain =
        ChatRequest.builder().model(MODEL).user("Which leaf?", LEAF).build();
    return List.of(plain, conversation(), settings(plain), media());
  }

  private static ChatRequest media() {
    return ChatRequest.builder()
        .model(MODEL)
        .addMessage(Message.user(List.of(
            ContentPart.text("What happens?"),
            FireworksVideoSpec.video(
                URI.create("https://leaves.test/fall.mp4"),
                video -> video.detail("low").maxFrames(8).samplesPerSecond(1).spatialLimit(512)),
            ContentPart.audio(URI.create("https://leaves.test/wind.wav")))))
        .build();
  }

  private static ChatRequest conversation() {
    return LeafRequests.conversation(MODEL, LEAF)
        .options(FireworksChatOptions.builder().parallelToolCalls(false).build())
        .build();
  }

  private static ChatRequest settings(ChatRequest plain) {
    return LeafRequests.settings(plain)
        .options(FireworksChatOptions.builder()
            .topK(40)
            .minP(0.1)
            .typicalP(0.9)
            .repetitionPenalty(1.1)
            .mirostatTarget(1.5)
            .mirostatLearningRate(0.1)
            .ignoreEndOfSequence(false)
            .echo(true)
            .contextLengthExceededBehavior("truncate")
            .promptTruncateLength(100)
            .reasoningHistory("preserved")
            .reasoningEffort("low")
            .rawOutput(true)
            .returnTokenIds(true)
            .performanceInResponse(true)
            .promptCacheKey("leaves")
            .promptCacheIsolationKey("garden")
            .safeTokenization(true)
            .serviceTier("priority")
            .prediction("oak")
            .sessionAffinity("visitor-1")
            .putBiasByToken("1024", -10)
            .putMetadata("team", "leaves")
            .build())
        .build();
  }

  static List<CompletionRequest> completions() {
    return List.of(
        CompletionRequest.builder().model(MODEL).prompt("A leaf is").build(),
        CompletionRequest.builder()
            .model(MODEL)
            .prompt("<image>A leaf of")
            .addImage(LEAF)
            .maxTokens(10)
            .temperature(0.5)
            .topP(0.9)
            .n(1)
            .seed(7)
            .addStop("END")
            .presencePenalty(0.1)
            .frequencyPenalty(0.1)
            .topLogprobs(2)
            .options(
                FireworksChatOptions.builder().topK(40).minP(0.1).echo(true).build())
            .build());
  }

  static List<BatchRequest> batches() {
    return List.of(
        BatchRequest.builder().inputFile("lines").model(MODEL).build(),
        BatchRequest.builder()
            .inputFile("lines")
            .model(MODEL)
            .options(FireworksBatchOptions.builder()
                .jobId("leaves-batch")
                .outputDataset("leaves-out")
                .displayName("Leaves")
                .precision("FP8")
                .continuedFrom("leaves-before")
                .maxTokens(10)
                .temperature(0.5)
                .topP(0.9)
                .topK(40)
                .n(1)
                .build())
            .build());
  }
}
