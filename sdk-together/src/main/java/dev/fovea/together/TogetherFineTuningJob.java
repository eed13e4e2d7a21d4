package dev.fovea.together;

import dev.fovea.config.Money;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.provider.JobView;
import dev.fovea.provider.WireObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A fine-tuning job with what only Together says about it. A view of the neutral job: absent is
 * whatever the job did not bring along, which for a job just created or listed is more than for one
 * asked for by id. Immutable.
 */
public final class TogetherFineTuningJob extends JobView {
  private static final int NANO = 9;

  private TogetherFineTuningJob(FineTuningJob job) {
    super(job);
  }

  /**
   * Looks at a job of Together's.
   *
   * @param job as the service returned it
   * @return the view
   */
  public static TogetherFineTuningJob of(FineTuningJob job) {
    return new TogetherFineTuningJob(job);
  }

  /** {@return the name the model will have; told before there is a model} */
  public Optional<String> modelOutputName() {
    return wire().text("model_output_name");
  }

  /** {@return where Together keeps the model, in its own words} */
  public Optional<String> modelOutputPath() {
    return wire().text("model_output_path");
  }

  /** {@return the registry id of the model; what a deployment takes} */
  public Optional<String> modelObjectId() {
    return wire().text("model_object_id");
  }

  /** {@return the registry name of the model} */
  public Optional<String> modelObjectName() {
    return wire().text("model_object_name");
  }

  /** {@return the revision of the model in the registry} */
  public Optional<String> modelObjectRevisionId() {
    return wire().text("model_object_revision_id");
  }

  /** {@return the registry id of the adapter; only jobs that train one have it} */
  public Optional<String> adapterObjectId() {
    return wire().text("adapter_object_id");
  }

  /** {@return the registry name of the adapter; only jobs that train one have it} */
  public Optional<String> adapterObjectName() {
    return wire().text("adapter_object_name", "adapter_output_name");
  }

  /** {@return the revision of the adapter in the registry; only jobs that train one have it} */
  public Optional<String> adapterObjectRevisionId() {
    return wire().text("adapter_object_revision_id");
  }

  /** {@return where Together keeps the tokens that were trained on, in its own words} */
  public Optional<String> tokenizedDatasetPath() {
    return wire().text("tokenized_dataset_path");
  }

  /** {@return since when it keeps them} */
  public Optional<Instant> tokenizedDatasetUploadedAt() {
    return wire().time("tokenized_dataset_uploaded_at");
  }

  /** {@return what the job costs so far; Together says 0 until it has counted} */
  public Optional<Money> totalPrice() {
    // Nano-dollars on the wire.
    return wire()
        .integer("total_price")
        .map(nano -> WireObject.dollars(BigDecimal.valueOf(nano, NANO)));
  }

  /** {@return the ending of the model's name that was asked for} */
  public Optional<String> suffix() {
    return wire().text("suffix");
  }

  /**
   * {@return how the model learns; absent also for a method this version does not know} More about
   * it stands in the job's additional properties, under {@code training_method}.
   */
  public Optional<FineTuningMethod> method() {
    return wire().object("training_method").flatMap(TogetherFineTuningJob::method);
  }

  private static Optional<FineTuningMethod> method(WireObject method) {
    return switch (method.text("method").orElse("").toLowerCase(Locale.ROOT)) {
      case "sft" -> Optional.of(FineTuningMethod.supervised());
      case "dpo" ->
        Optional.of(method
            .decimal("dpo_beta")
            .filter(beta -> beta >= 0)
            .map(FineTuningMethod::preference)
            .orElseGet(FineTuningMethod::preference));
      default -> Optional.empty();
    };
  }

  /** {@return the checkpoint the job went on from} */
  public Optional<String> fromCheckpoint() {
    return wire().text("from_checkpoint");
  }

  /** {@return the Hugging Face repository the weights came from} */
  public Optional<String> fromHuggingFaceModel() {
    return wire().text("from_hf_model");
  }

  /** {@return which weights are trained} */
  public Optional<Adapter> adapter() {
    return wire().object("training_type").map(TogetherFineTuningJob::adapter);
  }

  private static Adapter adapter(WireObject type) {
    // Old jobs have an empty word here, which meant all weights.
    if (!type.text("type").orElse("").toLowerCase(Locale.ROOT).equals("lora")) {
      return Adapter.full();
    }
    return Adapter.lora(lora -> {
      positive(type, "lora_r").ifPresent(lora::rank);
      positive(type, "lora_alpha").ifPresent(lora::alpha);
      type.decimal("lora_dropout").filter(d -> d >= 0 && d < 1).ifPresent(lora::dropout);
      type.text("lora_trainable_modules")
          .ifPresent(names -> lora.targetModules(Arrays.asList(names.split(","))));
    });
  }

  private static Optional<Integer> positive(WireObject type, String name) {
    return type.count(name).filter(n -> n > 0);
  }

  /** {@return how many examples make one step; absent also when it says only {@code max}} */
  public Optional<Integer> batchSize() {
    return positive(wire(), "batch_size");
  }

  /** {@return the step size of learning} */
  public Optional<Double> learningRate() {
    return wire().decimal("learning_rate");
  }

  /** {@return whether the part of the model that sees is trained} */
  public Optional<Boolean> trainVision() {
    return wire().object("multimodal_params").flatMap(params -> params.flag("train_vision"));
  }

  /** {@return how many epochs are done} */
  public Optional<Integer> epochsCompleted() {
    return count("epochs_completed");
  }

  /** {@return how many evaluations are done} */
  public Optional<Integer> evaluationsCompleted() {
    return count("evals_completed");
  }

  /** {@return how many training steps are done} */
  public Optional<Integer> stepsCompleted() {
    return count("steps_completed");
  }

  /** {@return how many training steps there are} */
  public Optional<Integer> totalSteps() {
    return count("total_steps");
  }

  /** {@return how many parameters the model has} */
  public Optional<Long> parameterCount() {
    return wire().integer("param_count").filter(count -> count > 0);
  }

  /** {@return where Weights &amp; Biases shows the job} */
  public Optional<String> wandbUrl() {
    return wire().text("wandb_url");
  }

  /** {@return how many jobs stand before this one} */
  public Optional<Integer> queueDepth() {
    return count("queue_depth");
  }

  /** {@return how many lines of the training file Together counted} */
  public Optional<Long> trainingFileLines() {
    return wire().integer("trainingfile_numlines", "TrainingFileNumLines");
  }

  /** {@return how many bytes of the training file Together counted} */
  public Optional<Long> trainingFileBytes() {
    return wire().integer("trainingfile_size", "TrainingFileSize");
  }

  /** {@return whether training ended before its last epoch because it no longer helped} */
  public Optional<Boolean> earlyStopped() {
    return wire().flag("early_stopped");
  }

  /** {@return the step whose model was best; only when training ended early} */
  public Optional<Integer> earlyStoppingBestStep() {
    return count("early_stopping_best_step");
  }

  /** {@return how good it was, by the measure that ended training} */
  public Optional<Double> earlyStoppingBestMetric() {
    return wire().decimal("early_stopping_best_metric");
  }

  private Optional<Integer> count(String name) {
    return wire().count(name);
  }
}
