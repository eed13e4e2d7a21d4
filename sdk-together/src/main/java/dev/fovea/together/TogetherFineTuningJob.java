package dev.fovea.together;

import dev.fovea.config.Money;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningJob;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fine-tuning job with what only Together says about it. A view of the neutral job: absent is
 * whatever the job did not bring along, which for a job just created or listed is more than for one
 * asked for by id. Immutable.
 */
public final class TogetherFineTuningJob {
  private static final int NANO = 9;

  private final FineTuningJob job;

  private TogetherFineTuningJob(FineTuningJob job) {
    this.job = job;
  }

  /**
   * Looks at a job of Together's.
   *
   * @param job as the service returned it
   * @return the view
   */
  public static TogetherFineTuningJob of(FineTuningJob job) {
    return new TogetherFineTuningJob(Objects.requireNonNull(job, "job"));
  }

  /** {@return the neutral job} */
  public FineTuningJob job() {
    return job;
  }

  /** {@return the name the model will have; told before there is a model} */
  public Optional<String> modelOutputName() {
    return wire().text("model_output_name");
  }

  /** {@return the registry id of the model} */
  public Optional<String> modelObjectId() {
    return wire().text("model_object_id");
  }

  /** {@return the registry id of the adapter; only jobs that train one have it} */
  public Optional<String> adapterObjectId() {
    return wire().text("adapter_object_id");
  }

  /** {@return the registry name of the adapter; only jobs that train one have it} */
  public Optional<String> adapterObjectName() {
    return wire().text("adapter_object_name", "adapter_output_name");
  }

  /** {@return what the job costs so far; Together says 0 until it has counted} */
  public Optional<Money> totalPrice() {
    // Nano-dollars on the wire.
    return wire()
        .integer("total_price")
        .map(nano -> Money.usd(dollars(BigDecimal.valueOf(nano, NANO))));
  }

  private static BigDecimal dollars(BigDecimal exact) {
    BigDecimal shortest = exact.stripTrailingZeros();
    return shortest.scale() < 2 ? shortest.setScale(2) : shortest;
  }

  /** {@return the ending of the model's name that was asked for} */
  public Optional<String> suffix() {
    return wire().text("suffix");
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
    return type.integer(name).filter(n -> n > 0 && n <= Integer.MAX_VALUE).map(Long::intValue);
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

  private Optional<Integer> count(String name) {
    return wire().integer(name).filter(n -> n >= 0 && n <= Integer.MAX_VALUE).map(Long::intValue);
  }

  // Read anew each time: reading leaves traces in it, and this view is for all threads.
  private WireObject wire() {
    return WireObject.of(job.additionalProperties());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TogetherFineTuningJob view && view.job.equals(job);
  }

  @Override
  public int hashCode() {
    return job.hashCode();
  }

  @Override
  public String toString() {
    return "TogetherFineTuningJob{" + job + "}";
  }
}
