package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Instant;

/** What Together refuses when a job is created, and the defaults it fills in. */
final class JobRules {
  private final Catalogue catalogue;
  private final FileStore files;

  JobRules(Catalogue catalogue, FileStore files) {
    this.catalogue = catalogue;
    this.files = files;
  }

  /** Checks a request and gives back what the job will run with. */
  ObjectNode accepted(JsonNode request, Catalogue.Model base, Instant now) {
    refuse(
        request.hasNonNull("from_checkpoint") && request.hasNonNull("from_hf_model"),
        "from_checkpoint",
        "from_checkpoint and from_hf_model exclude each other");
    StoredFile training = file(request, "training_file", now);
    if (!request.path("validation_file").asText("").isEmpty()) {
      file(request, "validation_file", now);
    }
    MethodRules.check(request, catalogue.limits());
    String type = trainingType(request, base);
    boolean dpo = method(request);
    format(training, dpo);
    lora(request, base, type);
    numbers(request, dpo);
    int batch = batchSize(request, type, dpo);
    boolean vision = request.path("multimodal_params").path("train_vision").asBoolean(false);
    refuse(
        vision && !base.vision(),
        "multimodal_params.train_vision",
        base.name() + " has no vision part to train");
    DatasetCheck.Verdict verdict = training.verdict();
    refuse(
        verdict != null && verdict.multimodal() && !base.vision(),
        "model",
        base.name() + " cannot be tuned with pictures");
    return withDefaults(request, base, type, batch);
  }

  Catalogue.Model base(String name) {
    return catalogue
        .model(name)
        .orElseThrow(() ->
            Refusals.badRequest("Model " + name + " is not available for fine-tuning", "model"));
  }

  private StoredFile file(JsonNode request, String field, Instant now) {
    String id = request.path(field).asText("");
    refuse(id.isEmpty(), field, field + " is required");
    StoredFile file = files
        .find(id)
        .orElseThrow(() -> Refusals.badRequest("File " + id + " does not exist", field));
    refuse(
        !file.isForTraining(),
        field,
        "File " + id + " has the purpose " + file.announcement().purpose() + ", not fine-tune");
    String status = file.status(now);
    refuse(
        !status.equals("COMPLETED"),
        field,
        "File " + id + " is " + status + ", it must be COMPLETED first");
    return file;
  }

  private static String trainingType(JsonNode request, Catalogue.Model base) {
    String type = request.path("training_type").path("type").asText("Lora");
    refuse(
        !type.equals("Lora") && !type.equals("Full"),
        "training_type.type",
        "training_type must be Lora or Full, got " + type);
    refuse(
        type.equals("Full") && !base.full(),
        "training_type.type",
        "Full fine-tuning is not supported for " + base.name() + ", use Lora");
    return type;
  }

  private static boolean method(JsonNode request) {
    String method = request.path("training_method").path("method").asText("sft");
    refuse(
        !method.equals("sft") && !method.equals("dpo"),
        "training_method.method",
        "training_method must be sft or dpo, got " + method);
    return method.equals("dpo");
  }

  private static void format(StoredFile training, boolean dpo) {
    DatasetCheck.Verdict verdict = training.verdict();
    String format =
        verdict == null ? "" : verdict.report().path("dataset_format").asText();
    boolean pairs = format.equals("preference_openai");
    refuse(
        dpo != pairs && !format.equals("tokenized"),
        "training_method.method",
        dpo
            ? "dpo needs pairs of preferred and non-preferred outputs, the file has " + format
            : "the file holds preferences, which only dpo can learn from");
  }

  private static void lora(JsonNode request, Catalogue.Model base, String type) {
    JsonNode training = request.path("training_type");
    if (type.equals("Lora") && training.isObject()) {
      int rank = training.path("lora_r").asInt(base.maxRank());
      refuse(
          rank < 1 || rank > base.maxRank(),
          "training_type.lora_r",
          "lora_r must be between 1 and " + base.maxRank() + ", got " + rank);
      double dropout = training.path("lora_dropout").asDouble(0);
      refuse(
          dropout < 0 || dropout >= 1,
          "training_type.lora_dropout",
          "lora_dropout must be at least 0 and below 1, got " + dropout);
    }
  }

  private void numbers(JsonNode request, boolean dpo) {
    JsonNode limits = catalogue.limits();
    range(request, "n_epochs", 1, limits.get("max_num_epochs").asDouble());
    range(request, "n_checkpoints", 0, limits.get("max_num_checkpoints").asDouble());
    range(request, "n_evals", 0, limits.get("max_num_evals").asDouble());
    range(
        request,
        "learning_rate",
        limits.get("min_learning_rate").asDouble(),
        limits.get("max_learning_rate").asDouble());
    range(request, "warmup_ratio", 0, 1);
    range(request, "max_grad_norm", 0, Double.MAX_VALUE);
    range(request, "weight_decay", 0, Double.MAX_VALUE);
    range(request, "gradient_accumulation_steps", 0, Integer.MAX_VALUE);
    range(
        request,
        "max_seq_length",
        limits.get("min_max_seq_length").asDouble(),
        limits.get(dpo ? "max_seq_length_dpo" : "max_seq_length_sft").asDouble());
    int suffix = request.path("suffix").asText("").length();
    refuse(suffix > 64, "suffix", "suffix must have at most 64 characters, has " + suffix);
  }

  private static void range(JsonNode request, String field, double low, double high) {
    JsonNode value = request.path(field);
    if (!value.isMissingNode() && !value.isNull()) {
      refuse(
          !value.isNumber() || value.doubleValue() < low || value.doubleValue() > high,
          field,
          field + " must be a number between " + low + " and " + high + ", got " + value);
    }
  }

  private int batchSize(JsonNode request, String type, boolean dpo) {
    String training = type.equals("Full") ? "full" : "lora";
    int most = catalogue
        .limits()
        .get(training + "_max_batch_size" + (dpo ? "_dpo" : ""))
        .asInt();
    int least = catalogue.limits().get("min_batch_size").asInt();
    JsonNode batch = request.path("batch_size");
    if (batch.isMissingNode() || batch.isNull() || batch.asText().equals("max")) {
      return most;
    }
    refuse(
        !batch.isIntegralNumber() || batch.intValue() < least || batch.intValue() > most,
        "batch_size",
        "batch_size must be \"max\" or between " + least + " and " + most + ", got " + batch);
    return batch.intValue();
  }

  private static ObjectNode withDefaults(
      JsonNode request, Catalogue.Model base, String type, int batch) {
    ObjectNode run = Json.object()
        .put("n_epochs", 1)
        .put("n_checkpoints", 1)
        .put("n_evals", 0)
        .put("learning_rate", 1e-5)
        .put("warmup_ratio", 0.0)
        .put("max_grad_norm", 1.0)
        .put("weight_decay", 0.0)
        .put("packing", true);
    run.putObject("training_method").put("method", "sft").put("train_on_inputs", "auto");
    if (type.equals("Lora")) {
      run.putObject("training_type")
          .put("type", "Lora")
          .put("lora_r", base.maxRank())
          .put("lora_alpha", 2 * base.maxRank())
          .put("lora_dropout", 0.0)
          .put("lora_trainable_modules", "all-linear");
    }
    request.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> run.set(field.getKey(), field.getValue()));
    return run.put("batch_size", batch);
  }

  private static void refuse(boolean wrong, String param, String message) {
    if (wrong) {
      throw Refusals.badRequest(message, param);
    }
  }
}
