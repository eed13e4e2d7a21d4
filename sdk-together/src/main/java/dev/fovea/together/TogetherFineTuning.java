package dev.fovea.together;

import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFineTuning;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fine-tuning jobs at Together. Thread-safe. */
final class TogetherFineTuning extends CallingFineTuning implements TogetherFineTuningService {
  private final Supplier<ModelTable> table;

  TogetherFineTuning(Transport transport) {
    // Read when somebody tunes: chat does not need it.
    this(transport, ModelTable::bundled);
  }

  TogetherFineTuning(Transport transport, Supplier<ModelTable> table) {
    super(transport);
    this.table = table;
  }

  @Override
  protected CompletableFuture<FineTuningJob> create(Caller caller, FineTuningRequest request) {
    CreatePlan plan = CreatePlan.of(request, table.get(), "create fine-tuning job");
    return limits(caller, plan)
        .thenCompose(limits ->
            caller.call(TuningCalls.create(plan.body(limits)).whenUnknown(plan.whereToLook())));
  }

  private static CompletableFuture<@Nullable TogetherModelLimits> limits(
      Caller caller, CreatePlan plan) {
    return plan.needsLimits()
        ? caller.call(TuningCalls.limits(plan.model())).thenApply(limits -> limits)
        : CompletableFuture.completedFuture(null);
  }

  @Override
  public TogetherPriceEstimate estimate(FineTuningRequest request) {
    return now(caller -> estimated(caller, request));
  }

  @Override
  public CompletableFuture<TogetherPriceEstimate> estimateAsync(FineTuningRequest request) {
    return later(caller -> estimated(caller, request));
  }

  private CompletableFuture<TogetherPriceEstimate> estimated(
      Caller caller, FineTuningRequest request) {
    CreatePlan plan =
        CreatePlan.of(request, table.get(), "estimate the price of a fine-tuning job");
    return limits(caller, plan)
        .thenCompose(limits -> caller.call(TuningCalls.estimate(plan.estimate(limits))));
  }

  @Override
  public TogetherModelLimits limits(String model) {
    return transport.execute(TuningCalls.limits(model));
  }

  @Override
  public CompletableFuture<TogetherModelLimits> limitsAsync(String model) {
    return transport.executeAsync(TuningCalls.limits(model));
  }

  @Override
  public List<String> supportedModels() {
    return transport.execute(TuningCalls.supported());
  }

  @Override
  public CompletableFuture<List<String>> supportedModelsAsync() {
    return transport.executeAsync(TuningCalls.supported());
  }

  @Override
  public TogetherTokenPreview preview(FineTuningRequest request, int examples) {
    return now(caller -> previewed(caller, request, examples));
  }

  @Override
  public CompletableFuture<TogetherTokenPreview> previewAsync(
      FineTuningRequest request, int examples) {
    return later(caller -> previewed(caller, request, examples));
  }

  private CompletableFuture<TogetherTokenPreview> previewed(
      Caller caller, FineTuningRequest request, int examples) {
    CreatePlan plan = CreatePlan.of(request, table.get(), "preview the tokens of a training file");
    return caller.call(TuningCalls.preview(plan.preview(examples)));
  }

  @Override
  protected CompletableFuture<FineTuningJob> get(Caller caller, String jobId) {
    return caller.call(TuningCalls.get(jobId));
  }

  @Override
  protected CompletableFuture<Page<FineTuningJob>> list(Caller caller) {
    return caller.call(TuningCalls.list());
  }

  @Override
  protected CompletableFuture<FineTuningJob> cancel(Caller caller, String jobId) {
    return caller.call(TuningCalls.cancel(jobId));
  }

  @Override
  protected CompletableFuture<Page<JobEvent>> events(Caller caller, String jobId) {
    return caller.call(TuningCalls.events(jobId));
  }

  @Override
  protected Optional<String> reason(List<JobEvent> events) {
    return WireJob.reason(events);
  }

  @Override
  public void delete(String jobId) {
    transport.execute(TuningCalls.delete(jobId));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String jobId) {
    return transport.executeAsync(TuningCalls.delete(jobId)).thenAccept(gone -> {});
  }

  @Override
  public Page<Checkpoint> checkpoints(String jobId) {
    return transport.execute(TuningCalls.checkpoints(jobId));
  }

  @Override
  public CompletableFuture<Page<Checkpoint>> checkpointsAsync(String jobId) {
    return transport.executeAsync(TuningCalls.checkpoints(jobId));
  }

  @Override
  public List<TogetherMetric> metrics(String jobId, Consumer<TogetherMetricsSpec> filter) {
    return transport.execute(TuningCalls.metrics(jobId, filter));
  }

  @Override
  public CompletableFuture<List<TogetherMetric>> metricsAsync(
      String jobId, Consumer<TogetherMetricsSpec> filter) {
    return transport.executeAsync(TuningCalls.metrics(jobId, filter));
  }

  @Override
  public TogetherTokenizedDataset tokenizedDataset(String jobId) {
    return transport.execute(TuningCalls.tokenized(jobId));
  }

  @Override
  public CompletableFuture<TogetherTokenizedDataset> tokenizedDatasetAsync(String jobId) {
    return transport.executeAsync(TuningCalls.tokenized(jobId));
  }

  @Override
  public Path downloadWeights(String id, Path target, CopyOption... options) {
    return now(caller -> WeightsDownload.of(id, false).save(caller, target, options));
  }

  @Override
  public CompletableFuture<Path> downloadWeightsAsync(
      String id, Path target, CopyOption... options) {
    return later(caller -> WeightsDownload.of(id, false).save(caller, target, options));
  }

  @Override
  public Path downloadAdapter(String jobId, Path target, CopyOption... options) {
    return now(caller -> WeightsDownload.of(jobId, true).save(caller, target, options));
  }

  @Override
  public CompletableFuture<Path> downloadAdapterAsync(
      String jobId, Path target, CopyOption... options) {
    return later(caller -> WeightsDownload.of(jobId, true).save(caller, target, options));
  }
}
