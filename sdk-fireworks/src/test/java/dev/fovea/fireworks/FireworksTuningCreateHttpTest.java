package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ProviderOptions;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.fireworks.FireworksFineTuningOptions.Schedule;
import dev.fovea.providertests.CallMode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every field of the requests that create jobs, and what is refused before it is sent. */
class FireworksTuningCreateHttpTest {
  private static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";
  private static final String SUPERVISED = "fine_tuning/POST_supervisedFineTuningJobs";
  private static final String PREFERENCE = "fine_tuning/POST_dpoJobs";
  private static final String REINFORCEMENT = "fine_tuning/POST_reinforcementFineTuningJobs";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  private FireworksClient ai;

  @BeforeEach
  void open() {
    fireworks.timing.random = 0.5;
    ai = fireworks.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private static void nothing(FireworksFineTuningOptions.Builder options) {}

  private static void plain(FineTuningRequest.Builder request) {
    request.baseModel(MODEL).trainingFile("leaves-train");
  }

  private static void preference(FineTuningRequest.Builder request) {
    request.baseModel(MODEL).trainingFile("leaves-pref").method(FineTuningMethod.preference());
  }

  private static void graded(FineTuningRequest.Builder request) {
    request
        .baseModel(MODEL)
        .trainingFile("prompts")
        .method(FineTuningMethod.reinforcement(Map.of("evaluator", "exact")));
  }

  private FineTuningJob create(
      CallMode mode,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<FireworksFineTuningOptions.Builder> options) {
    return mode.call(
        () -> ai.fineTuning().create(request, options),
        () -> ai.fineTuning().createAsync(request, options));
  }

  private FineTuningJob sends(
      String kind,
      String fixture,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<FireworksFineTuningOptions.Builder> options) {
    FineTuningJob job = null;
    for (CallMode mode : CallMode.values()) {
      int before = fireworks.requests();
      fireworks.replay(kind);

      job = create(mode, request, options);

      fireworks.received(kind + fixture);
      assertThat(fireworks.requests() - before).as("requests").isEqualTo(1);
    }
    return job;
  }

  private void refuses(
      String message,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<FireworksFineTuningOptions.Builder> options) {
    for (CallMode mode : CallMode.values()) {
      assertThatThrownBy(() -> create(mode, request, options))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("fireworks: ")
          .hasMessageContaining(message);
    }
    assertThat(fireworks.requests()).isZero();
  }

  private void lacks(
      String capability, String instead, Consumer<FineTuningRequest.Builder> request) {
    for (CallMode mode : CallMode.values()) {
      assertThatThrownBy(() -> create(mode, request, FireworksTuningCreateHttpTest::nothing))
          .isInstanceOfSatisfying(UnsupportedCapabilityException.class, e -> {
            assertThat(e.capability()).isEqualTo(capability);
            assertThat(e.instead()).contains(instead);
            assertThat(e).hasMessageContaining("fireworks").hasMessageContaining(instead);
          });
    }
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void aPlainSupervisedJobSaysNoMoreThanWasSet() {
    FineTuningJob job = sends(
        SUPERVISED,
        "",
        FireworksTuningCreateHttpTest::plain,
        FireworksTuningCreateHttpTest::nothing);

    assertThat(job.id()).isEqualTo("accounts/acme/supervisedFineTuningJobs/leaves");
  }

  @Test
  void everyFieldOfSupervisedTuningIsSentUnderFireworksName() {
    sends(
        SUPERVISED,
        ".everything",
        r -> {
          plain(r);
          r.validationFile("accounts/forest/datasets/leaves-eval")
              .adapter(Adapter.lora(16))
              .hyperparameters(
                  h -> h.epochs(2).batchSize(8).learningRate(0.0002).weightDecay(0.01));
        },
        o -> supervised(o)
            .awsCredentialsSecret("accounts/acme/secrets/s3")
            .awsRole("arn:aws:iam::1:role/leaves")
            .azureCredentialsSecret("accounts/acme/secrets/azure")
            .azureManagedIdentity("0000-11")
            .azureTenant("2222-33")
            .wandbApiKey("wk-secret-77")
            .wandbProject("leaves")
            .wandbEntity("botanists")
            .wandbRunId("run-1"));
  }

  private static FireworksFineTuningOptions.Builder supervised(
      FireworksFineTuningOptions.Builder options) {
    return options
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
        .mtpDraftTokens(3);
  }

  @Test
  void everyFieldOfPreferenceTuningIsSentUnderFireworksName() {
    sends(
        PREFERENCE,
        ".everything",
        r -> r.trainingFile("leaves-pref")
            .method(FineTuningMethod.preference(0.1))
            .adapter(Adapter.lora(
                l -> l.rank(8).alpha(24).dropout(0.05).targetModules(List.of("q_proj", "v_proj"))))
            .hyperparameters(h -> h.epochs(1).batchSize(4).learningRate(0.00001).weightDecay(0.02)),
        o -> o.jobId("leaves-dpo")
            .displayName("Leaves, better")
            .outputModel("accounts/acme/models/leaves-dpo")
            .warmStartFrom("leaves-vlm")
            .learningRateWarmupSteps(3)
            .batchTokens(32768)
            .gradientAccumulationSteps(4)
            .maxContextLength(8192)
            .jinjaTemplate("{{ messages }}")
            .region("EU_PARIS_1")
            .trainerSharding(Map.of("tensorParallelism", 2))
            .purpose("PURPOSE_PILOT")
            .referenceCacheConcurrency(4)
            .referenceCacheBatchSize(8));
  }

  @Test
  void everyFieldOfReinforcementTuningIsSentUnderFireworksName() {
    sends(
        REINFORCEMENT,
        ".everything",
        r -> {
          graded(r);
          r.validationFile("prompts-eval")
              .epochs(1)
              .adapter(Adapter.lora(l -> l.rank(8).alpha(16)));
        },
        o -> o.jobId("leaves-rft")
            .displayName("Leaves, graded")
            .outputModel("leaves-rft")
            .nodeCount(2)
            .lossMethod("GRPO")
            .klBeta(0.001)
            .rollouts(a -> a.candidates(4)
                .maxOutputTokens(512)
                .temperature(1.0)
                .topP(0.9)
                .topK(40)
                .extraBody(Map.of("stop", List.of("###")))
                .chunkSize(300)
                .maxConcurrentRollouts(16)
                .maxConcurrentEvaluations(8)
                .maxInferenceReplicas(2)
                .mcpServer("tools")));
  }

  @Test
  void theLossAlwaysSaysItsMethod() {
    sends(
        PREFERENCE,
        "",
        FireworksTuningCreateHttpTest::preference,
        FireworksTuningCreateHttpTest::nothing);
    sends(PREFERENCE, ".orpo", FireworksTuningCreateHttpTest::preference, o -> o.orpoLambda(0.2));
    sends(
        REINFORCEMENT,
        "",
        FireworksTuningCreateHttpTest::graded,
        FireworksTuningCreateHttpTest::nothing);
  }

  @Test
  void aSuffixEndsTheModelsName() {
    sends(
        SUPERVISED,
        ".suffix",
        r -> {
          plain(r);
          r.suffix("leaves");
        },
        FireworksTuningCreateHttpTest::nothing);
  }

  @Test
  void anAdapterIsTrainedFurther() {
    sends(
        SUPERVISED,
        ".warm",
        r -> r.trainingFile("leaves-train"),
        o -> o.jobId("again")
            .warmStartFrom("leaves-vlm")
            .evaluationCarveOut(true)
            .schedule(Schedule.constant()));
  }

  @Test
  void whatThisVersionHasNoSetterForIsSentUnchecked() {
    sends(
        SUPERVISED,
        ".extra",
        r -> {
          plain(r);
          r.putExtraProperty("fireworks", "loraRank", 64)
              .putExtraProperty("fireworks", "wandbConfig.project", "leaves");
        },
        FireworksTuningCreateHttpTest::nothing);
  }

  @Test
  void aRankOrABetaThatFireworksDoesNotTakeIsRefused() {
    refuses("a LoRA rank of 12 is none of 1, 2, 4, 8, 16, 32", r -> {
      plain(r);
      r.adapter(Adapter.lora(12));
    });
    refuses("a LoRA rank of 64", r -> {
      plain(r);
      r.adapter(Adapter.lora(64));
    });
    for (double beta : new double[] {0, 0.5, 1}) {
      refuses("beta is " + beta + ", but it must be more than 0", r -> {
        preference(r);
        r.method(FineTuningMethod.preference(beta));
      });
    }
  }

  private void refuses(String message, Consumer<FineTuningRequest.Builder> request) {
    refuses(message, request, FireworksTuningCreateHttpTest::nothing);
  }

  @Test
  void whatContradictsItselfIsRefused() {
    refuses("set baseModel, such as", r -> r.trainingFile("leaves-train"));
    refuses(
        "set either baseModel or warmStartFrom",
        FireworksTuningCreateHttpTest::plain,
        o -> o.warmStartFrom("leaves-vlm"));
    refuses(
        "set either suffix or outputModel",
        r -> {
          plain(r);
          r.suffix("leaves");
        },
        o -> o.outputModel("leaves"));
    refuses(
        "set either validationFile or evaluationCarveOut",
        r -> {
          plain(r);
          r.validationFile("leaves-eval");
        },
        o -> o.evaluationCarveOut(true));
    refuses(
        "without a beta: ORPO has none",
        r -> {
          preference(r);
          r.method(FineTuningMethod.preference(0.1));
        },
        o -> o.orpoLambda(0.2));
    refuses(
        "set lossMethod to ORPO",
        FireworksTuningCreateHttpTest::preference,
        o -> o.lossMethod("DPO").orpoLambda(0.2));
  }

  @Test
  void whatAKindOfTuningHasNoPlaceForIsRefused() {
    refuses(
        "leave klBeta out: it goes with FineTuningMethod.reinforcement(..)",
        FireworksTuningCreateHttpTest::plain,
        o -> o.klBeta(0.1));
    refuses(
        "leave turbo out: it goes with FineTuningMethod.supervised()",
        FireworksTuningCreateHttpTest::preference,
        o -> o.turbo(true));
    refuses(
        "leave chunkSize out",
        FireworksTuningCreateHttpTest::plain,
        o -> o.rollouts(a -> a.chunkSize(100)));
    refuses(
        "leave evaluationCarveOut out: it goes with FineTuningMethod.supervised() or"
            + " FineTuningMethod.reinforcement(..)",
        FireworksTuningCreateHttpTest::preference,
        o -> o.evaluationCarveOut(true));
  }

  @Test
  void aNumberOutOfItsRangeIsRefused() {
    refuses(
        "chunkSize is 20000, but it must be 1 to 10000",
        FireworksTuningCreateHttpTest::graded,
        o -> o.rollouts(a -> a.chunkSize(20_000)));
    refuses(
        "temperature is 3.0",
        FireworksTuningCreateHttpTest::graded,
        o -> o.rollouts(a -> a.temperature(3)));
    refuses("nodeCount is 0", FireworksTuningCreateHttpTest::plain, o -> o.nodeCount(0));
  }

  @Test
  void aGraderThatIsNoEvaluatorIsRefused() {
    refuses("Map.of(\"evaluator\"", r -> {
      graded(r);
      r.method(FineTuningMethod.reinforcement(Map.of("type", "string_check")));
    });
    refuses("Map.of(\"evaluator\"", r -> {
      graded(r);
      r.method(FineTuningMethod.reinforcement(Map.of("evaluator", " ")));
    });
  }

  @Test
  void namesAndIdsThatFireworksCannotHaveAreRefused() {
    assertThatThrownBy(() -> FireworksFineTuningOptions.builder().jobId("1st").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'1st' cannot be an id");
    refuses("'fovea-ssssssssssss-Leaves 1' cannot be an id", r -> {
      plain(r);
      r.suffix("Leaves 1");
    });
    refuses("'accounts/acme/models/x' is not the name of one of the datasets", r -> {
      plain(r);
      r.trainingFile("accounts/acme/models/x");
    });
  }

  @Test
  void whatFireworksLacksIsSaidBeforeAnythingIsSent() {
    lacks("FULL_FINE_TUNING", "use Adapter.lora()", r -> {
      plain(r);
      r.adapter(Adapter.full());
    });
    lacks("seed", "leave seed out", r -> {
      plain(r);
      r.seed(7);
    });
    lacks("warmupRatio", "learningRateWarmupSteps", r -> {
      plain(r);
      r.hyperparameters(h -> h.warmupRatio(0.1));
    });
    lacks("maxGradNorm", "leave maxGradNorm out", r -> {
      plain(r);
      r.hyperparameters(h -> h.maxGradNorm(1));
    });
    lacks("JOB_CHECKPOINTS", "leave checkpoints out", r -> {
      plain(r);
      r.hyperparameters(h -> h.checkpoints(2));
    });
    lacks("evaluations", "evaluationCarveOut", r -> {
      plain(r);
      r.hyperparameters(h -> h.evaluations(2));
    });
    lacks("validationFile", "leave validationFile out", r -> {
      preference(r);
      r.validationFile("leaves-eval");
    });
    lacks("adapter.alpha", "leave it out in supervised tuning", r -> {
      plain(r);
      r.adapter(Adapter.lora(l -> l.rank(8).alpha(16)));
    });
  }

  @Test
  void optionsForOthersAloneAreRefused() {
    ProviderOptions other = () -> "together";
    assertThatThrownBy(() -> ai.fineTuning().create(r -> {
          plain(r);
          r.options(other);
        }))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("FireworksFineTuningOptions");
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void theKeyOfWandbIsNeverShown() {
    FireworksFineTuningOptions options =
        FireworksFineTuningOptions.builder().wandbApiKey("wk-secret-77").build();
    FineTuningRequest.Builder request = FineTuningRequest.builder();
    plain(request);

    assertThat(options.toString()).doesNotContain("wk-secret-77");
    assertThat(request.options(options).build().toString()).doesNotContain("wk-secret-77");
    fireworks.answer(400, "{\"code\":3,\"message\":\"bad wandb config\",\"details\":[]}");
    assertThatThrownBy(() -> ai.fineTuning().create(request.build()))
        .hasMessageContaining("bad wandb config")
        .hasMessageContaining("INVALID_ARGUMENT")
        .message()
        .doesNotContain("wk-secret-77");
  }
}
