package dev.fovea.openai;

import dev.fovea.config.Capability;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.Hyperparameters;
import dev.fovea.openai.OpenAiFineTuningOptions.Setting;
import dev.fovea.provider.NumberFacts;
import dev.fovea.provider.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What in a request for a job contradicts itself, or is nothing OpenAI can do. */
final class TuningCheck {
  private final FineTuningRequest request;
  private final OpenAiFineTuningOptions options;
  private final String operation;
  private final TuningKind kind;

  TuningCheck(FineTuningRequest request, OpenAiFineTuningOptions options, String operation) {
    this.request = request;
    this.options = options;
    this.operation = operation;
    this.kind = TuningKind.of(request.method());
  }

  void run(NumberFacts facts) {
    require(
        request.baseModel().filter(name -> !name.isBlank()).isPresent(),
        "set baseModel, such as gpt-4o-2024-08-06, or a tuned model's name to go on from it");
    adapter();
    request.hyperparameters().ifPresent(settings -> {
      hyperparameters(settings);
      facts.check("epochs", settings.epochs().orElse(null));
      facts.check("batchSize", settings.batchSize().orElse(null));
    });
    facts.check("tuningSeed", request.seed().orElse(null));
    facts.check("learningRateMultiplier", options.learningRateMultiplier().orElse(null));
    request
        .suffix()
        .flatMap(suffix -> Labels.length("suffix", suffix, 1, facts.number("longestSuffix")))
        .ifPresent(advice -> require(false, advice));
    method(facts);
    require(
        options.wandbProject().isPresent()
            || (options.wandbName().isEmpty()
                && options.wandbEntity().isEmpty()
                && options.wandbTags().isEmpty()),
        "set wandbProject too: the other settings of Weights & Biases do nothing alone");
  }

  // Which weights are trained is OpenAI's own affair, and nobody outside knows it.
  private void adapter() {
    Adapter adapter = request.adapter().orElse(null);
    if (adapter != null) {
      Capability asked =
          adapter instanceof Adapter.Full ? Capability.FULL_FINE_TUNING : Capability.LORA_ADAPTER;
      lacks(true, asked.name(), "leave adapter out: OpenAI chooses which weights it trains");
    }
  }

  private void hyperparameters(Hyperparameters settings) {
    lacks(
        settings.learningRate().isPresent(),
        "learningRate",
        "set learningRateMultiplier in OpenAiFineTuningOptions: OpenAI chooses the step size and"
            + " multiplies it");
    String instead = "leave it out: OpenAI has no such setting";
    lacks(settings.warmupRatio().isPresent(), "warmupRatio", instead);
    lacks(settings.weightDecay().isPresent(), "weightDecay", instead);
    lacks(settings.maxGradNorm().isPresent(), "maxGradNorm", instead);
    lacks(
        settings.checkpoints().isPresent(),
        "checkpoints",
        "leave checkpoints out: OpenAI keeps one of each of the last three epochs");
    lacks(
        settings.evaluations().isPresent(),
        "evaluations",
        kind == TuningKind.REINFORCEMENT
            ? "set evalInterval in OpenAiFineTuningOptions"
            : "leave evaluations out: with a validationFile OpenAI chooses when to evaluate");
  }

  private void method(NumberFacts facts) {
    if (request.method() instanceof FineTuningMethod.Preference preference) {
      facts.check("beta", preference.beta().orElse(null));
    }
    if (request.method() instanceof FineTuningMethod.Reinforcement graded) {
      require(
          !graded.grader().isEmpty() || sets("method.reinforcement.grader"),
          "give a grader: FineTuningMethod.reinforcement(OpenAiGrader.….fields())");
      require(
          request.validationFile().isPresent() || sets("validation_file"),
          "set validationFile too: OpenAI's reinforcement tuning needs one");
    }
    facts.check("computeMultiplier", options.computeMultiplier().orElse(null));
    facts.check("evalInterval", options.evalInterval().orElse(null));
    facts.check("evalSamples", options.evalSamples().orElse(null));
    belongs("computeMultiplier", options.computeMultiplier().isPresent());
    belongs("evalInterval", options.evalInterval().isPresent());
    belongs("evalSamples", options.evalSamples().isPresent());
    belongs("reasoningEffort", options.reasoningEffort().isPresent());
    belongs("responseFormat", options.responseFormat().isPresent());
    for (Setting setting : options.auto()) {
      require(
          TuningPlan.kinds(setting).contains(kind),
          "leave auto(" + setting + ") out: " + kind.method() + " has no such setting");
    }
  }

  private boolean sets(String field) {
    return request.extraProperties().getOrDefault(OpenAiProvider.ID, Map.of()).keySet().stream()
        .anyMatch(path -> path.equals(field) || path.startsWith(field + "."));
  }

  private void belongs(String name, boolean set) {
    require(
        !set || kind == TuningKind.REINFORCEMENT,
        "leave " + name + " out: it goes with " + TuningKind.REINFORCEMENT.method());
  }

  /** Holds the labels to their limits, Fovea's own among them. */
  void metadata(Map<String, ? extends @Nullable Object> labels) {
    require(
        labels.size() <= Labels.most(),
        "use at most " + (Labels.most() - 1) + " labels in metadata: one more, " + CreateOnce.TOKEN
            + ", finds the job when its answer is lost");
    Labels.mistake(labels).ifPresent(advice -> require(false, advice));
  }

  private void lacks(boolean asked, String capability, String instead) {
    if (asked) {
      throw new Refusal(OpenAiProvider.ID, operation)
          .of("the provider does not offer this (" + capability + ")", capability, instead);
    }
  }

  void require(boolean fulfilled, String advice) {
    if (!fulfilled) {
      throw new IllegalArgumentException("openai: to " + operation + ", " + advice);
    }
  }
}
