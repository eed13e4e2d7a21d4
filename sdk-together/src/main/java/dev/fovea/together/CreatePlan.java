package dev.fovea.together;

import dev.fovea.error.Failure;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.Hyperparameters;
import dev.fovea.json.FieldPaths;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a job, checked here and put into Together's words. Whatever can be refused without
 * asking is refused when the plan is made. Immutable.
 */
final class CreatePlan {
  private static final String OPERATION = "create fine-tuning job";

  private final FineTuningRequest request;
  private final TogetherFineTuningOptions options;
  private final String model;

  private CreatePlan(FineTuningRequest request, TogetherFineTuningOptions options, String model) {
    this.request = request;
    this.options = options;
    this.model = model;
  }

  static CreatePlan of(FineTuningRequest request, ModelTable table) {
    TogetherFineTuningOptions options = OwnOptions.find(
            request.options(), TogetherFineTuningOptions.class, OPERATION)
        .orElseGet(() -> TogetherFineTuningOptions.builder().build());
    String model = request
        .baseModel()
        .filter(name -> !name.isBlank())
        .orElseThrow(() -> new IllegalArgumentException(
            "together: to " + OPERATION + ", set baseModel, such as Qwen/Qwen3-VL-8B-Instruct"));
    CreatePlan plan = new CreatePlan(request, options, model);
    plan.requireSupervised();
    plan.requireOneBatchSize();
    if (options.modelTableChecked()) {
      plan.requireListedWay(table);
    }
    return plan;
  }

  String model() {
    return model;
  }

  /**
   * {@return whether the model's limits are needed: the wire wants a rank and the user set none}
   */
  boolean needsLimits() {
    return lora().filter(lora -> lora.rank().isEmpty()).isPresent();
  }

  /** {@return where a job that may or may not exist can be found} */
  String whereToLook() {
    String suffix = request.suffix().map(s -> " and suffix " + s).orElse("");
    return "a job may have been started: look for training file " + request.trainingFile() + suffix
        + " in fineTuning().list() before creating it again";
  }

  /**
   * The body of the request.
   *
   * @param limits what the model allows; null when they are not needed
   */
  Map<String, @Nullable Object> body(@Nullable WireObject limits) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("training_file", request.trainingFile());
    body.put("model", model);
    request.validationFile().ifPresent(file -> body.put("validation_file", file));
    request.hyperparameters().ifPresent(settings -> put(body, settings));
    if (options.largestBatch()) {
      body.put("batch_size", "max");
    }
    request.seed().ifPresent(seed -> body.put("random_seed", seed));
    request.suffix().ifPresent(suffix -> body.put("suffix", suffix));
    options.maxSequenceLength().ifPresent(length -> body.put("max_seq_length", length));
    body.put("training_method", trainingMethod());
    request
        .adapter()
        .ifPresent(adapter -> body.put("training_type", trainingType(adapter, limits)));
    options
        .trainVision()
        .ifPresent(train -> body.put("multimodal_params", Map.of("train_vision", train)));
    return FieldPaths.merge(body, request.extraProperties().getOrDefault("together", Map.of()));
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

  private Map<String, Object> trainingMethod() {
    Map<String, Object> method = new LinkedHashMap<>();
    method.put("method", "sft");
    // The wire wants a word here; auto is the one that leaves the choice to Together.
    method.put("train_on_inputs", options.trainOnInputs().<Object>map(b -> b).orElse("auto"));
    return method;
  }

  private Map<String, Object> trainingType(Adapter adapter, @Nullable WireObject limits) {
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

  private int largestRank(@Nullable WireObject limits) {
    Optional<Long> rank = limits == null
        ? Optional.empty()
        : limits.object("lora_training").flatMap(lora -> lora.integer("max_rank"));
    return rank.filter(r -> r > 0 && r <= Integer.MAX_VALUE / 2)
        .map(Long::intValue)
        .orElseThrow(() -> new UnreadableResponseException(
            failure("Together names no largest LoRA rank for " + model)
                .next("set one, as in Adapter.lora(16), or use Adapter.full()")
                .build(),
            "$.lora_training.max_rank"));
  }

  private Optional<Adapter.Lora> lora() {
    return request
        .adapter()
        .flatMap(
            adapter -> adapter instanceof Adapter.Lora lora ? Optional.of(lora) : Optional.empty());
  }

  private void requireSupervised() {
    if (request.method() instanceof FineTuningMethod.Supervised) {
      return;
    }
    boolean preference = request.method() instanceof FineTuningMethod.Preference;
    String instead = "use FineTuningMethod.supervised()";
    throw new UnsupportedCapabilityException(
        failure((preference ? "preference" : "reinforcement") + " tuning is not offered here")
            .next(instead)
            .build(),
        preference ? "PREFERENCE_FINE_TUNING" : "REINFORCEMENT_FINE_TUNING",
        instead);
  }

  private void requireOneBatchSize() {
    if (options.largestBatch()
        && request.hyperparameters().flatMap(h -> h.batchSize()).isPresent()) {
      throw new IllegalArgumentException(
          "together: to " + OPERATION + ", set either batchSize or largestBatch, not both");
    }
  }

  private void requireListedWay(ModelTable table) {
    if (request.adapter().filter(Adapter.Full.class::isInstance).isPresent()) {
      table.requireFull(model);
    } else {
      table.requireLora(model);
    }
  }

  private static Failure.Builder failure(String message) {
    return Failure.builder().provider("together").operation(OPERATION).message(message);
  }
}
