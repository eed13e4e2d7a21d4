package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Money;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.providertests.CallMode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be asked around a job: price, limits, models, metrics, tokens. */
class TogetherTuningFactsHttpTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";
  private static final String JOB = "ft-71b2-4c";

  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherFineTuning tuning() {
    return new TogetherFineTuning(together.transport());
  }

  private static FineTuningRequest.Builder minimal() {
    return FineTuningRequest.builder().baseModel(MODEL).trainingFile("file-9a3");
  }

  private TogetherPriceEstimate estimate(CallMode mode, FineTuningRequest request) {
    TogetherFineTuning tuning = tuning();
    return mode.call(() -> tuning.estimate(request), () -> tuning.estimateAsync(request));
  }

  private static Money usd(String amount) {
    return Money.usd(new BigDecimal(amount));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anEstimateSendsWhatThePriceDependsOnAndNothingElse(CallMode mode) {
    together.replay("fine_tunes/POST_fine-tunes_estimate-price");

    TogetherPriceEstimate estimate = estimate(
        mode,
        minimal()
            .validationFile("file-9a4")
            .method(FineTuningMethod.preference(0.3))
            .adapter(Adapter.full())
            .epochs(4)
            .hyperparameters(h -> h.evaluations(3).warmupRatio(0.1))
            .suffix("leaves")
            .seed(3)
            .build());

    together.received("fine_tunes/POST_fine-tunes_estimate-price");
    assertThat(together.requests()).isEqualTo(1);
    assertThat(estimate.isAvailable()).isTrue();
    assertThat(estimate.explanation()).isEmpty();
    assertThat(estimate.price()).contains(usd("4.25"));
    assertThat(estimate.userLimit()).contains(usd("100.00"));
    assertThat(estimate.allowedToProceed()).contains(false);
    assertThat(estimate.trainTokens()).contains(412_000L);
    assertThat(estimate.evaluationTokens()).contains(900L);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anEstimateOfALoraWithoutRankAsksForTheLimitsAsCreatingDoes(CallMode mode) {
    together.replay(
        "fine_tunes/GET_fine-tunes_models_limits", "fine_tunes/POST_fine-tunes_estimate-price.old");

    TogetherPriceEstimate estimate =
        estimate(mode, minimal().adapter(Adapter.lora()).build());

    together.received(
        "fine_tunes/GET_fine-tunes_models_limits",
        "fine_tunes/POST_fine-tunes_estimate-price.lora");
    assertThat(estimate.isAvailable()).as("an old server that says no more").isTrue();
    assertThat(estimate.price()).contains(usd("0.125"));
    assertThat(estimate.userLimit()).contains(usd("2.50"));
  }

  @Test
  void anEstimateIsAskedForAgainWhenTheServerIsBusy() {
    together.answer(503, "{\"error\":{\"message\":\"busy\"}}");
    together.replay("fine_tunes/POST_fine-tunes_estimate-price");

    assertThat(estimate(CallMode.SYNC, minimal().build()).isAvailable()).isTrue();
    assertThat(together.requests()).isEqualTo(2);
  }

  @Test
  void dataSetsWithPicturesHaveNoEstimateAndTheReasonIsASentence() {
    together.replay("fine_tunes/POST_fine-tunes_estimate-price.pictures");

    TogetherPriceEstimate estimate = estimate(CallMode.SYNC, minimal().build());

    assertThat(estimate.isAvailable()).isFalse();
    assertThat(estimate.price()).isEmpty();
    assertThat(estimate.unavailableReason()).contains("multimodal_dataset");
    assertThat(estimate.explanation())
        .isEqualTo("Together estimates no price for data sets with pictures.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train_file_not_validated|training file is not checked yet",
        "eval_file_not_validated|validation file is not checked yet",
        "train_file_invalid|training file has errors",
        "eval_file_invalid|validation file has errors",
        "moon_phase|Together gives no estimate: moon_phase."
      })
  void everyReasonHasASentenceAndUnknownOnesKeepTheirWord(String reason, String sentence) {
    together.answer(
        200, "{\"estimation_available\":false,\"unavailable_reason\":\"" + reason + "\"}");

    TogetherPriceEstimate estimate = estimate(CallMode.SYNC, minimal().build());

    assertThat(estimate.explanation()).contains(sentence);
    assertThat(estimate.unavailableReason()).contains(reason);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void limitsSayHowAModelMayBeTuned(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes_models_limits.strict");
    TogetherFineTuning tuning = tuning();

    TogetherModelLimits limits =
        mode.call(() -> tuning.limits(MODEL), () -> tuning.limitsAsync(MODEL));

    together.received("fine_tunes/GET_fine-tunes_models_limits");
    assertThat(limits.model()).contains(MODEL);
    assertThat(limits.maxEpochs()).contains(12);
    assertThat(limits.supportsVision()).contains(false);
    assertThat(limits.supportsTools()).contains(true);
    assertThat(limits.supportsReasoning()).contains(false);
    assertThat(limits.mergesAdapter()).contains(true);
    assertThat(limits.defaultGradientAccumulationSteps()).contains(1);
    assertThat(limits.fullTraining())
        .as("zeros beside supports_full_training=false")
        .isEmpty();
    TogetherModelLimits.Training lora = limits.loraTraining().orElseThrow();
    assertThat(lora.maxRank()).contains(32);
    assertThat(lora.targetModules()).containsExactly("q_proj", "v_proj");
    assertThat(lora.maxBatchSize()).contains(40);
    assertThat(lora.maxPreferenceBatchSize()).contains(16);
    assertThat(limits.additionalProperties()).containsEntry("max_num_evals", 50);
  }

  @ParameterizedTest
  @CsvSource({"10,4,4", "32,8,16", "40,4,16", "16,8,8"})
  void theLargestPreferenceBatchIsHalfOfTheOtherWhenNobodySays(int most, int least, int expected) {
    together.answer(
        200,
        "{\"lora_training\":{\"max_batch_size\":" + most + ",\"min_batch_size\":" + least + "}}");

    TogetherModelLimits limits = tuning().limits(MODEL);

    assertThat(limits.loraTraining().orElseThrow().maxPreferenceBatchSize()).contains(expected);
  }

  @Test
  void aModelWithoutLimitsIsNotFoundInTheServersWords() {
    together.answer(404, "{\"message\":\"no tuning for m\"}");

    assertThatThrownBy(() -> tuning().limits("m"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("ask for the model's limits failed: no tuning for m");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theModelsThatCanBeTunedAreListed(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes_models_supported");
    TogetherFineTuning tuning = tuning();

    List<String> models = mode.call(tuning::supportedModels, tuning::supportedModelsAsync);

    together.received("fine_tunes/GET_fine-tunes_models_supported");
    assertThat(models).containsExactly(MODEL, "google/gemma-3-4b-it-VLM");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void metricsAreReadPointByPoint(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes_{id}_metrics");
    TogetherFineTuning tuning = tuning();

    List<TogetherMetric> metrics =
        mode.call(() -> tuning.metrics(JOB), () -> tuning.metricsAsync(JOB, f -> {}));

    together.received("fine_tunes/GET_fine-tunes_{id}_metrics");
    assertThat(metrics)
        .extracting(TogetherMetric::isEvaluation)
        .containsExactly(false, true, false);
    assertThat(metrics.get(0).step()).contains(7L);
    assertThat(metrics.get(0).loss()).contains(0.52);
    assertThat(metrics.get(0).value("train/grad_norm")).contains(0.9);
    assertThat(metrics.get(1).loss()).contains(0.61);
    assertThat(metrics.get(1).step()).isEmpty();
    assertThat(metrics.get(1).value("eval/perplexity")).isEmpty();
  }

  @Test
  void metricsAreFilteredInTheQuery() {
    together.replay("fine_tunes/GET_fine-tunes_{id}_metrics");

    tuning()
        .metrics(
            JOB,
            f -> f.fromStep(5)
                .toStep(40)
                .from(Instant.parse("2026-10-02T07:31:00Z"))
                .to(Instant.parse("2026-10-02T08:00:00.500Z"))
                .resolution(20));

    together.received("fine_tunes/GET_fine-tunes_{id}_metrics.filtered");
    assertThatThrownBy(() -> tuning().metrics(JOB, f -> f.resolution(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resolution");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aPreviewShowsWhichTokensAreLearnt(CallMode mode) {
    together.replay("fine_tunes/POST_fine-tunes_preview");
    TogetherFineTuning tuning = tuning();
    FineTuningRequest request = minimal()
        .adapter(Adapter.lora())
        .options(TogetherFineTuningOptions.builder().trainOnInputs(false).build())
        .build();

    TogetherTokenPreview preview =
        mode.call(() -> tuning.preview(request, 2), () -> tuning.previewAsync(request, 2));

    together.received("fine_tunes/POST_fine-tunes_preview");
    assertThat(together.requests()).isEqualTo(1);
    assertThat(preview.datasetFormat()).contains("conversation");
    assertThat(preview.maxSequenceLength()).contains(4096);
    assertThat(preview.trainOnInputs()).contains(false);
    TogetherTokenPreview.Row row = preview.rows().get(0);
    assertThat(row.tokens()).containsExactly("<s>", "leaf", "Oak");
    assertThat(row.inputIds()).containsExactly(1, 734, 9);
    assertThat(row.labels()).containsExactly(-100, -100, 9);
    assertThat(row.tokenCount()).contains(3);
    assertThat(row.trainedTokenCount()).contains(1);
    assertThat(row.truncated()).contains(false);
  }

  @Test
  void aPreviewThatCannotBeIsRefusedBeforeAnyRequest() {
    assertThatThrownBy(() ->
            tuning().preview(minimal().method(FineTuningMethod.preference()).build(), 1))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("only supervised tuning has a preview");
    assertThatThrownBy(() -> tuning().preview(minimal().build(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 example");
    assertThat(together.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theTokensOfAJobAreAtASignedAddressThatIsNotShown(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes_{id}_download-tokenized-dataset");
    TogetherFineTuning tuning = tuning();

    TogetherTokenizedDataset tokens =
        mode.call(() -> tuning.tokenizedDataset(JOB), () -> tuning.tokenizedDatasetAsync(JOB));

    together.received("fine_tunes/GET_fine-tunes_{id}_download-tokenized-dataset");
    assertThat(tokens.url())
        .isEqualTo(URI.create("https://store.garden.test/t/71b2?sig=very-secret"));
    assertThat(tokens.fileName()).contains("ft-71b2-4c.tar.zst");
    assertThat(tokens.contentType()).contains("application/zstd");
    assertThat(tokens.size()).contains(5120L);
    assertThat(tokens.expiresAt()).contains(Instant.parse("2026-10-03T00:00:00Z"));
    assertThat(tokens.toString()).contains("url").doesNotContain("secret");
  }

  @Test
  void aJobTellsAllThatTogetherKnowsOfIt() {
    together.replay("fine_tunes/GET_fine-tunes_{id}");

    TogetherFineTuningJob job = TogetherFineTuningJob.of(tuning().get(JOB));

    assertThat(job.modelOutputPath()).contains("s3://store/ft-71b2-4c/80");
    assertThat(job.modelObjectName()).contains("garden/Qwen3-VL-8B-Instruct-leaves-0c7d");
    assertThat(job.modelObjectRevisionId()).contains("rv_3");
    assertThat(job.adapterObjectName()).contains("garden/Qwen3-VL-8B-Instruct-leaves-0c7d-adapter");
    assertThat(job.adapterObjectRevisionId()).contains("rv_4");
    assertThat(job.tokenizedDatasetPath()).contains("s3://store/ft-71b2-4c/tokens");
    assertThat(job.tokenizedDatasetUploadedAt()).contains(Instant.parse("2026-10-02T07:33:00Z"));
    assertThat(job.evaluationsCompleted()).contains(3);
    assertThat(job.stepsCompleted()).contains(80);
    assertThat(job.totalSteps()).contains(80);
    assertThat(job.parameterCount()).contains(8_767_123_456L);
    assertThat(job.wandbUrl()).contains("https://wandb.garden.test/r/1");
    assertThat(job.method()).contains(FineTuningMethod.preference(0.3));
    assertThat(job.fromCheckpoint()).contains("ft-60:10");
    assertThat(job.fromHuggingFaceModel()).isEmpty();
    assertThat(job.earlyStopped()).contains(true);
    assertThat(job.earlyStoppingBestStep()).contains(60);
    assertThat(job.earlyStoppingBestMetric()).contains(0.41);
  }

  @Test
  void eventsKeepTheirWordsInAnyCaseAndThoseNobodyKnows() {
    together.answer(
        200,
        "{\"data\":[" + event("JOB_START", "\"Info\"") + "," + event("early_stopped", "null") + ","
            + event("Moon_Rise", "\"LEGACY_IWARNING\"") + "," + event("JOB_USER_ERROR", "\"\"")
            + "," + event("job_error", "\"legacy_ierror\"") + "]}");

    assertThat(tuning().events(JOB).items())
        .extracting(event -> event.type() + " " + event.level())
        .containsExactly(
            "JOB_START INFO",
            "early_stopped UNKNOWN",
            "Moon_Rise WARNING",
            "JOB_USER_ERROR ERROR",
            "job_error ERROR");
  }

  private static String event(String type, String level) {
    return "{\"object\":\"fine-tune-event\",\"created_at\":\"2026-10-02T07:31:00Z\",\"message\":\"m\","
        + "\"type\":\"" + type + "\",\"level\":" + level + "}";
  }
}
