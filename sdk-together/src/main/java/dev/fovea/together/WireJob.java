package dev.fovea.together;

import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.page.Page;
import dev.fovea.provider.JobFields;
import dev.fovea.provider.WireObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Together's words about jobs and their events, put into ours. */
final class WireJob {
  private WireJob() {}

  static Page<FineTuningJob> page(WireObject wire) {
    return Page.of(wire.requiredObjects("data").stream().map(WireJob::toModel).toList());
  }

  static Page<JobEvent> eventPage(WireObject wire) {
    return Page.of(events(wire.requiredObjects("data")));
  }

  /** {@return the checkpoints of a job, newest first} */
  static Page<Checkpoint> checkpoints(String jobId, WireObject wire) {
    return Page.of(wire.requiredObjects("data").stream()
        .map(one -> checkpoint(jobId, one))
        .sorted(Comparator.comparing(
            (Checkpoint one) -> one.createdAt().orElse(Instant.MIN), Comparator.reverseOrder()))
        .toList());
  }

  private static Checkpoint checkpoint(String jobId, WireObject wire) {
    String type = wire.text("checkpoint_type").orElse("");
    Optional<Long> step = wire.integer("step");
    // By the step only those on the way can be asked for; the last ones go by the job's id alone.
    boolean onTheWay = type.toLowerCase(Locale.ROOT).contains("intermediate");
    Checkpoint.Builder checkpoint = Checkpoint.builder()
        .id(onTheWay && step.isPresent() ? jobId + ":" + step.get() : jobId)
        .type(type);
    step.ifPresent(checkpoint::step);
    wire.time("created_at").ifPresent(checkpoint::createdAt);
    wire.text("path").ifPresent(checkpoint::path);
    String registryId = wire.text("object_id").orElse(null);
    wire.text("object_name")
        .ifPresent(name -> checkpoint.model(new FineTunedModel(name, registryId)));
    return checkpoint.additionalProperties(wire.rest()).build();
  }

  static FineTuningJob toModel(WireObject wire) {
    String word = wire.text("status").orElse("");
    JobStatus status = status(word);
    FineTuningJob.Builder job = JobFields.begin(wire, status, word);
    wire.time("started_at").ifPresent(job::startedAt);
    wire.time("updated_at").ifPresent(job::updatedAt);
    wire.integer("n_epochs").filter(WireJob::isInt).ifPresent(n -> job.epochs(n.intValue()));
    // 0 stands for "not counted yet".
    wire.integer("token_count").filter(count -> count > 0).ifPresent(job::trainedTokens);
    progress(wire).ifPresent(job::progress);
    // The name is told from the first day, but there is no model before the job is done.
    if (status == JobStatus.SUCCEEDED) {
      model(wire.glance()).ifPresent(job::fineTunedModel);
    }
    if (status == JobStatus.FAILED) {
      reason(events(wire.glance().objects("events"))).ifPresent(job::failureReason);
    }
    return job.additionalProperties(wire.rest()).build();
  }

  static JobStatus status(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "pending", "queued" -> JobStatus.QUEUED;
      case "running", "compressing", "uploading", "cancel_requested" -> JobStatus.RUNNING;
      case "completed" -> JobStatus.SUCCEEDED;
      case "error", "user_error" -> JobStatus.FAILED;
      case "cancelled" -> JobStatus.CANCELLED;
      default -> JobStatus.UNKNOWN;
    };
  }

  private static boolean isInt(long number) {
    return number >= 0 && number <= Integer.MAX_VALUE;
  }

  private static Optional<FineTuningJob.Progress> progress(WireObject wire) {
    Optional<WireObject> progress = wire.object("progress");
    if (progress.flatMap(p -> p.flag("estimate_available")).orElse(false)) {
      return progress
          .flatMap(p -> p.decimal("seconds_remaining"))
          .filter(seconds -> seconds >= 0 && seconds < 1e9)
          .map(
              seconds -> new FineTuningJob.Progress(Duration.ofMillis(Math.round(seconds * 1000))));
    }
    return Optional.empty();
  }

  private static Optional<FineTunedModel> model(WireObject wire) {
    String registryId = wire.text("model_object_id").orElse(null);
    return wire.text("model_output_name", "model_object_name")
        .map(name -> new FineTunedModel(name, registryId));
  }

  /** {@return the events, oldest first; those without a time stay where they are} */
  static List<JobEvent> events(List<WireObject> wires) {
    List<JobEvent> events = new ArrayList<>();
    wires.forEach(wire -> events.add(event(wire)));
    boolean timed = events.stream().allMatch(event -> event.createdAt().isPresent());
    if (!timed || events.size() < 2) {
      return events;
    }
    Comparator<JobEvent> byTime =
        Comparator.comparing(event -> event.createdAt().orElseThrow());
    if (byTime.compare(events.get(0), events.get(events.size() - 1)) > 0) {
      // Newest first; turned round, so that events of the same moment come in their order too.
      Collections.reverse(events);
    }
    events.sort(byTime);
    return events;
  }

  private static JobEvent event(WireObject wire) {
    String type = wire.text("type").orElse("");
    JobEvent.Builder event = JobEvent.builder()
        .type(type)
        .level(level(wire.text("level").orElse(""), type))
        .message(wire.text("message").orElse(""));
    wire.text("hash").ifPresent(event::id);
    wire.time("created_at").ifPresent(event::createdAt);
    wire.integer("step").ifPresent(event::step);
    wire.text("object");
    return event.additionalProperties(wire.rest()).build();
  }

  // Levels come in several generations of spelling, or not at all: then the type tells.
  private static JobEvent.Level level(String level, String type) {
    String word = (level.isEmpty() ? type : level).toLowerCase(Locale.ROOT);
    if (word.endsWith("error")) {
      return JobEvent.Level.ERROR;
    }
    if (word.endsWith("warning")) {
      return JobEvent.Level.WARNING;
    }
    return word.endsWith("info") ? JobEvent.Level.INFO : JobEvent.Level.UNKNOWN;
  }

  /** {@return why a job failed: what the last event of an error says} */
  static Optional<String> reason(List<JobEvent> events) {
    return events.stream()
        .filter(event -> event.level() == JobEvent.Level.ERROR
            || event.type().toLowerCase(Locale.ROOT).endsWith("error")
            || event.type().equalsIgnoreCase("billing_limit"))
        .map(JobEvent::message)
        .filter(message -> !message.isBlank())
        .reduce((earlier, later) -> later);
  }
}
