package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a job looks on the wire: short in lists, full by itself. */
final class JobObject {
  private static final List<String> ECHOED = List.of(
      "suffix",
      "training_file",
      "validation_file",
      "packing",
      "max_seq_length",
      "n_epochs",
      "n_evals",
      "n_checkpoints",
      "batch_size",
      "gradient_accumulation_steps",
      "learning_rate",
      "lr_scheduler",
      "warmup_ratio",
      "max_grad_norm",
      "weight_decay",
      "random_seed",
      "training_type",
      "training_method",
      "wandb_project_name",
      "wandb_name",
      "from_checkpoint",
      "from_hf_model",
      "hf_model_revision",
      "early_stopping_enabled",
      "early_stopping_patience",
      "early_stopping_min_delta",
      "early_stopping_warmup_evals");

  private JobObject() {}

  static ObjectNode truncated(Job job, Instant now) {
    Job.Order order = job.order();
    ObjectNode object = Json.object()
        .put("id", job.id())
        .put("status", job.status(now))
        .put("created_at", order.createdAt().toString())
        .put("updated_at", job.updatedAt(now).orElse(order.createdAt()).toString())
        .put("user_id", Account.USER)
        .put("owner_address", "embedded@example.test")
        .put("model", order.base().name())
        .put("model_output_name", order.names().name());
    if (!now.isBefore(job.plan().runningSince())) {
      object.put("started_at", job.plan().runningSince().toString());
    }
    for (String field : ECHOED) {
      JsonNode value = order.request().path(field);
      if (!value.isMissingNode()) {
        object.set(field, value);
      }
    }
    boolean completed = job.status(now).equals("completed");
    object
        .put("total_price", completed ? price(job) : 0)
        .put("token_count", completed ? job.tokens() : 0);
    progress(object, job, now);
    earlyStopping(object, job, now);
    object.putArray("events");
    return object;
  }

  private static void earlyStopping(ObjectNode object, Job job, Instant now) {
    Optional<Evaluations.Point> best = job.plan()
        .evaluations()
        .stoppedFor()
        .filter(point -> job.plan().has("EARLY_STOPPED", job.shownTime(now)));
    object.put("early_stopped", best.isPresent());
    best.ifPresent(point -> object
        .put("early_stopping_best_step", point.step())
        .put("early_stopping_best_metric", point.loss()));
  }

  /** Nano-dollars. */
  private static long price(Job job) {
    return Math.round(job.tokens() * job.order().base().price() * 1_000);
  }

  private static void progress(ObjectNode object, Job job, Instant now) {
    Duration left = Duration.between(now, job.plan().end());
    boolean known = !job.isFinished(now) && !left.isNegative();
    object
        .putObject("progress")
        .put("estimate_available", known)
        .put("seconds_remaining", known ? left.toSeconds() : 0);
  }

  static ObjectNode full(Job job, Instant now) {
    ObjectNode object = truncated(job, now);
    Instant shown = job.shownTime(now);
    int step = job.plan().stepAt(shown);
    boolean completed = job.status(now).equals("completed");
    object
        .put("job_id", job.id())
        .put("model_output_path", completed ? job.checkpointPath(job.plan().lastStep()) : "")
        .put("eval_steps", 0)
        .put("evals_completed", evaluated(job, step))
        .put("param_count", completed ? 8_767_123_456L : 0)
        .put("epochs_completed", step / job.plan().stepsPerEpoch())
        .put("total_steps", job.plan().totalSteps())
        .put("steps_completed", step)
        .put("queue_depth", 0)
        .put("wandb_url", "")
        .put("trainingfile_numlines", job.order().lines());
    if (job.plan().has("TOKENIZED_DATASET_UPLOAD_COMPLETE", shown)) {
      object
          .put("tokenized_dataset_path", "s3://embedded/" + job.id() + "/tokens")
          .put("tokenized_dataset_uploaded_at", job.plan().trainingStart().toString());
    }
    JsonNode multimodal = job.order().request().path("multimodal_params");
    if (!multimodal.isMissingNode()) {
      object.set("multimodal_params", multimodal);
    }
    if (completed) {
      outcome(object, job);
    }
    return object;
  }

  private static long evaluated(Job job, int step) {
    return job.plan().evaluations().points().stream()
        .filter(point -> point.step() <= step)
        .count();
  }

  private static void outcome(ObjectNode object, Job job) {
    Job.Outcome names = job.order().names();
    object
        .put("model_object_id", names.modelId())
        .put("model_object_name", names.name())
        .put("model_object_revision_id", names.revisionId());
    if (job.isLora()) {
      object
          .put("adapter_object_id", names.adapterId())
          .put("adapter_object_name", names.name() + "-adapter")
          .put("adapter_object_revision_id", names.revisionId() + "a");
    }
  }
}
