package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.providertests.CallMode;
import dev.fovea.together.TogetherFineTuningOptions.Schedule;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every field of the request that creates a job, and what is refused before it is sent. */
class TogetherTuningCreateHttpTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";

  @RegisterExtension
  final Recorded together = new Recorded();

  private static void nothing(TogetherFineTuningOptions.Builder options) {}

  private static void plain(FineTuningRequest.Builder request) {
    request.baseModel(MODEL).trainingFile("file-9a3");
  }

  private static void preference(FineTuningRequest.Builder request) {
    plain(request);
    request.method(FineTuningMethod.preference());
  }

  private static void lora(FineTuningRequest.Builder request) {
    plain(request);
    request.adapter(Adapter.lora());
  }

  private static void goingOn(FineTuningRequest.Builder request) {
    request.trainingFile("file-9a3");
  }

  private static void everything(FineTuningRequest.Builder request) {
    plain(request);
    request
        .validationFile("file-9a4")
        .adapter(Adapter.lora(
            l -> l.rank(8).alpha(24).dropout(0.05).targetModules(List.of("q_proj", "v_proj"))))
        .hyperparameters(h -> h.epochs(4)
            .checkpoints(2)
            .evaluations(3)
            .batchSize(16)
            .learningRate(0.0002)
            .warmupRatio(0.1)
            .maxGradNorm(0.5)
            .weightDecay(0.01))
        .seed(7)
        .suffix("leaves");
  }

  private FineTuningJob create(
      CallMode mode,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<TogetherFineTuningOptions.Builder> options) {
    TogetherFineTuning tuning = new TogetherFineTuning(together.transport());
    return mode.call(
        () -> tuning.create(request, options), () -> tuning.createAsync(request, options));
  }

  private void sends(
      String fixture,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<TogetherFineTuningOptions.Builder> options) {
    for (CallMode mode : CallMode.values()) {
      int before = together.requests();
      together.replay("fine_tunes/POST_fine-tunes");

      create(mode, request, options);

      together.received("fine_tunes/POST_fine-tunes." + fixture);
      assertThat(together.requests() - before).as("requests").isEqualTo(1);
    }
  }

  private void refuses(
      String message,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<TogetherFineTuningOptions.Builder> options) {
    for (CallMode mode : CallMode.values()) {
      assertThatThrownBy(() -> create(mode, request, options))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
    assertThat(together.requests()).isZero();
  }

  @Test
  void everyFieldOfSupervisedLoraTuningIsSentUnderTogethersName() {
    sends(
        "everything",
        TogetherTuningCreateHttpTest::everything,
        o -> o.trainVision(true)
            .trainOnInputs(false)
            .maxSequenceLength(4096)
            .gradientAccumulationSteps(2)
            .packing(false)
            .schedule(Schedule.cosine(0.1, 1.5))
            .wandbApiKey("wk-secret-77")
            .wandbBaseUrl("https://wandb.garden.test")
            .wandbProject("leaves")
            .wandbName("run 1")
            .wandbEntity("botanists"));
  }

  @Test
  void preferenceTuningSendsItsParametersAndLeavesOutTheUnset() {
    sends(
        "dpo",
        r -> {
          plain(r);
          r.method(FineTuningMethod.preference(0.3)).adapter(Adapter.full()).epochs(2);
        },
        o -> o.rpoAlpha(0.5).simpoGamma(0).normalizeLogRatiosByLength(true).referenceFree(false));
    sends(
        "dpo-plain",
        TogetherTuningCreateHttpTest::preference,
        TogetherTuningCreateHttpTest::nothing);
  }

  @Test
  void simpoBringsWhatItIsDefinedByAndRefusesTheContrary() {
    sends("simpo", TogetherTuningCreateHttpTest::preference, o -> o.simpoGamma(0.4));
    sends(
        "simpo",
        TogetherTuningCreateHttpTest::preference,
        o -> o.simpoGamma(0.4).referenceFree(true));
    int before = together.requests();

    assertThatThrownBy(() -> create(
            CallMode.SYNC,
            TogetherTuningCreateHttpTest::preference,
            o -> o.simpoGamma(0.4).normalizeLogRatiosByLength(false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SimPO");
    assertThat(together.requests()).isEqualTo(before);
  }

  @Test
  void aJobGoesOnFromACheckpointWithoutABaseModel() {
    sends(
        "checkpoint",
        TogetherTuningCreateHttpTest::goingOn,
        o -> o.fromCheckpoint("ft-71b2-4c:20"));
    sends(
        "checkpoint",
        r -> r.trainingFile("file-9a3")
            .putExtraProperty("together", "from_checkpoint", "ft-71b2-4c:20"),
        TogetherTuningCreateHttpTest::nothing);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theLimitsOfACheckpointAreAskedForByItsJob(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes_models_limits", "fine_tunes/POST_fine-tunes");

    create(
        mode,
        r -> r.trainingFile("file-9a3").adapter(Adapter.lora()),
        o -> o.fromCheckpoint("ft-71b2-4c:20"));

    together.received(
        "fine_tunes/GET_fine-tunes_models_limits.checkpoint",
        "fine_tunes/POST_fine-tunes.checkpoint-lora");
    assertThat(together.requests()).isEqualTo(2);
  }

  @Test
  void weightsComeFromHuggingFaceAndGoThere() {
    sends(
        "hugging-face",
        TogetherTuningCreateHttpTest::plain,
        o -> o.fromHuggingFaceModel("garden/leaves-8b")
            .huggingFaceRevision("v2")
            .huggingFaceToken("hf-secret-88")
            .huggingFaceOutputRepository("garden/leaves-tuned"));
  }

  @Test
  void earlyStoppingAndALinearScheduleAreSent() {
    sends(
        "early-stopping",
        r -> {
          plain(r);
          r.validationFile("file-9a4").hyperparameters(h -> h.evaluations(6));
        },
        o -> o.trainOnInputs(true)
            .schedule(Schedule.linear(0))
            .earlyStopping(true)
            .earlyStoppingPatience(3)
            .earlyStoppingMinDelta(0.01)
            .earlyStoppingWarmupEvaluations(2));
  }

  @Test
  void secretsAreShownNowhere() {
    TogetherFineTuningOptions options = TogetherFineTuningOptions.builder()
        .wandbApiKey("wk-secret-77")
        .huggingFaceToken("hf-secret-88")
        .fromCheckpoint("ft-1")
        .build();
    FineTuningRequest request = FineTuningRequest.builder()
        .baseModel(MODEL)
        .trainingFile("file-9a3")
        .options(options)
        .build();

    assertThat(request.toString()).contains("***").doesNotContain("secret");
    assertThatThrownBy(() -> new TogetherFineTuning(together.transport()).create(request))
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatContradictsItselfIsRefusedBeforeAnyRequest() {
    refuses(
        "set baseModel",
        TogetherTuningCreateHttpTest::goingOn,
        TogetherTuningCreateHttpTest::nothing);
    refuses(
        "either baseModel or fromCheckpoint",
        TogetherTuningCreateHttpTest::plain,
        o -> o.fromCheckpoint("ft-1"));
    refuses(
        "either fromCheckpoint or fromHuggingFaceModel",
        TogetherTuningCreateHttpTest::goingOn,
        o -> o.fromCheckpoint("ft-1").fromHuggingFaceModel("a/b"));
    refuses(
        "set baseModel too",
        TogetherTuningCreateHttpTest::goingOn,
        o -> o.fromHuggingFaceModel("a/b"));
    refuses(
        "either batchSize or largestBatch",
        r -> {
          plain(r);
          r.batchSize(8);
        },
        o -> o.largestBatch(true));
    refuses(
        "at most 64 characters",
        r -> {
          plain(r);
          r.suffix("x".repeat(65));
        },
        TogetherTuningCreateHttpTest::nothing);
    refuses(
        "rpoAlpha out: it goes with FineTuningMethod.preference()",
        TogetherTuningCreateHttpTest::plain,
        o -> o.rpoAlpha(1));
    refuses(
        "trainOnInputs out", TogetherTuningCreateHttpTest::preference, o -> o.trainOnInputs(true));
  }

  @Test
  void earlyStoppingThatCannotWorkIsRefusedBeforeAnyRequest() {
    refuses(
        "earlyStopping(true)",
        TogetherTuningCreateHttpTest::plain,
        o -> o.earlyStoppingPatience(2));
    refuses("validationFile", TogetherTuningCreateHttpTest::plain, o -> o.earlyStopping(true));
    refuses(
        "evaluations to at least 4",
        r -> {
          plain(r);
          r.validationFile("file-9a4").hyperparameters(h -> h.evaluations(3));
        },
        o -> o.earlyStopping(true));
  }

  @Test
  void settingsThatNobodyCouldMeanAreRefusedByTheBuilder() {
    List<Consumer<TogetherFineTuningOptions.Builder>> wrong = List.of(
        o -> o.maxSequenceLength(0),
        o -> o.gradientAccumulationSteps(0),
        o -> o.earlyStoppingPatience(0),
        o -> o.earlyStoppingWarmupEvaluations(-1),
        o -> o.earlyStoppingMinDelta(-0.1),
        o -> o.rpoAlpha(-1),
        o -> o.simpoGamma(Double.NaN),
        o -> o.schedule(Schedule.linear(1.1)),
        o -> o.schedule(Schedule.cosine(0, 0)));
    for (Consumer<TogetherFineTuningOptions.Builder> one : wrong) {
      assertThatThrownBy(() -> {
            TogetherFineTuningOptions.Builder options = TogetherFineTuningOptions.builder();
            one.accept(options);
            options.build();
          })
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be");
    }
  }

  private void beyondTheLimits(
      String message,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<TogetherFineTuningOptions.Builder> options) {
    for (CallMode mode : CallMode.values()) {
      int before = together.requests();
      together.replay("fine_tunes/GET_fine-tunes_models_limits.strict");

      assertThatThrownBy(() -> create(
              mode,
              r -> {
                plain(r);
                request.accept(r);
              },
              options.andThen(o -> o.limitsChecked(true))))
          .isInstanceOfAny(IllegalArgumentException.class, UnsupportedCapabilityException.class)
          .hasMessageContaining(message);
      together.received("fine_tunes/GET_fine-tunes_models_limits");
      assertThat(together.requests() - before).isEqualTo(1);
    }
  }

  @Test
  void whatTheModelDoesNotAllowIsRefusedAfterAskingWhenTheUserWishesSo() {
    beyondTheLimits(
        "epochs must be at most 12", r -> r.epochs(13), TogetherTuningCreateHttpTest::nothing);
    beyondTheLimits(
        "evaluations must be at most 50",
        r -> r.hyperparameters(h -> h.evaluations(51)),
        TogetherTuningCreateHttpTest::nothing);
    beyondTheLimits(
        "checkpoints must be at most 4",
        r -> r.hyperparameters(h -> h.checkpoints(5)),
        TogetherTuningCreateHttpTest::nothing);
    beyondTheLimits(
        "learningRate must be at most 0.5",
        r -> r.learningRate(0.6),
        TogetherTuningCreateHttpTest::nothing);
    beyondTheLimits(
        "learningRate must be at least",
        r -> r.learningRate(1e-8),
        TogetherTuningCreateHttpTest::nothing);
    beyondTheLimits(
        "rank must be at most 32",
        r -> r.adapter(Adapter.lora(64)),
        TogetherTuningCreateHttpTest::nothing);
    beyondTheLimits(
        "does not take full tuning",
        r -> r.adapter(Adapter.full()),
        TogetherTuningCreateHttpTest::nothing);
    beyondTheLimits(
        "batchSize must be at least 4",
        r -> r.adapter(Adapter.lora(8)).batchSize(2),
        TogetherTuningCreateHttpTest::nothing);
    beyondTheLimits(
        "batchSize must be at most 40",
        r -> r.adapter(Adapter.lora(8)).batchSize(41),
        TogetherTuningCreateHttpTest::nothing);
    // Together names none: half of 40, rounded down to a multiple of 8.
    beyondTheLimits(
        "batchSize must be at most 16",
        r -> r.method(FineTuningMethod.preference()).adapter(Adapter.lora(8)).batchSize(17),
        TogetherTuningCreateHttpTest::nothing);
    beyondTheLimits("no part that sees", r -> {}, o -> o.trainVision(true));
    beyondTheLimits(
        "maxSequenceLength must be at least 512", r -> {}, o -> o.maxSequenceLength(511));
    beyondTheLimits(
        "maxSequenceLength must be at most 4096",
        r -> r.method(FineTuningMethod.preference()),
        o -> o.maxSequenceLength(5000));
  }

  @Test
  void limitsFetchedForARankAreKeptToo() {
    together.replay("fine_tunes/GET_fine-tunes_models_limits.strict");

    assertThatThrownBy(() -> create(
            CallMode.SYNC,
            r -> {
              lora(r);
              r.epochs(100);
            },
            TogetherTuningCreateHttpTest::nothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epochs must be at most 12 for " + MODEL + ", not 100");
    assertThat(together.requests()).isEqualTo(1);
  }

  @Test
  void aRequestWithinTheLimitsIsSentAfterThem() {
    together.replay("fine_tunes/GET_fine-tunes_models_limits.strict", "fine_tunes/POST_fine-tunes");

    create(
        CallMode.SYNC,
        TogetherTuningCreateHttpTest::plain,
        o -> o.limitsChecked(true).trainVision(false));

    // A model that does not see has no vision to be left alone.
    together.received("fine_tunes/GET_fine-tunes_models_limits", "fine_tunes/POST_fine-tunes");
  }
}
