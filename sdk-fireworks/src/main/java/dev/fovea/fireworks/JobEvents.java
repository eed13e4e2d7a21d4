package dev.fovea.fireworks;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Events of a job, put together from what Fireworks tells about it: it has no list of events. The
 * same facts give the same events, so that a wait tells each of them once. No time is invented:
 * only a job's beginning and end have one.
 */
final class JobEvents {
  private final FineTuningJob job;
  private final List<JobEvent> events = new ArrayList<>();

  private JobEvents(FineTuningJob job) {
    this.job = job;
  }

  /** {@return the events, oldest first} */
  static List<JobEvent> of(FineTuningJob job, List<FireworksMetric> metrics) {
    JobEvents told = new JobEvents(job);
    told.created();
    if (!job.isFinished()) {
      told.state();
    }
    metrics.forEach(told::metric);
    told.progress();
    told.logs();
    if (job.isFinished()) {
      told.state();
    }
    return told.events;
  }

  private void created() {
    job.createdAt()
        .ifPresent(time -> events.add(event("state", JobEvent.Level.INFO, "the job was created")
            .createdAt(time)
            .build()));
  }

  private void state() {
    String word = job.providerStatus();
    String message = job.failureReason()
        .or(() -> WireJob.reason(job.additionalProperties()).map(reason -> word + ": " + reason))
        .orElse(word);
    JobEvent.Builder event = event("state", level(job.status()), message);
    job.finishedAt().filter(time -> job.isFinished()).ifPresent(event::createdAt);
    events.add(event.additionalProperties(Map.of("state", word)).build());
  }

  private static JobEvent.Level level(JobStatus status) {
    return switch (status) {
      case FAILED -> JobEvent.Level.ERROR;
      case PAUSED, CANCELLED -> JobEvent.Level.WARNING;
      case UNKNOWN -> JobEvent.Level.UNKNOWN;
      default -> JobEvent.Level.INFO;
    };
  }

  private void metric(FireworksMetric metric) {
    StringBuilder message = new StringBuilder();
    metric.step().ifPresent(step -> message.append("step ").append(step));
    metric.loss().ifPresent(loss -> add(message, "loss", loss));
    metric.evaluationLoss().ifPresent(loss -> add(message, "evaluation loss", loss));
    metric.learningRate().ifPresent(rate -> add(message, "learning rate", rate));
    JobEvent.Builder event = event("metrics", JobEvent.Level.INFO, message.toString());
    metric.step().ifPresent(event::step);
    metric.time().ifPresent(event::createdAt);
    events.add(event.additionalProperties(metric.present()).build());
  }

  private static void add(StringBuilder message, String name, double number) {
    message.append(message.isEmpty() ? "" : ", ").append(name).append(' ').append(number);
  }

  private void progress() {
    FireworksFineTuningJob view = FireworksFineTuningJob.of(job);
    view.percent().ifPresent(percent -> {
      String epoch = view.epoch().map(e -> " of epoch " + e).orElse("");
      events.add(event("progress", JobEvent.Level.INFO, percent + " %" + epoch).build());
    });
  }

  private void logs() {
    if (FireworksFineTuningJob.of(job).hasLogs()) {
      events.add(event("logs", JobEvent.Level.INFO, "the trainer's logs can be downloaded")
          .build());
    }
  }

  private static JobEvent.Builder event(String type, JobEvent.Level level, String message) {
    return JobEvent.builder().type(type).level(level).message(message);
  }
}
