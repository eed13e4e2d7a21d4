package dev.fovea.together;

import dev.fovea.error.ApiException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobWait;
import dev.fovea.page.Page;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Poller;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fine-tuning jobs at Together. Thread-safe. */
final class TogetherFineTuning implements TogetherFineTuningService {
  private static final Operation<Void, WireObject> LIMITS = Operation.get(
          "fine-tunes/models/limits")
      .named("ask for the model's limits")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> GET = Operation.get("fine-tunes/{id}")
      .named("get fine-tuning job")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> LIST = Operation.get("fine-tunes")
      .named("list fine-tuning jobs")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> CANCEL = Operation.post("fine-tunes/{id}/cancel")
      .named("cancel fine-tuning job")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> EVENTS = Operation.get("fine-tunes/{id}/events")
      .named("list events of fine-tuning job")
      .receives(WireObject::read)
      .build();

  private final Transport transport;
  private final Supplier<ModelTable> table;

  TogetherFineTuning(Transport transport) {
    // Read when somebody tunes: chat does not need it.
    this(transport, ModelTable::bundled);
  }

  TogetherFineTuning(Transport transport, Supplier<ModelTable> table) {
    this.transport = transport;
    this.table = table;
  }

  @Override
  public FineTuningJob create(FineTuningRequest request) {
    CreatePlan plan = CreatePlan.of(request, table.get());
    WireObject limits = plan.needsLimits() ? transport.execute(limits(plan)) : null;
    return transport.execute(create(plan, limits), WireJob::toModel);
  }

  @Override
  public CompletableFuture<FineTuningJob> createAsync(FineTuningRequest request) {
    CreatePlan plan;
    try {
      plan = CreatePlan.of(request, table.get());
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    if (!plan.needsLimits()) {
      return transport.executeAsync(create(plan, null), WireJob::toModel);
    }
    return transport
        .executeAsync(limits(plan))
        .thenCompose(limits -> transport.executeAsync(create(plan, limits), WireJob::toModel));
  }

  private static Call<WireObject> limits(CreatePlan plan) {
    return LIMITS.call().query("model_name", plan.model());
  }

  private static Call<WireObject> create(CreatePlan plan, @Nullable WireObject limits) {
    // Made for one request, so that a failure without an answer says which job to look for.
    return Operation.post("fine-tunes")
        .named("create fine-tuning job")
        .kind(OperationKind.CREATE)
        .whenUnknown(plan.whereToLook())
        .sends(Map.class)
        .receives(WireObject::read)
        .build()
        .call(plan.body(limits));
  }

  @Override
  public FineTuningJob get(String jobId) {
    return transport.execute(GET.call().path("id", jobId), WireJob::toModel);
  }

  @Override
  public CompletableFuture<FineTuningJob> getAsync(String jobId) {
    return transport.executeAsync(GET.call().path("id", jobId), WireJob::toModel);
  }

  @Override
  public Page<FineTuningJob> list() {
    return transport.execute(LIST.call(), WireJob::page);
  }

  @Override
  public CompletableFuture<Page<FineTuningJob>> listAsync() {
    return transport.executeAsync(LIST.call(), WireJob::page);
  }

  @Override
  public FineTuningJob cancel(String jobId) {
    return transport.execute(CANCEL.call().path("id", jobId), WireJob::toModel);
  }

  @Override
  public CompletableFuture<FineTuningJob> cancelAsync(String jobId) {
    return transport.executeAsync(CANCEL.call().path("id", jobId), WireJob::toModel);
  }

  @Override
  public Page<JobEvent> events(String jobId) {
    return Page.of(transport.execute(eventsCall(jobId), TogetherFineTuning::toEvents));
  }

  @Override
  public CompletableFuture<Page<JobEvent>> eventsAsync(String jobId) {
    return transport.executeAsync(eventsCall(jobId), wire -> Page.of(toEvents(wire)));
  }

  private static Call<WireObject> eventsCall(String jobId) {
    return EVENTS.call().path("id", jobId);
  }

  private static List<JobEvent> toEvents(WireObject wire) {
    return WireJob.events(wire.requiredObjects("data"));
  }

  @Override
  public FineTuningJob await(String jobId, Consumer<JobWait.Builder> spec) {
    JobWatch watch = new JobWatch(jobId, spec);
    FineTuningJob last = Poller.of(transport).await(poll(jobId, watch), () -> look(jobId, watch));
    return watch.result(last);
  }

  // The job first: then the events that follow include those of its end.
  private FineTuningJob look(String jobId, JobWatch watch) {
    FineTuningJob job = get(jobId);
    if (watch.wantsEvents(job)) {
      try {
        watch.events(transport.execute(eventsCall(jobId), TogetherFineTuning::toEvents));
      } catch (ApiException | UnreadableResponseException failure) {
        watch.eventsFailed(failure);
      }
    }
    return job;
  }

  @Override
  public CompletableFuture<FineTuningJob> awaitAsync(String jobId, Consumer<JobWait.Builder> spec) {
    JobWatch watch = new JobWatch(jobId, spec);
    return Poller.of(transport)
        .awaitAsync(poll(jobId, watch), () -> lookAsync(jobId, watch))
        .thenApply(watch::result);
  }

  private CompletableFuture<FineTuningJob> lookAsync(String jobId, JobWatch watch) {
    return getAsync(jobId)
        .thenCompose(job -> watch.wantsEvents(job)
            ? eventsAsync(jobId, watch).thenApply(told -> job)
            : CompletableFuture.completedFuture(job));
  }

  private CompletableFuture<Boolean> eventsAsync(String jobId, JobWatch watch) {
    return transport
        .executeAsync(eventsCall(jobId), TogetherFineTuning::toEvents)
        .handle((events, failure) -> {
          if (failure == null) {
            watch.events(events);
          } else {
            watch.eventsFailed(failure);
          }
          return failure == null;
        });
  }

  private static Poll<FineTuningJob> poll(String jobId, JobWatch watch) {
    return Poll.<FineTuningJob>of("fine-tuning job", jobId)
        .until(FineTuningJob::isFinished)
        .status(FineTuningJob::providerStatus)
        .onState(watch::update)
        .options(watch.patience());
  }
}
