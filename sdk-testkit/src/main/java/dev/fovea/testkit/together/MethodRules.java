package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What Together refuses about how a job learns: method, schedule, early stopping, adapter. */
final class MethodRules {
  private static final List<String> TEXTS = List.of(
      "suffix",
      "wandb_api_key",
      "wandb_key",
      "wandb_base_url",
      "wandb_project_name",
      "wandb_name",
      "wandb_entity",
      "from_checkpoint",
      "from_hf_model",
      "hf_model_revision",
      "hf_api_token",
      "hf_output_repo_name");
  // Of models that are mixtures of experts; then only the adapter is kept.
  private static final Set<String> EXPERTS = Set.of("w_up", "w_gate", "w_down");

  private final JsonNode request;

  private MethodRules(JsonNode request) {
    this.request = request;
  }

  /** Checks what does not depend on model or file. */
  static void check(JsonNode request, JsonNode limits) {
    MethodRules rules = new MethodRules(request);
    TEXTS.forEach(name -> rules.kind(name, request.path(name).isTextual(), "a string"));
    rules.kind("packing", request.path("packing").isBoolean(), "a boolean");
    rules.kind("random_seed", request.path("random_seed").isIntegralNumber(), "an integer");
    rules.method(request.path("training_method"));
    rules.scheduler(request.path("lr_scheduler"));
    rules.earlyStopping();
    rules.modules(limits);
  }

  private void kind(String name, boolean right, String kind) {
    JsonNode value = request.path(name);
    boolean absent = value.isMissingNode() || value.isNull();
    Refusals.unless(absent || right, name + " must be " + kind + ", got " + value, name);
  }

  private void method(JsonNode method) {
    if (method.isMissingNode() || method.isNull()) {
      return;
    }
    String at = "training_method.";
    if (method.path("method").asText().equals("dpo")) {
      for (String name : List.of("dpo_beta", "rpo_alpha", "simpo_gamma")) {
        notNegative(method.path(name), at + name);
      }
      for (String name : List.of("dpo_normalize_logratios_by_length", "dpo_reference_free")) {
        JsonNode flag = method.path(name);
        Refusals.unless(
            flag.isMissingNode() || flag.isBoolean(), at + name + " must be a boolean", at + name);
      }
      return;
    }
    if (!method.path("method").asText("sft").equals("sft")) {
      return;
    }
    JsonNode inputs = method.path("train_on_inputs");
    Refusals.unless(
        inputs.isBoolean() || inputs.asText().equals("auto"),
        at + "train_on_inputs must be a boolean or \"auto\", got " + inputs,
        at + "train_on_inputs");
  }

  private void scheduler(JsonNode scheduler) {
    if (scheduler.isMissingNode() || scheduler.isNull()) {
      return;
    }
    String type = scheduler.path("lr_scheduler_type").asText();
    Refusals.unless(
        type.equals("linear") || type.equals("cosine"),
        "lr_scheduler_type must be linear or cosine, got '" + type + "'",
        "lr_scheduler.lr_scheduler_type");
    JsonNode arguments = scheduler.path("lr_scheduler_args");
    boolean cosine = type.equals("cosine");
    double ratio = arguments.path("min_lr_ratio").asDouble(cosine ? -1 : 0);
    Refusals.unless(
        ratio >= 0 && ratio <= 1,
        "min_lr_ratio must be between 0 and 1",
        "lr_scheduler.lr_scheduler_args.min_lr_ratio");
    Refusals.unless(
        !cosine || arguments.path("num_cycles").asDouble(0) > 0,
        "num_cycles must be positive",
        "lr_scheduler.lr_scheduler_args.num_cycles");
  }

  private void earlyStopping() {
    notNegative(request.path("early_stopping_min_delta"), "early_stopping_min_delta");
    notNegative(request.path("early_stopping_warmup_evals"), "early_stopping_warmup_evals");
    int patience = request.path("early_stopping_patience").asInt(2);
    Refusals.unless(
        patience >= 1, "early_stopping_patience must be at least 1", "early_stopping_patience");
    if (!request.path("early_stopping_enabled").asBoolean(false)) {
      return;
    }
    Refusals.unless(
        !request.path("validation_file").asText("").isEmpty(),
        "early stopping needs a validation_file",
        "early_stopping_enabled");
    int needed = patience + request.path("early_stopping_warmup_evals").asInt(1) + 1;
    Refusals.unless(
        request.path("n_evals").asInt(0) >= needed,
        "early stopping needs n_evals of at least " + needed,
        "early_stopping_enabled");
  }

  private void modules(JsonNode limits) {
    String wanted = request.path("training_type").path("lora_trainable_modules").asText("");
    if (wanted.isEmpty() || wanted.equals("all-linear")) {
      return;
    }
    Set<String> known = new TreeSet<>(EXPERTS);
    limits.get("target_modules").forEach(module -> known.add(module.asText()));
    for (String module : wanted.split(",", -1)) {
      Refusals.unless(
          known.contains(module),
          "lora_trainable_modules has the unknown module '" + module + "', known are " + known,
          "training_type.lora_trainable_modules");
    }
  }

  private static void notNegative(JsonNode value, String name) {
    Refusals.unless(
        value.isMissingNode() || value.isNull() || (value.isNumber() && value.doubleValue() >= 0),
        name + " must be a number of 0 or more, got " + value,
        name);
  }
}
