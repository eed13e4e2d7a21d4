package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is refused when a job is created. What is wrong with its rows comes out later. */
final class JobRules {
  private static final int HIGHEST_RANK = 32;

  private final DatasetStore datasets;
  private final ModelStore models;
  private final EvaluatorStore evaluators;

  JobRules(DatasetStore datasets, ModelStore models, EvaluatorStore evaluators) {
    this.datasets = datasets;
    this.models = models;
    this.evaluators = evaluators;
  }

  /** Checks a request and gives back what is to be tuned. */
  ModelStore.Weights check(JobKind kind, ObjectNode request) {
    JsonNode training = kind.training(request);
    datasets.ready(request.path("dataset").asText(""), "dataset");
    if (request.has("evaluationDataset")) {
      datasets.ready(request.get("evaluationDataset").asText(), "evaluation_dataset");
      Grpc.unless(
          !request.path("evalAutoCarveout").asBoolean(false),
          "eval_auto_carveout cannot be used with evaluation_dataset");
    }
    numbers(training);
    switch (kind) {
      case PREFERENCE -> preference(request.path("lossConfig"));
      case REINFORCEMENT -> reinforcement(request);
      default ->
        Grpc.unless(
            request.path("usePurpose").asText("pilot").equals("pilot"),
            "use_purpose can only be pilot");
    }
    return tuned(training);
  }

  private ModelStore.Weights tuned(JsonNode training) {
    String base = training.path("baseModel").asText("");
    String before = training.path("warmStartFrom").asText("");
    Grpc.unless(
        base.isEmpty() != before.isEmpty(),
        "exactly one of base_model and warm_start_from must be set");
    ModelStore.Weights weights = base.isEmpty()
        ? models.required(before, "warm_start_from")
        : models.required(base, "base_model");
    Grpc.unless(
        base.isEmpty() == weights.addon(),
        base.isEmpty()
            ? "warm_start_from must be a PEFT addon model, " + before + " is none"
            : "base_model must not be a PEFT addon model, use warm_start_from");
    Grpc.unless(weights.base().tunable(), "model " + weights.base().name() + " is not tunable");
    return weights;
  }

  private static void numbers(JsonNode training) {
    int rank = training.path("loraRank").asInt(8);
    Grpc.unless(
        rank > 0 && rank <= HIGHEST_RANK && Integer.bitCount(rank) == 1,
        "lora_rank must be a power of 2 up to " + HIGHEST_RANK + ", got " + rank);
    double epochs = training.path("epochs").asDouble(1);
    Grpc.unless(epochs > 0, "epochs must be positive, got " + epochs);
    double rate = training.path("learningRate").asDouble(1e-4);
    Grpc.unless(rate > 0 && rate < 1, "learning_rate must be between 0 and 1, got " + rate);
    for (String field :
        new String[] {"learningRateWarmupSteps", "batchSize", "batchSizeSamples", "maxContextLength"
        }) {
      Grpc.unless(training.path(field).asInt(0) >= 0, field + " must not be negative");
    }
  }

  private static void preference(JsonNode loss) {
    String method = loss.path("method").asText(loss.isMissingNode() ? "DPO" : "GRPO");
    Grpc.unless(
        method.equals("DPO") || method.equals("ORPO"),
        "loss_config.method must be DPO or ORPO for DPO jobs, got " + method);
    double beta = loss.at("/dpo/beta").asDouble(0.1);
    Grpc.unless(beta > 0 && beta < 0.5, "dpo.beta must be between 0 and 0.5, got " + beta);
  }

  private void reinforcement(ObjectNode request) {
    evaluators.active(request.path("evaluator").asText(""), "evaluator");
    int chunk = request.path("chunkSize").asInt(200);
    Grpc.unless(
        chunk >= 1 && chunk <= 10_000, "chunk_size must be between 1 and 10000, got " + chunk);
    String body = request.at("/inferenceParameters/extraBody").asText("");
    Grpc.unless(body.isEmpty() || isObject(body), "extra_body must be a JSON object as text");
  }

  private static boolean isObject(String text) {
    try {
      return dev.fovea.testkit.server.Json.read(
              text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .isObject();
    } catch (java.io.IOException notJson) {
      return false;
    }
  }
}
