package dev.fovea.together;

import dev.fovea.config.Capability;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.Hyperparameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What in a request for a job contradicts itself, whatever the model. */
final class RequestCheck {
  private final CreatePlan plan;
  private final FineTuningRequest request;
  private final TogetherFineTuningOptions options;

  RequestCheck(CreatePlan plan) {
    this.plan = plan;
    this.request = plan.request();
    this.options = plan.options();
  }

  void run() {
    if (request.method() instanceof FineTuningMethod.Reinforcement) {
      throw plan.unsupported(
          "reinforcement tuning is not offered here",
          Capability.REINFORCEMENT_FINE_TUNING.name(),
          "use FineTuningMethod.supervised() or preference()");
    }
    origin();
    method();
    require(
        !options.largestBatch() || settings().batchSize().isEmpty(),
        "set either batchSize or largestBatch, not both");
    int suffix = request.suffix().map(String::length).orElse(0);
    int longest = TogetherFacts.REQUESTS.number("longestSuffix");
    require(suffix <= longest, "use a suffix of at most " + longest + " characters, not " + suffix);
    earlyStopping();
  }

  private void origin() {
    boolean model = request.baseModel().filter(name -> !name.isBlank()).isPresent();
    boolean checkpoint = plan.checkpoint().isPresent();
    boolean huggingFace = options.fromHuggingFaceModel().isPresent();
    require(
        !(checkpoint && huggingFace),
        "set either fromCheckpoint or fromHuggingFaceModel, not both");
    require(
        !(checkpoint && model),
        "set either baseModel or fromCheckpoint, not both: a checkpoint has its model");
    require(
        model || !huggingFace,
        "set baseModel too: the model of Together's that the one from Hugging Face is like");
    require(
        model || checkpoint, "set baseModel, such as Qwen/Qwen3-VL-8B-Instruct, or fromCheckpoint");
  }

  private void method() {
    if (request.method() instanceof FineTuningMethod.Supervised) {
      Map<String, Optional<?>> preferences = new LinkedHashMap<>();
      preferences.put("rpoAlpha", options.rpoAlpha());
      preferences.put("simpoGamma", options.simpoGamma());
      preferences.put("normalizeLogRatiosByLength", options.normalizeLogRatiosByLength());
      preferences.put("referenceFree", options.referenceFree());
      preferences.forEach((name, value) -> require(
          value.isEmpty(), "leave " + name + " out: it goes with FineTuningMethod.preference()"));
      return;
    }
    require(
        options.trainOnInputs().isEmpty(),
        "leave trainOnInputs out: it goes with FineTuningMethod.supervised()");
    boolean simpo = options.simpoGamma().orElse(0.0) > 0;
    require(
        !simpo
            || (options.referenceFree().orElse(true)
                && options.normalizeLogRatiosByLength().orElse(true)),
        "leave referenceFree and normalizeLogRatiosByLength true or unset, which SimPO"
            + " (simpoGamma above 0) needs, or leave simpoGamma out");
  }

  private void earlyStopping() {
    if (!options.earlyStopping().orElse(false)) {
      require(
          options.earlyStoppingPatience().isEmpty()
              && options.earlyStoppingWarmupEvaluations().isEmpty()
              && options.earlyStoppingMinDelta().isEmpty(),
          "set earlyStopping(true) too: its settings do nothing alone");
      return;
    }
    require(request.validationFile().isPresent(), "set validationFile too: earlyStopping needs it");
    int patience = options
        .earlyStoppingPatience()
        .orElseGet(() -> TogetherFacts.REQUESTS.number("earlyStoppingPatience"));
    int warmup = options
        .earlyStoppingWarmupEvaluations()
        .orElseGet(() -> TogetherFacts.REQUESTS.number("earlyStoppingWarmupEvaluations"));
    int needed = patience + warmup + 1;
    require(
        settings().evaluations().orElse(0) >= needed,
        "set evaluations to at least " + needed + ": earlyStopping needs its patience of "
            + patience + ", its warm-up of " + warmup + " and one more");
  }

  private Hyperparameters settings() {
    return request.hyperparameters().orElseGet(() -> Hyperparameters.builder().build());
  }

  private void require(boolean fulfilled, String advice) {
    if (!fulfilled) {
      throw plan.refused(advice);
    }
  }
}
