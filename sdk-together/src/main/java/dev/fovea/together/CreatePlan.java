package dev.fovea.together;

import dev.fovea.config.Capability;
import dev.fovea.error.Failure;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.error.UnsupportedCapabilityException;
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
 * A request for a job, checked here and put into Together's words. Whatever can be refused without
 * asking is refused when the plan is made. Immutable.
 */
final class CreatePlan {
  private static final List<String> ESTIMATED = List.of(
      "training_file",
      "validation_file",
      "model",
      "n_epochs",
      "n_evals",
      "training_method",
      "training_type",
      "from_checkpoint");

  private final FineTuningRequest request;
  private final TogetherFineTuningOptions options;
  private final String operation;
  private final Map<String, @Nullable Object> extras;

  private CreatePlan(
      FineTuningRequest request, TogetherFineTuningOptions options, String operation) {
    this.request = request;
    this.options = options;
    this.operation = operation;
    this.extras = request.extraProperties().getOrDefault(TogetherProvider.ID, Map.of());
  }

  /**
   * Makes the plan.
   *
   * @param operation what it is for, as messages name it
   */
  static CreatePlan of(FineTuningRequest request, ModelTable table, String operation) {
    TogetherFineTuningOptions options = OwnOptions.find(
            TogetherProvider.ID, request.options(), TogetherFineTuningOptions.class, operation)
        .orElseGet(() -> TogetherFineTuningOptions.builder().build());
    CreatePlan plan = new CreatePlan(request, options, operation);
    new RequestCheck(plan).run();
    if (options.modelTableChecked() && plan.checkpoint().isEmpty()) {
      plan.requireListedWay(table);
    }
    return plan;
  }

  FineTuningRequest request() {
    return request;
  }

  TogetherFineTuningOptions options() {
    return options;
  }

  /** {@return the checkpoint to go on from, wherever in the request it stands} */
  Optional<String> checkpoint() {
    return options
        .fromCheckpoint()
        .or(() -> Optional.ofNullable(extras.get("from_checkpoint")).map(String::valueOf));
  }

  /** {@return the model, or the job or model whose checkpoint stands for one} */
  String model() {
    return request
        .baseModel()
        .or(() -> checkpoint().map(name -> name.split(":", 2)[0]))
        .orElse("");
  }

  /** {@return whether the model's limits are to be asked for: to fill in a rank, or to check} */
  boolean needsLimits() {
    boolean ranked = request
        .adapter()
        .filter(adapter -> adapter instanceof Adapter.Lora lora && lora.rank().isEmpty())
        .isEmpty();
    return options.limitsChecked() || !ranked;
  }

  /** {@return where a job that may or may not exist can be found} */
  String whereToLook() {
    String suffix = request.suffix().map(s -> " and suffix " + s).orElse("");
    return "a job may have been started: look for training file " + request.trainingFile() + suffix
        + " in fineTuning().list() before creating it again";
  }

