package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.ApiException;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFineTuning;
import dev.fovea.provider.FreshId;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.net.URI;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Fine-tuning jobs at Fireworks. Thread-safe. */
final class FireworksFineTuning extends CallingFineTuning implements FireworksFineTuningService {
  private final Account account;
  private final TunableModels models;

  FireworksFineTuning(Transport transport, Account account, FireworksModels models) {
    super(transport);
    this.account = account;
    this.models = new TunableModels(models);
  }

  static FineTuningRequest request(
      Consumer<FineTuningRequest.Builder> spec,
      Consumer<FireworksFineTuningOptions.Builder> options) {
    FireworksFineTuningOptions.Builder own = FireworksFineTuningOptions.builder();
    options.accept(own);
    FineTuningRequest.Builder request = FineTuningRequest.builder();
    spec.accept(request);
    return request.options(own.build()).build();
  }

  @Override
  protected CompletableFuture<FineTuningJob> create(Caller caller, FineTuningRequest request) {
    TuningPlan plan = TuningPlan.of(request, "create fine-tuning job");
    String jobId = plan.jobId().orElseGet(() -> FreshId.of(transport.timing()));
    return models
        .check(caller, plan)
        .thenCompose(checked -> account.id(caller))
        .thenCompose(
            owner -> created(caller, plan, new ResourceName(owner, plan.kind().collection, jobId)))
        .thenApply(WireJob::toModel);
  }

  private CompletableFuture<WireObject> created(Caller caller, TuningPlan plan, ResourceName name) {
    Map<String, @Nullable Object> body = plan.body(name.account(), name.id());
    Call<Optional<WireObject>> create = TuningCalls.create(plan.kind(), body)
        .query(plan.kind().idParameter, name.id())
        .whenUnknown("fineTuning().get(\"" + name + "\") shows whether the job was started; create"
            + " it again with jobId(\"" + name.id() + "\"), which makes no second one");
    return CreateOnce.settled(
        account.ask(caller, create),
        () -> account.ask(caller, TuningCalls.get(plan.kind()).path("id", name.id())),
        body,
        TuningPlan.TELLING);
  }

  @Override
  protected CompletableFuture<FineTuningJob> get(Caller caller, String jobId) {
    return wire(caller, jobId).thenApply(WireJob::toModel);
  }

  private CompletableFuture<WireObject> wire(Caller caller, String jobId) {
    return ask(caller, TuningCalls::get, jobId);
  }

  private <R> CompletableFuture<R> ask(
      Caller caller, Function<TuningKind, Call<R>> call, String jobId) {
    TuningKind kind = TuningKind.ofJob(jobId);
    return account.ask(caller, () -> call.apply(kind), kind.collection, jobId);
  }

  @Override
  protected CompletableFuture<Page<FineTuningJob>> list(Caller caller) {
    return list(caller, query -> {});
  }

  private CompletableFuture<Page<FineTuningJob>> list(
      Caller caller, Consumer<FireworksListQuery> query) {
    SpecFields fields = SpecFields.of(new FireworksListQuery(), query);
    return page(caller, fields, TuningKind.SUPERVISED)
        .thenApply(jobs -> jobs.followedBy(
                TuningKind.PREFERENCE.collection,
                () -> now(again -> page(again, fields, TuningKind.PREFERENCE)))
            .followedBy(
                TuningKind.REINFORCEMENT.collection,
                () -> now(again -> page(again, fields, TuningKind.REINFORCEMENT))));
  }

  @Override
  public Page<FineTuningJob> list(Consumer<FireworksListQuery> query) {
    return now(caller -> list(caller, query));
  }

  @Override
  public CompletableFuture<Page<FineTuningJob>> listAsync(Consumer<FireworksListQuery> query) {
    return later(caller -> list(caller, query));
  }

  private CompletableFuture<Page<FineTuningJob>> page(
      Caller caller, SpecFields query, TuningKind kind) {
    return account.page(
        caller, () -> query.query(TuningCalls.list(kind)), kind.collection, WireJob::toModel);
  }

  @Override
  protected CompletableFuture<FineTuningJob> cancel(Caller caller, String jobId) {
    return changed(caller, TuningCalls::cancel, jobId);
  }

  @Override
  public FineTuningJob resume(String jobId) {
    return now(caller -> changed(caller, TuningCalls::resume, jobId));
  }

  @Override
  public CompletableFuture<FineTuningJob> resumeAsync(String jobId) {
    return later(caller -> changed(caller, TuningCalls::resume, jobId));
  }

  // Not every such call answers with the job.
  private CompletableFuture<FineTuningJob> changed(
      Caller caller, Function<TuningKind, Call<ResponseMeta>> call, String jobId) {
    return ask(caller, call, jobId).thenCompose(done -> get(caller, jobId));
  }

