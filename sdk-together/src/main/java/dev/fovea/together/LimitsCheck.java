package dev.fovea.together;

import dev.fovea.config.Capability;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.Hyperparameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a request against what its model allows, before anything that costs money is sent. */
final class LimitsCheck {
  private final TogetherModelLimits limits;
  private final CreatePlan plan;
  private final FineTuningRequest request;
  private final boolean preference;

  LimitsCheck(TogetherModelLimits limits, CreatePlan plan) {
    this.limits = limits;
    this.plan = plan;
    this.request = plan.request();
    this.preference = request.method() instanceof FineTuningMethod.Preference;
  }

  void run() {
    request.adapter().ifPresent(this::adapter);
    request.hyperparameters().ifPresent(this::settings);
    Integer length = plan.options().maxSequenceLength().orElse(null);
    within("maxSequenceLength", length, limits.minSequenceLength().orElse(null), longest());
    if (plan.options().trainVision().orElse(false) && !limits.supportsVision().orElse(true)) {
      throw plan.unsupported(
          plan.model() + " has no part that sees", "trainVision", "leave trainVision out");
    }
  }

  private @Nullable Integer longest() {
    return (preference ? limits.maxPreferenceSequenceLength() : limits.maxSequenceLength())
        .orElse(null);
  }

  private void adapter(Adapter adapter) {
    if (training(adapter).isEmpty()) {
      boolean full = adapter instanceof Adapter.Full;
      throw plan.unsupported(
          plan.model() + " does not take " + (full ? "full tuning" : "a LoRA adapter"),
          (full ? Capability.FULL_FINE_TUNING : Capability.LORA_ADAPTER).name(),
          full ? "use Adapter.lora()" : "use Adapter.full()");
    }
    if (adapter instanceof Adapter.Lora lora) {
      Optional<Integer> most = limits.loraTraining().flatMap(TogetherModelLimits.Training::maxRank);
      within("the adapter's rank", lora.rank().orElse(null), null, most.orElse(null));
    }
  }

  private Optional<TogetherModelLimits.Training> training(Adapter adapter) {
    return adapter instanceof Adapter.Full ? limits.fullTraining() : limits.loraTraining();
  }

  private void settings(Hyperparameters settings) {
    atMost("epochs", settings.epochs().orElse(null), limits.maxEpochs().orElse(null));
    atMost(
        "evaluations",
        settings.evaluations().orElse(null),
        limits.maxEvaluations().orElse(null));
    atMost(
        "checkpoints",
        settings.checkpoints().orElse(null),
        limits.maxCheckpoints().orElse(null));
    Double rate = settings.learningRate().orElse(null);
    Double lowest = limits.minLearningRate().orElse(null);
    within("learningRate", rate, lowest, limits.maxLearningRate().orElse(null));
    // Without an adapter the kind of training is Together's choice, or the earlier job's.
    request
        .adapter()
        .flatMap(this::training)
        .ifPresent(training -> batch(settings.batchSize().orElse(null), training));
  }

  private void batch(@Nullable Integer size, TogetherModelLimits.Training training) {
    Integer least = training.minBatchSize().orElse(null);
    Integer most =
        (preference ? training.maxPreferenceBatchSize() : training.maxBatchSize()).orElse(null);
    within("batchSize", size, least, most);
  }

  private void atMost(String name, @Nullable Number value, @Nullable Number most) {
    within(name, value, null, most);
  }

  // A bound of 0 is one that Together did not fill in.
  private void within(
      String name, @Nullable Number value, @Nullable Number least, @Nullable Number most) {
    if (value == null) {
      return;
    }
    double given = value.doubleValue();
    boolean small = least != null && given < least.doubleValue();
    boolean large = most != null && most.doubleValue() > 0 && given > most.doubleValue();
    if (small || large) {
      String bound = small ? "at least " + least : "at most " + most;
      throw plan.refused(name + " must be " + bound + " for " + plan.model() + ", not " + value);
    }
  }
}
