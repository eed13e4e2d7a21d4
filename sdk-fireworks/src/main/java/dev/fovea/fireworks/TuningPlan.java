package dev.fovea.fireworks;

import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.Hyperparameters;
import dev.fovea.json.FieldPaths;
import dev.fovea.provider.OwnOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to a job. Whatever can be refused without asking is refused when the plan is
 * made. Immutable.
 */
final class TuningPlan {
  /** The fields that tell one job from another. */
  static final List<String> TELLING = List.of(
      "dataset",
      "baseModel",
      "warmStartFrom",
      "trainingConfig.baseModel",
      "trainingConfig.warmStartFrom",
      "evaluator");

  private final FineTuningRequest request;
  private final FireworksFineTuningOptions options;
  private final TuningKind kind;
  private final Map<String, Object> settings;

  private TuningPlan(
      FineTuningRequest request,
      FireworksFineTuningOptions options,
      TuningKind kind,
      Map<String, Object> settings) {
    this.request = request;
    this.options = options;
    this.kind = kind;
    this.settings = settings;
  }

  /**
   * Makes the plan.
   *
   * @param request the job
   * @param operation what it is for, as messages name it
   */
  static TuningPlan of(FineTuningRequest request, String operation) {
    FireworksFineTuningOptions options = OwnOptions.find(
            FireworksProvider.ID, request.options(), FireworksFineTuningOptions.class, operation)
        .orElseGet(() -> FireworksFineTuningOptions.builder().build());
    TuningFacts facts = TuningFacts.bundled();
    TuningKind kind = TuningKind.of(request.method());
    new TuningCheck(request, options, operation).run(facts);
    return new TuningPlan(request, options, kind, TuningSettings.places(kind, options, facts));
  }

  TuningKind kind() {
    return kind;
  }

  Optional<String> jobId() {
    return options.jobId();
  }

  /** {@return the base model, if Fireworks is to be asked about it before} */
  Optional<String> modelToCheck() {
    return options.modelChecked() ? request.baseModel() : Optional.empty();
  }

  /**
   * The body that creates the job.
   *
   * @param account whose the things are that are named by their short ids
   * @param jobId the job's short id
   */
  Map<String, @Nullable Object> body(String account, String jobId) {
    Map<String, @Nullable Object> places = new LinkedHashMap<>();
    places.put("dataset", name(request.trainingFile(), account, "datasets"));
    request
        .validationFile()
        .ifPresent(file -> places.put("evaluationDataset", name(file, account, "datasets")));
    evaluator().ifPresent(e -> places.put("evaluator", name(e, account, "evaluators")));
    request.baseModel().ifPresent(m -> train(places, "baseModel", name(m, account, "models")));
    options
        .warmStartFrom()
        .ifPresent(m -> train(places, "warmStartFrom", name(m, account, "models")));
    outputModel(account, jobId).ifPresent(model -> train(places, "outputModel", model));
    request.hyperparameters().ifPresent(settings -> put(places, settings));
    if (request.adapter().orElse(null) instanceof Adapter.Lora lora) {
      put(places, lora);
    }
    places.putAll(settings);
    loss(places);
    return FieldPaths.merge(
        FieldPaths.merge(new LinkedHashMap<>(), places),
        request.extraProperties().getOrDefault(FireworksProvider.ID, Map.of()));
  }

  /** The body that asks what the job would cost. */
  Map<String, @Nullable Object> estimate(String account) {
    Map<String, @Nullable Object> body = body(account, jobId().orElse("estimate"));
    body.remove("outputModel");
    return body;
  }

  private static String name(String nameOrId, String account, String collection) {
    return ResourceName.of(nameOrId, account, collection).toString();
  }

  private void train(Map<String, @Nullable Object> places, String field, Object value) {
    places.put(kind.training(field), value);
  }

  private Optional<String> evaluator() {
    return request.method() instanceof FineTuningMethod.Reinforcement graded
        ? Optional.of(String.valueOf(graded.grader().get(TuningCheck.EVALUATOR)))
        : Optional.empty();
  }

  // Two jobs may have the same suffix, but not the same model.
  private Optional<String> outputModel(String account, String jobId) {
    return options
        .outputModel()
        .map(model ->
            model.contains("/") ? name(model, account, "models") : ResourceName.chosen(model))
        .or(() -> request.suffix().map(suffix -> ResourceName.chosen(jobId + "-" + suffix)));
  }

  private void put(Map<String, @Nullable Object> places, Hyperparameters settings) {
    settings.epochs().ifPresent(value -> train(places, "epochs", value));
    settings.batchSize().ifPresent(value -> train(places, "batchSizeSamples", value));
    settings.learningRate().ifPresent(value -> train(places, "learningRate", value));
    settings.weightDecay().ifPresent(value -> train(places, "optimizerWeightDecay", value));
  }

  private void put(Map<String, @Nullable Object> places, Adapter.Lora lora) {
    lora.rank().ifPresent(value -> train(places, "loraRank", value));
    lora.alpha().ifPresent(value -> train(places, "loraAlpha", value));
    lora.dropout().ifPresent(value -> train(places, "loraDropout", value));
    if (!lora.targetModules().isEmpty()) {
      train(places, "loraTargetModules", lora.targetModules());
    }
  }

  // A loss without a method is another kind's.
  private void loss(Map<String, @Nullable Object> places) {
    if (request.method() instanceof FineTuningMethod.Preference preference) {
      preference.beta().ifPresent(beta -> places.put("lossConfig.dpo.beta", beta));
      places.putIfAbsent("lossConfig.method", options.orpoLambda().isPresent() ? "ORPO" : "DPO");
    } else if (options.klBeta().isPresent()) {
      places.putIfAbsent("lossConfig.method", "GRPO");
    }
  }
}
