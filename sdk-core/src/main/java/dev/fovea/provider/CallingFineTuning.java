package dev.fovea.provider;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.FineTuningService;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobWait;
import dev.fovea.page.Page;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Fine-tuning jobs of a provider: each flow once, both ways to run it. What a provider may lack
 * (checkpoints, deleting, pausing) is the subclass's own. Thread-safe.
 */
public abstract class CallingFineTuning extends CallingService implements FineTuningService {
  /**
   * For a provider's own jobs.
   *
   * @param transport makes the calls
   */
  protected CallingFineTuning(Transport transport) {
    super(transport);
  }

  /**
   * Starts a job.
   *
   * @param caller makes the calls
   * @param request the job
   * @return the job as the provider first reports it
   */
  protected abstract CompletableFuture<FineTuningJob> create(
      Caller caller, FineTuningRequest request);

  /**
   * Reads about a job.
   *
   * @param caller makes the calls
   * @param jobId the job
   * @return the job
   */
  protected abstract CompletableFuture<FineTuningJob> get(Caller caller, String jobId);

  /**
   * Lists the jobs.
   *
   * @param caller makes the calls
   * @return the first page
   */
  protected abstract CompletableFuture<Page<FineTuningJob>> list(Caller caller);

  /**
   * Stops a job for good.
   *
   * @param caller makes the calls
   * @param jobId the job
   * @return the job as the provider then reports it
   */
  protected abstract CompletableFuture<FineTuningJob> cancel(Caller caller, String jobId);

  /**
   * Reads what happened in a job.
   *
   * @param caller makes the calls
   * @param jobId the job
   * @return its events, oldest first
   */
  protected abstract CompletableFuture<Page<JobEvent>> events(Caller caller, String jobId);

  /**
   * Reads what happened in a job, as one look of a wait does.
   *
   * @param caller makes the calls
   * @param job the job as it was just read
   * @param known true for an event that an earlier look has brought; those may be left out
   * @return its events, oldest first
   */
  protected CompletableFuture<Page<JobEvent>> events(
      Caller caller, FineTuningJob job, Predicate<JobEvent> known) {
    return events(caller, job.id());
  }

  /**
   * {@return why a job failed, from its events; by default what the last error says}
   *
   * @param events the events, oldest first
   */
  protected Optional<String> reason(List<JobEvent> events) {
    return events.stream()
        .filter(event -> event.level() == JobEvent.Level.ERROR)
        .map(JobEvent::message)
        .filter(message -> !message.isBlank())
        .reduce((earlier, later) -> later);
  }

  @Override
  public String provider() {
    return super.provider();
  }

  @Override
  public FineTuningJob create(FineTuningRequest request) {
    return now(caller -> create(caller, request));
  }

  @Override
  public CompletableFuture<FineTuningJob> createAsync(FineTuningRequest request) {
    return later(caller -> create(caller, request));
  }

  @Override
  public FineTuningJob get(String jobId) {
    return now(caller -> get(caller, jobId));
  }

  @Override
  public CompletableFuture<FineTuningJob> getAsync(String jobId) {
    return later(caller -> get(caller, jobId));
  }

  @Override
  public Page<FineTuningJob> list() {
    return now(this::list);
  }

  @Override
  public CompletableFuture<Page<FineTuningJob>> listAsync() {
    return later(this::list);
  }

  @Override
  public FineTuningJob cancel(String jobId) {
    return now(caller -> cancel(caller, jobId));
  }

  @Override
  public CompletableFuture<FineTuningJob> cancelAsync(String jobId) {
    return later(caller -> cancel(caller, jobId));
  }

  @Override
  public Page<JobEvent> events(String jobId) {
    return now(caller -> events(caller, jobId));
  }

  @Override
  public CompletableFuture<Page<JobEvent>> eventsAsync(String jobId) {
    return later(caller -> events(caller, jobId));
  }

  @Override
  public FineTuningJob await(String jobId, Consumer<JobWait.Builder> spec) {
    return now(caller -> finished(caller, jobId, spec));
  }

  @Override
  public CompletableFuture<FineTuningJob> awaitAsync(String jobId, Consumer<JobWait.Builder> spec) {
    return later(caller -> finished(caller, jobId, spec));
  }

  private CompletableFuture<FineTuningJob> finished(
      Caller caller, String jobId, Consumer<JobWait.Builder> spec) {
    JobWatch watch = new JobWatch(provider(), jobId, spec, this::reason);
    Poll<FineTuningJob> poll = Poll.<FineTuningJob>of("fine-tuning job", jobId)
        .until(FineTuningJob::isFinished)
        .status(FineTuningJob::providerStatus)
        .since(JobWatch::since)
        .limit("validationTimeout", watch::limit)
        .onState(watch::update)
        .options(watch.patience());
    return caller.await(poll, () -> look(caller, jobId, watch)).thenApply(watch::result);
  }

  // The job first: then the events that follow include those of its end.
  private CompletableFuture<FineTuningJob> look(Caller caller, String jobId, JobWatch watch) {
    return get(caller, jobId)
        .thenCompose(job -> watch.wantsEvents(job)
            ? events(caller, job, watch::knows).handle((events, failure) -> {
              watch.told(events, failure);
              return job;
            })
            : CompletableFuture.completedFuture(job));
  }
}
