package dev.fovea.fireworks;

import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.provider.WireObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fireworks' words about fine-tuning jobs, put into ours. The three kinds are told alike. */
final class WireJob {
  /** What stands where a secret stood. */
  static final String HIDDEN = "***";

  private static final String PREFIX = "JOB_STATE_";

  private WireJob() {}

  static FineTuningJob toModel(WireObject wire) {
    String name = wire.required("name");
    String word = wire.text("state").orElse("");
    JobStatus status = status(word);
    FineTuningJob.Builder job =
        FineTuningJob.builder().id(name).status(status).providerStatus(word).meta(wire.meta());
    training(wire, "baseModel").ifPresent(job::baseModel);
    wire.text("dataset").ifPresent(job::trainingFile);
    wire.text("evaluationDataset").ifPresent(job::validationFile);
    wire.time("createTime").ifPresent(job::createdAt);
    wire.time("completedTime").ifPresent(job::finishedAt);
    wire.time("updateTime").ifPresent(job::updatedAt);
    // Some fractions are allowed; those stay among the additional properties.
    wire.count("epochs").or(() -> training(wire).count("epochs")).ifPresent(job::epochs);
    // The name is told from the first day, but there is no model before the job is done.
    if (status == JobStatus.SUCCEEDED) {
      job.fineTunedModel(FineTunedModel.of(outputModel(wire, name)));
    }
    if (status == JobStatus.FAILED) {
      reason(wire.glance().rest()).ifPresent(job::failureReason);
    }
    return job.additionalProperties(shown(wire.rest())).build();
  }

  static JobStatus status(String word) {
    String state = word.toUpperCase(Locale.ROOT);
    return switch (state.startsWith(PREFIX) ? state.substring(PREFIX.length()) : state) {
      case "CREATING", "PENDING", "VALIDATING", "CREATING_INPUT_DATASET", "RE_QUEUEING" ->
        JobStatus.QUEUED;
      case "RUNNING",
          "IDLE",
          "ROLLOUT",
          "EVALUATION",
          "WRITING_RESULTS",
          "CANCELLING",
          "DELETING",
          "DELETING_CLEANING_UP" -> JobStatus.RUNNING;
      case "PAUSED" -> JobStatus.PAUSED;
      case "COMPLETED", "EARLY_STOPPED" -> JobStatus.SUCCEEDED;
      case "FAILED", "EXPIRED" -> JobStatus.FAILED;
      case "CANCELLED", "DELETED", "ARCHIVED" -> JobStatus.CANCELLED;
      default -> JobStatus.UNKNOWN;
    };
  }

  /** {@return where the settings of training may stand too} */
  static WireObject training(WireObject wire) {
    return wire.glance().object("trainingConfig").orElseGet(() -> WireObject.of(Map.of()));
  }

  static Optional<String> training(WireObject wire, String field) {
    return wire.text(field).or(() -> training(wire).text(field));
  }

  // Without a name of its own the model has the job's id.
  private static String outputModel(WireObject wire, String job) {
    String id = job.substring(job.lastIndexOf('/') + 1);
    String model = training(wire.glance(), "outputModel").orElse(id);
    String[] parts = job.split("/", -1);
    return model.contains("/") || parts.length < 2
        ? model
        : "accounts/" + parts[1] + "/models/" + model;
  }

  /** {@return what the status says beside the state; absent when it says that all is well} */
  static Optional<String> reason(Map<String, ? extends @Nullable Object> fields) {
    return WireObject.of(fields)
        .object("status")
        .filter(status -> !status.text("code").orElse("").equals("OK"))
        .flatMap(status -> status.text("message"));
  }

  // Signed addresses and keys open doors; a job's text ends up in logs.
  private static Map<String, Object> shown(Map<String, @Nullable Object> fields) {
    Map<String, Object> shown = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (value != null) {
        shown.put(name, secret(name) ? HIDDEN : inside(value));
      }
    });
    return shown;
  }

  private static Object inside(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    map.forEach((name, inner) -> named.put(String.valueOf(name), inner));
    return shown(named);
  }

  private static boolean secret(String name) {
    return name.endsWith("SignedUrl") || name.equals("apiKey");
  }
}
