package dev.fovea.fireworks;

import dev.fovea.config.Capability;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.Hyperparameters;
import dev.fovea.provider.Refusal;
import java.util.Set;

/** What in a request for a job contradicts itself, or is nothing Fireworks can do. */
final class TuningCheck {
  /** The grader's one field: the name of an evaluator. */
  static final String EVALUATOR = "evaluator";

  private final FineTuningRequest request;
  private final FireworksFineTuningOptions options;
  private final String operation;

  TuningCheck(FineTuningRequest request, FireworksFineTuningOptions options, String operation) {
    this.request = request;
    this.options = options;
    this.operation = operation;
  }

  void run(TuningFacts facts) {
    origin();
    method(facts);
    evaluation();
    adapter(facts);
    request.hyperparameters().ifPresent(this::hyperparameters);
    lacks(
        request.seed().isPresent(),
        "seed",
        "leave seed out: Fireworks takes none for managed jobs");
    require(
        request.suffix().isEmpty() || options.outputModel().isEmpty(),
        "set either suffix or outputModel, not both");
  }

  private void origin() {
    boolean model = request.baseModel().filter(name -> !name.isBlank()).isPresent();
    boolean adapter = options.warmStartFrom().isPresent();
    require(
        !(model && adapter),
        "set either baseModel or warmStartFrom, not both: an adapter has its model");
    require(
        model || adapter,
        "set baseModel, such as accounts/fireworks/models/qwen3-vl-8b-instruct, or warmStartFrom");
  }

  private void method(TuningFacts facts) {
    if (request.method() instanceof FineTuningMethod.Preference preference) {
      preference.beta().ifPresent(facts::requireBeta);
      String loss = options.lossMethod().orElse(options.orpoLambda().isPresent() ? "ORPO" : "DPO");
      require(
          preference.beta().isEmpty() || loss.equals("DPO"),
          "use FineTuningMethod.preference() without a beta: " + loss + " has none");
      require(
          options.orpoLambda().isEmpty() || loss.equals("ORPO"),
          "set lossMethod to ORPO or leave it out: orpoLambda goes with no other");
    } else if (request.method() instanceof FineTuningMethod.Reinforcement graded) {
      require(
          graded.grader().keySet().equals(Set.of(EVALUATOR))
              && graded.grader().get(EVALUATOR) instanceof String name
              && !name.isBlank(),
          "grade with the name of an evaluator alone, FineTuningMethod.reinforcement(Map.of(\""
              + EVALUATOR + "\", \"accounts/ACCOUNT/evaluators/ID\")), not with "
              + graded.grader().keySet());
    }
  }

  private void evaluation() {
    boolean file = request.validationFile().isPresent();
    lacks(
        file && request.method() instanceof FineTuningMethod.Preference,
        "validationFile",
        "leave validationFile out: Fireworks evaluates nothing in preference tuning");
    require(
        !(file && options.evaluationCarveOut().orElse(false)),
        "set either validationFile or evaluationCarveOut, not both");
  }

  private void adapter(TuningFacts facts) {
    if (request.adapter().orElse(null) instanceof Adapter.Full) {
      lacks(true, Capability.FULL_FINE_TUNING.name(), "use Adapter.lora()");
    }
    if (!(request.adapter().orElse(null) instanceof Adapter.Lora lora)) {
      return;
    }
    lora.rank().ifPresent(facts::requireRank);
    boolean supervised = request.method() instanceof FineTuningMethod.Supervised;
    String instead = "leave it out in supervised tuning: Fireworks chooses it";
    lacks(supervised && lora.alpha().isPresent(), "adapter.alpha", instead);
    lacks(supervised && lora.dropout().isPresent(), "adapter.dropout", instead);
    lacks(supervised && !lora.targetModules().isEmpty(), "adapter.targetModules", instead);
  }

  private void hyperparameters(Hyperparameters settings) {
    lacks(
        settings.warmupRatio().isPresent(),
        "warmupRatio",
        "set learningRateWarmupSteps in FireworksFineTuningOptions");
    lacks(settings.maxGradNorm().isPresent(), "maxGradNorm", "leave maxGradNorm out");
    lacks(
        settings.checkpoints().isPresent(),
        Capability.JOB_CHECKPOINTS.name(),
        "leave checkpoints out: Fireworks keeps the last state");
    lacks(
        settings.evaluations().isPresent(),
        "evaluations",
        "leave evaluations out: with a validationFile, or evaluationCarveOut in"
            + " FireworksFineTuningOptions, Fireworks chooses when to evaluate");
  }

  private void lacks(boolean asked, String capability, String instead) {
    if (asked) {
      throw lacking(operation, capability, instead);
    }
  }

  /** {@return that Fireworks cannot do what a request asks for} */
  static UnsupportedCapabilityException lacking(
      String operation, String capability, String instead) {
    return new Refusal(FireworksProvider.ID, operation)
        .of("the provider does not offer this (" + capability + ")", capability, instead);
  }

  private void require(boolean fulfilled, String advice) {
    if (!fulfilled) {
      throw new IllegalArgumentException("fireworks: to " + operation + ", " + advice);
    }
  }
}
