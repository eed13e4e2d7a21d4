package dev.fovea.openai;

import dev.fovea.config.Capability;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobFinding;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFineTuning;
import dev.fovea.provider.FreshId;
import dev.fovea.provider.Refusal;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Fine-tuning jobs at OpenAI. Thread-safe. */
final class OpenAiFineTuning extends CallingFineTuning implements OpenAiFineTuningService {
  OpenAiFineTuning(Transport transport) {
    super(transport);
  }

  @Override
  protected CompletableFuture<FineTuningJob> create(Caller caller, FineTuningRequest request) {
    TuningPlan plan =
        TuningPlan.of(request, "create fine-tuning job", FreshId.of(transport.timing()));
    Call<WireObject> create = TuningCalls.create(plan.body()).whenUnknown(plan.whereToLook());
    return new CreateOnce(caller, plan.token())
        .settled(caller.call(create))
        .thenApply(WireJob::toModel);
  }

  @Override
  protected CompletableFuture<FineTuningJob> get(Caller caller, String jobId) {
    return caller.call(TuningCalls.get(jobId)).thenApply(WireJob::toModel);
  }

  @Override
  protected CompletableFuture<Page<FineTuningJob>> list(Caller caller) {
    return list(caller, query -> {});
  }

  private CompletableFuture<Page<FineTuningJob>> list(
      Caller caller, Consumer<OpenAiListQuery> query) {
    SpecFields which = SpecFields.of(new OpenAiListQuery(), query);
    return IdPages.AFTER_ENTRY.page(
        caller, transport, () -> which.query(TuningCalls.list()), WireJob::toModel);
  }

  @Override
  public Page<FineTuningJob> list(Consumer<OpenAiListQuery> query) {
    return now(caller -> list(caller, query));
  }

  @Override
  public CompletableFuture<Page<FineTuningJob>> listAsync(Consumer<OpenAiListQuery> query) {
    return later(caller -> list(caller, query));
  }

  @Override
  protected CompletableFuture<FineTuningJob> cancel(Caller caller, String jobId) {
    return changed(caller, TuningCalls::cancel, jobId);
  }

  @Override
  public void delete(String jobId) {
    throw kept();
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String jobId) {
    return CompletableFuture.failedFuture(kept());
  }

  private static UnsupportedCapabilityException kept() {
    return new Refusal(OpenAiProvider.ID, "delete fine-tuning job")
        .of(
            "the provider does not offer this (" + Capability.JOB_DELETION + "): it keeps all jobs",
            Capability.JOB_DELETION.name(),
            "end a job that runs with cancel; what it made is deleted as a model, what it was made"
                + " of as a file");
  }

  @Override
  public FineTuningJob pause(String jobId) {
    return now(caller -> changed(caller, TuningCalls::pause, jobId));
  }

  @Override
  public CompletableFuture<FineTuningJob> pauseAsync(String jobId) {
    return later(caller -> changed(caller, TuningCalls::pause, jobId));
  }

  @Override
  public FineTuningJob resume(String jobId) {
    return now(caller -> changed(caller, TuningCalls::resume, jobId));
  }

  @Override
  public CompletableFuture<FineTuningJob> resumeAsync(String jobId) {
    return later(caller -> changed(caller, TuningCalls::resume, jobId));
  }

  private CompletableFuture<FineTuningJob> changed(
      Caller caller, Function<String, Call<Optional<WireObject>>> call, String jobId) {
    return caller
        .call(call.apply(jobId))
        .thenCompose(job -> job.map(WireJob::toModel)
            .map(CompletableFuture::completedFuture)
            .orElseGet(() -> get(caller, jobId)));
  }

  @Override
  public Page<Checkpoint> checkpoints(String jobId) {
    return now(caller -> checkpoints(caller, jobId));
  }

  @Override
  public CompletableFuture<Page<Checkpoint>> checkpointsAsync(String jobId) {
    return later(caller -> checkpoints(caller, jobId));
  }

  private CompletableFuture<Page<Checkpoint>> checkpoints(Caller caller, String jobId) {
    return IdPages.AFTER_ENTRY.page(
        caller, transport, () -> TuningCalls.checkpoints(jobId), WireJob::checkpoint);
  }

  @Override
  protected CompletableFuture<Page<JobEvent>> events(Caller caller, String jobId) {
    return IdPages.AFTER_ENTRY.page(
        caller, transport, () -> TuningCalls.events(jobId), WireJob::event);
  }

  @Override
  protected CompletableFuture<Page<JobEvent>> events(
      Caller caller, FineTuningJob job, Predicate<JobEvent> known) {
    return oldestFirst(caller, job.id(), known).thenApply(Page::of);
  }

  // Newest first on the wire: what an earlier look has brought need not be asked for again.
  private static CompletableFuture<List<JobEvent>> oldestFirst(
      Caller caller, String jobId, Predicate<JobEvent> known) {
    int most = OpenAiFacts.REQUESTS.number("eventsPerPage");
    return IdPages.AFTER_ENTRY
        .until(caller, () -> TuningCalls.events(jobId).query("limit", most), WireJob::event, known)
        .exceptionallyCompose(failure -> {
          // How large a page may be is nowhere told.
          Throwable cause = Caller.unwrapped(failure);
          return cause instanceof InvalidRequestException refused
                  && refused.param().filter("limit"::equals).isPresent()
              ? IdPages.AFTER_ENTRY.until(
                  caller, () -> TuningCalls.events(jobId), WireJob::event, known)
              : CompletableFuture.failedFuture(cause);
        })
        .thenApply(OpenAiFineTuning::turned);
  }

  // The time alone has whole seconds: events of the same one keep the order that was turned.
  private static List<JobEvent> turned(List<JobEvent> newestFirst) {
    List<JobEvent> events = new ArrayList<>(newestFirst);
    Collections.reverse(events);
    if (events.stream().allMatch(event -> event.createdAt().isPresent())) {
      events.sort(Comparator.comparing(event -> event.createdAt().orElseThrow()));
    }
    return events;
  }

  private static CompletableFuture<List<JobEvent>> allEvents(Caller caller, String jobId) {
    return oldestFirst(caller, jobId, event -> false);
  }

  @Override
  public List<OpenAiMetric> metrics(String jobId) {
    return now(caller -> metrics(caller, jobId));
  }

  @Override
  public CompletableFuture<List<OpenAiMetric>> metricsAsync(String jobId) {
    return later(caller -> metrics(caller, jobId));
  }

  private static CompletableFuture<List<OpenAiMetric>> metrics(Caller caller, String jobId) {
    return allEvents(caller, jobId)
        .thenApply(events ->
            events.stream().map(OpenAiMetric::of).flatMap(Optional::stream).toList());
  }

  @Override
  public List<JobFinding> skippedPictures(String jobId, OpenAiPictureRules rules) {
    return now(caller -> skipped(caller, jobId, rules));
  }

  @Override
  public CompletableFuture<List<JobFinding>> skippedPicturesAsync(
      String jobId, OpenAiPictureRules rules) {
    return later(caller -> skipped(caller, jobId, rules));
  }

  private static CompletableFuture<List<JobFinding>> skipped(
      Caller caller, String jobId, OpenAiPictureRules rules) {
    return allEvents(caller, jobId)
        .thenApply(events -> JobFinding.of(events.stream().map(rules::read).toList()));
  }
}