  /**
   * The body that creates the job.
   *
   * @param limits what the model allows; null when nobody asked
   */
  Map<String, @Nullable Object> body(@Nullable TogetherModelLimits limits) {
    if (limits != null) {
      new LimitsCheck(limits, this).run();
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("training_file", request.trainingFile());
    request.baseModel().ifPresent(model -> body.put("model", model));
    request.validationFile().ifPresent(file -> body.put("validation_file", file));
    request.hyperparameters().ifPresent(settings -> put(body, settings));
    request.seed().ifPresent(seed -> body.put("random_seed", seed));
    request.suffix().ifPresent(suffix -> body.put("suffix", suffix));
    OptionFields.put(body, options);
    body.put("training_method", OptionFields.method(request.method(), options));
    request.adapter().ifPresent(adapter -> body.put("training_type", type(adapter, limits)));
    // A model that does not see has nothing to be left untrained.
    if (limits == null || limits.supportsVision().orElse(true)) {
      options
          .trainVision()
          .ifPresent(train -> body.put("multimodal_params", Map.of("train_vision", train)));
    }
    return FieldPaths.merge(body, extras);
  }

  /** The body that asks what the job would cost. */
  Map<String, @Nullable Object> estimate(@Nullable TogetherModelLimits limits) {
    Map<String, @Nullable Object> body = body(limits);
    body.keySet().retainAll(ESTIMATED);
    return body;
  }

  /** The body that asks how the first examples would be read. */
  Map<String, @Nullable Object> preview(int examples) {
    if (!(request.method() instanceof FineTuningMethod.Supervised)) {
      throw unsupported(
          "only supervised tuning has a preview",
          Capability.PREFERENCE_FINE_TUNING.name(),
          "use FineTuningMethod.supervised()");
    }
    if (examples < 1 || checkpoint().isPresent()) {
      throw refused(
          examples < 1
              ? "ask for at least 1 example, not " + examples
              : "set baseModel in place of the checkpoint");
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", model());
    body.put("training_file", request.trainingFile());
    body.put("top_k", examples);
    body.put("training_method", "sft");
    options.trainOnInputs().ifPresent(train -> body.put("train_on_inputs", train));
    return body;
  }

  private static void put(Map<String, @Nullable Object> body, Hyperparameters settings) {
    settings.epochs().ifPresent(value -> body.put("n_epochs", value));
    settings.checkpoints().ifPresent(value -> body.put("n_checkpoints", value));
    settings.evaluations().ifPresent(value -> body.put("n_evals", value));
    settings.batchSize().ifPresent(value -> body.put("batch_size", value));
    settings.learningRate().ifPresent(value -> body.put("learning_rate", value));
    settings.warmupRatio().ifPresent(value -> body.put("warmup_ratio", value));
    settings.maxGradNorm().ifPresent(value -> body.put("max_grad_norm", value));
    settings.weightDecay().ifPresent(value -> body.put("weight_decay", value));
  }

  private Map<String, Object> type(Adapter adapter, @Nullable TogetherModelLimits limits) {
    Map<String, Object> type = new LinkedHashMap<>();
    if (!(adapter instanceof Adapter.Lora lora)) {
      type.put("type", "Full");
      return type;
    }
    int rank = lora.rank().orElseGet(() -> largestRank(limits));
    type.put("type", "Lora");
    type.put("lora_r", rank);
    type.put("lora_alpha", lora.alpha().orElse(Math.multiplyExact(rank, 2)));
    lora.dropout().ifPresent(dropout -> type.put("lora_dropout", dropout));
    if (!lora.targetModules().isEmpty()) {
      type.put("lora_trainable_modules", String.join(",", lora.targetModules()));
    }
    return type;
  }

  private int largestRank(@Nullable TogetherModelLimits limits) {
    Optional<Integer> rank = Optional.ofNullable(limits)
        .flatMap(TogetherModelLimits::loraTraining)
        .flatMap(TogetherModelLimits.Training::maxRank);
    return rank.filter(r -> r > 0 && r <= Integer.MAX_VALUE / 2)
        .orElseThrow(() -> new UnreadableResponseException(
            failure("Together names no largest LoRA rank for " + model())
                .next("set one, as in Adapter.lora(16), or use Adapter.full()")
                .build(),
            "$.lora_training.max_rank"));
  }

  private void requireListedWay(ModelTable table) {
    if (request.adapter().filter(Adapter.Full.class::isInstance).isPresent()) {
      table.requireFull(model());
    } else {
      table.requireLora(model());
    }
  }

  private Failure.Builder failure(String message) {
    return Failure.builder().provider(TogetherProvider.ID).operation(operation).message(message);
  }

  UnsupportedCapabilityException unsupported(String message, String capability, String instead) {
    return new UnsupportedCapabilityException(
        failure(message).next(instead).build(), capability, instead);
  }

  IllegalArgumentException refused(String message) {
    return new IllegalArgumentException("together: to " + operation + ", " + message);
  }
}
