package dev.fovea.openai;

import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.provider.JobFields;
import dev.fovea.provider.WireObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** OpenAI's words about fine-tuning jobs, their events and checkpoints, put into ours. */
final class WireJob {
  private WireJob() {}

  static FineTuningJob toModel(WireObject wire) {
    String word = wire.text("status").orElse("");
    JobStatus status = status(word);
    FineTuningJob.Builder job = JobFields.begin(wire, status, word);
    wire.time("finished_at").ifPresent(job::finishedAt);
    wire.integer("trained_tokens").filter(count -> count >= 0).ifPresent(job::trainedTokens);
    setting(wire, settings -> settings.count("n_epochs")).ifPresent(job::epochs);
    if (status == JobStatus.SUCCEEDED) {
      wire.text("fine_tuned_model").map(FineTunedModel::of).ifPresent(job::fineTunedModel);
    }
    // An error may stand there empty in several ways: only the status says that there is one.
    if (status == JobStatus.FAILED) {
      failure(wire.glance()).ifPresent(job::failureReason);
    }
    return job.additionalProperties(wire.rest()).build();
  }

  static JobStatus status(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "validating_files" -> JobStatus.VALIDATING;
      case "queued" -> JobStatus.QUEUED;
      case "running" -> JobStatus.RUNNING;
      // Told by OpenAI's example of a pause; its list of states lacks it.
      case "paused" -> JobStatus.PAUSED;
      case "succeeded" -> JobStatus.SUCCEEDED;
      case "failed" -> JobStatus.FAILED;
      case "cancelled", "canceled" -> JobStatus.CANCELLED;
      default -> JobStatus.UNKNOWN;
    };
  }

  /** {@return what the error says, by the wire's name; absent when there is none} */
  static Optional<String> error(WireObject job, String field) {
    return job.object("error").flatMap(error -> error.text(field));
  }

  private static Optional<String> failure(WireObject job) {
    return error(job, "message").or(() -> error(job, "code"));
  }

  /** {@return the object with the settings of the method, whichever it is} */
  static Optional<WireObject> method(WireObject job) {
    return job.glance()
        .object("method")
        .flatMap(method -> method.text("type").flatMap(method.glance()::object));
  }

  /** {@return a setting of training: where the method has it, else where older jobs have it} */
  static <T> Optional<T> setting(WireObject job, Function<WireObject, Optional<T>> read) {
    return method(job)
        .flatMap(method -> method.object("hyperparameters"))
        .flatMap(read)
        .or(() -> job.glance().object("hyperparameters").flatMap(read));
  }

  static JobEvent event(WireObject wire) {
    String type = wire.text("type").orElse("");
    String message = wire.text("message").orElse("");
    JobEvent.Builder event = JobEvent.builder()
        .type(type)
        .level(level(wire.text("level").orElse("")))
        .message(message);
    wire.text("id").ifPresent(event::id);
    wire.time("created_at").ifPresent(event::createdAt);
    WireObject data = wire.glance().object("data").orElseGet(() -> WireObject.of(Map.of()));
    data.integer("step").ifPresent(event::step);
    OpenAiPictureRules.bundled().read(type, message, data, event);
    wire.text("object");
    return event.additionalProperties(wire.rest()).build();
  }

  private static JobEvent.Level level(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "info", "debug" -> JobEvent.Level.INFO;
      case "warn", "warning" -> JobEvent.Level.WARNING;
      case "error", "fatal" -> JobEvent.Level.ERROR;
      default -> JobEvent.Level.UNKNOWN;
    };
  }

  static Checkpoint checkpoint(WireObject wire) {
    Checkpoint.Builder checkpoint = Checkpoint.builder().id(wire.required("id"));
    wire.integer("step_number")
        .or(() -> wire.glance().object("metrics").flatMap(metrics -> metrics.integer("step")))
        .ifPresent(checkpoint::step);
    wire.time("created_at").ifPresent(checkpoint::createdAt);
    wire.text("fine_tuned_model_checkpoint").map(FineTunedModel::of).ifPresent(checkpoint::model);
    wire.text("object");
    return checkpoint.additionalProperties(wire.rest()).build();
  }
}
