package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What OpenAI refuses at once when a job is created; what is in the files is looked at later. */
final class JobRules {
  private static final List<String> FIELDS = List.of(
      "model",
      "training_file",
      "validation_file",
      "suffix",
      "seed",
      "method",
      "integrations",
      "metadata",
      "hyperparameters");
  private static final Set<String> METHODS = Set.of("supervised", "dpo", "reinforcement");
  private static final int LONGEST_SUFFIX = 64;
  private static final int MOST_INTEGRATIONS = 5;

  private final FileStore files;
  private final ModelStore models;

  JobRules(FileStore files, ModelStore models) {
    this.files = files;
    this.models = models;
  }

  /**
   * A request that was accepted.
   *
   * @param request with its method, and every knob asked for or "auto"
   * @param model the model to tune
   * @param training the file to learn from
   * @param validation the file to measure with; null for none
   */
  record Accepted(
      ObjectNode request,
      ServedModels.Served model,
      StoredFile training,
      @Nullable StoredFile validation) {}

  Accepted accept(JsonNode request) {
    Refusal.unknown(request, "", FIELDS);
    String model = Refusal.text(request, "model");
    String training = Refusal.text(request, "training_file");
    String method = method(request);
    plain(request);
    Metadata.check(request.path("metadata"));
    integrations(request.path("integrations"));
    ServedModels.Served served = served(model, method);
    JsonNode validation = request.path("validation_file");
    boolean none = Refusal.isAbsent(validation);
    OpenAiErrors.unless(
        !none || !method.equals("reinforcement"),
        "A validation file is required for reinforcement fine-tuning.",
        "validation_file");
    return new Accepted(
        completed(request, method),
        served,
        file(training, "training_file"),
        none ? null : file(Refusal.text(request, "validation_file"), "validation_file"));
  }

  private static String method(JsonNode request) {
    JsonNode method = request.path("method");
    if (Refusal.isAbsent(method)) {
      Hyperparameters.check(request.path("hyperparameters"), "supervised", "hyperparameters");
      return "supervised";
    }
    Refusal.type(method.isObject(), method, "method", "an object");
    String type = Refusal.text(method, "method.", "type");
    Refusal.oneOf(type, METHODS, "method.type");
    Refusal.unknown(method, "method.", List.of("type", type));
    String at = "method." + type;
    Hyperparameters.check(method.path(type).path("hyperparameters"), type, at + ".hyperparameters");
    if (type.equals("reinforcement")) {
      GraderRules.check(method.path(type).path("grader"), at + ".grader");
    }
    return type;
  }

  private static void plain(JsonNode request) {
    if (!Refusal.isAbsent(request.path("suffix"))) {
      Refusal.length(Refusal.text(request, "suffix"), 1, LONGEST_SUFFIX, "suffix");
    }
    Refusal.integer(request.path("seed"), "seed", 0, Integer.MAX_VALUE);
  }

  private static void integrations(JsonNode integrations) {
    if (Refusal.isAbsent(integrations)) {
      return;
    }
    Refusal.type(integrations.isArray(), integrations, "integrations", "an array");
    OpenAiErrors.unless(
        integrations.size() <= MOST_INTEGRATIONS, "At most 5 integrations.", "integrations");
    for (int i = 0; i < integrations.size(); i++) {
      String at = "integrations[" + i + "].";
      Refusal.oneOf(Refusal.text(integrations.get(i), at, "type"), Set.of("wandb"), at + "type");
      Refusal.text(integrations.get(i).path("wandb"), at + "wandb.", "project");
    }
  }

  private ServedModels.Served served(String model, String method) {
    ServedModels.Served served = models
        .find(model)
        .filter(found -> !found.base().tuning().methods().isEmpty())
        .orElseThrow(() -> OpenAiErrors.badRequest(
            "Model " + model + " is not available for fine-tuning or does not exist.",
            "model",
            "model_not_available"));
    OpenAiErrors.unless(
        served.base().tuning().methods().contains(method),
        "Model " + model + " does not support fine-tuning by the method '" + method + "'.",
        "method");
    return served;
  }

  private StoredFile file(String id, String field) {
    StoredFile file = files
        .find(id)
        .orElseThrow(
            () -> OpenAiErrors.badRequest("invalid " + field + ": " + id, field, "invalid_value"));
    OpenAiErrors.unless(
        file.purpose().equals(StoredFile.TRAINING),
        "File '" + id + "' has the purpose '" + file.purpose() + "', it must be 'fine-tune'.",
        field);
    return file;
  }

  /** With a method, every knob of it, and a seed. */
  private static ObjectNode completed(JsonNode request, String method) {
    ObjectNode all = request.deepCopy();
    JsonNode given = request.path("method").path(method);
    JsonNode knobs = given.has("hyperparameters")
        ? given.path("hyperparameters")
        : request.path("method").isObject() ? Json.object() : request.path("hyperparameters");
    ObjectNode inner = given.isObject() ? given.deepCopy() : Json.object();
    inner.set("hyperparameters", Hyperparameters.asked(knobs, method));
    all.putObject("method").put("type", method).set(method, inner);
    return all;
  }
}
