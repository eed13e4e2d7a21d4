package dev.fovea.provider;

import dev.fovea.config.WaitOptions;
import dev.fovea.error.ApiException;
import dev.fovea.error.Excerpt;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.finetuning.JobWait;
import dev.fovea.page.Page;
import dev.fovea.transport.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one wait remembers of its job: which events were told, which odd words were warned about.
 * Questions are asked one after the other, each sees what the one before left.
 */
public final class JobWatch {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

  private final String provider;
  private final String jobId;
  private final JobWait wait;
  private final Function<List<JobEvent>, Optional<String>> why;
  private final Set<String> told = new HashSet<>();
  private final Set<String> oddWords = new HashSet<>();
  private boolean eventsLost;
  private @Nullable String reason;

  /**
   * Begins a wait.
   *
   * @param provider the provider's id
   * @param jobId the job
   * @param spec how patient to be and who listens
   * @param why finds in a job's events why it failed
   */
  public JobWatch(
      String provider,
      String jobId,
      Consumer<JobWait.Builder> spec,
      Function<List<JobEvent>, Optional<String>> why) {
    this.provider = provider;
    this.why = why;
    JobWait.Builder filled = JobWait.builder();
    spec.accept(filled);
    this.jobId = jobId;
    this.wait = filled.build();
  }

  /** {@return how patient to be} */
  public WaitOptions patience() {
    return wait.toWaitOptions();
  }

  /**
   * {@return how long the job may stay as it is; absent where only the whole time counts}
   *
   * @param job as it was last seen
   */
  public Optional<Duration> limit(FineTuningJob job) {
    return wait.validationTimeout().filter(time -> job.status() == JobStatus.VALIDATING);
  }

  /**
   * {@return since when the job is as it is, where its own facts tell: the look at the files comes
   * first}
   *
   * @param job as it was last seen
   */
  public static Optional<Instant> since(FineTuningJob job) {
    return job.createdAt().filter(time -> job.status() == JobStatus.VALIDATING);
  }

  /**
   * {@return whether an event was told already; one without an id may or may not have been}
   *
   * @param event an event of the job
   */
  public boolean knows(JobEvent event) {
    return event.id().filter(id -> told.contains("#" + id)).isPresent();
  }

  /**
   * {@return whether the job's events are worth a question}
   *
   * @param job as it was last seen
   */
  public boolean wantsEvents(FineTuningJob job) {
    boolean unexplained =
        job.status() == JobStatus.FAILED && job.failureReason().isEmpty();
    return !eventsLost && (unexplained || wait.onEvent().isPresent());
  }

  /**
   * Takes the answer to a question for the events: either them or a failure.
   *
   * @param events the job's events; null after a failure
   * @param failure why there are none; null when there are
   */
  public void told(@Nullable Page<JobEvent> events, @Nullable Throwable failure) {
    if (events != null) {
      tell(events.items());
    } else if (failure != null) {
      eventsFailed(Caller.unwrapped(failure));
    }
  }

  private void tell(List<JobEvent> events) {
    reason = why.apply(events).orElse(reason);
    Map<String, Integer> alike = new HashMap<>();
    for (JobEvent event : events) {
      if (told.add(key(event, alike))) {
        wait.onEvent().ifPresent(listener -> listener.accept(event));
      }
    }
  }

  // Without a hash the content tells events apart, and among alike ones how many came before.
  private static String key(JobEvent event, Map<String, Integer> alike) {
    if (event.id().isPresent()) {
      return "#" + event.id().get();
    }
    String content = event.createdAt().map(Object::toString).orElse("")
        + '\n'
        + event.type()
        + '\n'
        + event.step().orElse(-1L)
        + '\n'
        + event.message();
    return content + '\n' + alike.merge(content, 1, Integer::sum);
  }

  /**
   * Goes on without events when the provider will not give them: a wait of hours is worth more than
   * its commentary. Passing failures are the poller's to judge.
   */
  private void eventsFailed(Throwable cause) {
    boolean answered =
        cause instanceof ApiException || cause instanceof UnreadableResponseException;
    if (!answered || ((FoveaException) cause).isRetryable()) {
      throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }
    eventsLost = true;
    LOG.warn("{}: going on without the events of job {}: {}", provider, jobId, cause.getMessage());
  }

  /**
   * Tells the job's state, and warns once of a word that nobody knows.
   *
   * @param job as it was last seen
   */
  public void update(FineTuningJob job) {
    if (job.status() == JobStatus.UNKNOWN && oddWords.add(job.providerStatus())) {
      LOG.warn(
          "{}: job {} has the unknown status '{}', taken as still running",
          provider,
          jobId,
          Excerpt.of(job.providerStatus(), 100));
    }
    wait.onUpdate().ifPresent(listener -> listener.accept(job));
  }

  /**
   * {@return the finished job if it succeeded}
   *
   * @param job the finished job
   * @throws JobFailedException if it did not
   */
  public FineTuningJob result(FineTuningJob job) {
    if (job.status() == JobStatus.SUCCEEDED) {
      return job;
    }
    boolean cancelled = job.status() == JobStatus.CANCELLED;
    String cause =
        cancelled ? "" : Optional.ofNullable(reason).or(job::failureReason).orElse("");
    String message = cancelled
        ? "the job was cancelled"
        : "the job ended with status " + job.providerStatus()
            + (cause.isEmpty() ? "" : ": " + cause);
    throw new JobFailedException(
        Failure.builder()
            .provider(provider)
            .operation("wait for fine-tuning job " + jobId)
            .message(Excerpt.of(message, 1000))
            .outcome(Outcome.REJECTED)
            .next("its events tell more: fineTuning().events(\"" + jobId + "\")")
            .build(),
        jobId,
        job.providerStatus(),
        cause);
  }
}
