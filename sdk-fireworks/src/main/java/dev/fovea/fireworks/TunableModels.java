package dev.fovea.fireworks;

import dev.fovea.ModelCard;
import dev.fovea.transport.Caller;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Whether a base model can be tuned, as Fireworks says when it is asked. */
final class TunableModels {
  // Two generations of trainers, each with words of its own.
  private static final List<String> SUPERVISED = List.of("tunable", "supervisedLoraTunable");
  private static final List<String> REINFORCEMENT = List.of("rlTunable", "rlLoraTunable");

  private final FireworksModels models;

  TunableModels(FireworksModels models) {
    this.models = models;
  }

  /** Refuses a plan whose model cannot be tuned so, if the plan wants that to be asked. */
  CompletableFuture<TuningPlan> check(Caller caller, TuningPlan plan) {
    return plan.modelToCheck()
        .map(model -> models.get(caller, model).thenApply(card -> tunable(card, plan)))
        .orElseGet(() -> CompletableFuture.completedFuture(plan));
  }

  // A flag that is false is left out of answers.
  private static TuningPlan tunable(ModelCard card, TuningPlan plan) {
    List<String> flags = plan.kind() == TuningKind.REINFORCEMENT ? REINFORCEMENT : SUPERVISED;
    Map<String, Object> facts = card.additionalProperties();
    if (flags.stream().noneMatch(flag -> Boolean.TRUE.equals(facts.get(flag)))) {
      throw TuningCheck.lacking(
          "create fine-tuning job",
          plan.kind().method() + " of " + card.id(),
          "choose a model of which Fireworks says " + String.join(" or ", flags)
              + ", or leave modelChecked out");
    }
    return plan;
  }
}