  @Override
  public void delete(String jobId) {
    done(caller -> ask(caller, TuningCalls::delete, jobId));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String jobId) {
    return doneLater(caller -> ask(caller, TuningCalls::delete, jobId));
  }

  @Override
  protected CompletableFuture<Page<JobEvent>> events(Caller caller, String jobId) {
    return get(caller, jobId).thenCompose(job -> events(caller, job, event -> false));
  }

  @Override
  protected CompletableFuture<Page<JobEvent>> events(
      Caller caller, FineTuningJob job, Predicate<JobEvent> known) {
    return measured(caller, job).thenApply(metrics -> Page.of(JobEvents.of(job, metrics)));
  }

  // What is known of the job is told even when its metrics are refused.
  private CompletableFuture<List<FireworksMetric>> measured(Caller caller, FineTuningJob job) {
    if (job.status() == JobStatus.QUEUED) {
      return CompletableFuture.completedFuture(List.of());
    }
    return lines(caller, job.id()).handle((metrics, failure) -> {
      if (failure == null) {
        return metrics.orElse(List.of());
      }
      Throwable cause = Caller.unwrapped(failure);
      if (cause instanceof ApiException refused && !refused.isRetryable()) {
        return List.of();
      }
      throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
    });
  }

  @Override
  public List<FireworksMetric> metrics(String jobId) {
    return now(caller -> metrics(caller, jobId));
  }

  @Override
  public CompletableFuture<List<FireworksMetric>> metricsAsync(String jobId) {
    return later(caller -> metrics(caller, jobId));
  }

  // No metrics may mean no job.
  private CompletableFuture<List<FireworksMetric>> metrics(Caller caller, String jobId) {
    return lines(caller, jobId)
        .thenCompose(metrics -> metrics
            .map(CompletableFuture::completedFuture)
            .orElseGet(() -> get(caller, jobId).thenApply(job -> List.of())));
  }

  private CompletableFuture<Optional<List<FireworksMetric>>> lines(Caller caller, String jobId) {
    return metricsFile(caller, jobId)
        .thenCompose(place -> place
            .map(uri -> caller
                .call(SignedFiles.read("read metrics of fine-tuning job " + jobId, uri)
                    .receives((body, meta, status) -> FireworksMetric.read(body)))
                .thenApply(Optional::of))
            .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
  }

  // Supervised jobs tell the address themselves, the others are asked for it.
  private CompletableFuture<Optional<URI>> metricsFile(Caller caller, String jobId) {
    return TuningKind.ofJob(jobId) == TuningKind.SUPERVISED
        ? wire(caller, jobId).thenApply(job -> place(job, "metricsFileSignedUrl"))
        : ask(caller, TuningCalls::metrics, jobId)
            .thenApply(answer -> answer.flatMap(place -> place(place, "signedUrl")));
  }

  private static Optional<URI> place(WireObject answer, String field) {
    return answer.glance().text(field).map(present -> answer.uri(field));
  }

  @Override
  public Path downloadLogs(String jobId, Path target, CopyOption... options) {
    return now(caller -> downloadLogs(caller, jobId, target, options));
  }

  @Override
  public CompletableFuture<Path> downloadLogsAsync(
      String jobId, Path target, CopyOption... options) {
    return later(caller -> downloadLogs(caller, jobId, target, options));
  }

  private CompletableFuture<Path> downloadLogs(
      Caller caller, String jobId, Path target, CopyOption... options) {
    String what = "download logs of fine-tuning job " + jobId;
    return wire(caller, jobId)
        .thenCompose(job ->
            SignedFiles.save(caller, what, job.uri("trainerLogsSignedUrl"), target, options));
  }

  @Override
  public FireworksPriceEstimate estimate(FineTuningRequest request) {
    return now(caller -> estimate(caller, request));
  }

  @Override
  public CompletableFuture<FireworksPriceEstimate> estimateAsync(FineTuningRequest request) {
    return later(caller -> estimate(caller, request));
  }

  private CompletableFuture<FireworksPriceEstimate> estimate(
      Caller caller, FineTuningRequest request) {
    String operation = "estimate the price of a fine-tuning job";
    TuningPlan plan = TuningPlan.of(request, operation);
    if (plan.kind() != TuningKind.SUPERVISED) {
      throw TuningCheck.lacking(
          operation, "price estimate of " + plan.kind().method(), "estimate supervised jobs only");
    }
    return account
        .id(caller)
        .thenCompose(owner -> account.ask(caller, TuningCalls.estimate(plan.estimate(owner))));
  }
}
