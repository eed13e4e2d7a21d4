package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.page.Page;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationBuilder;
import dev.fovea.transport.OperationKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Together's API offers about fine-tuning, call by call. */
final class TuningCalls {
  private static final Operation<Void, TogetherModelLimits> LIMITS = named(
      Operation.get("fine-tunes/models/limits"),
      "ask for the model's limits",
      TogetherModelLimits::new);
  // A failure without an answer says for each call which job to look for.
  @SuppressWarnings("rawtypes") // The class of a map has no type parameters.
  private static final Operation<Map, FineTuningJob> CREATE = named(
      Operation.post("fine-tunes").sends(Map.class), "create fine-tuning job", WireJob::toModel);

  private static final Operation<Void, FineTuningJob> GET =
      named(Operation.get("fine-tunes/{id}"), "get fine-tuning job", WireJob::toModel);
  private static final Operation<Void, Page<FineTuningJob>> LIST =
      named(Operation.get("fine-tunes"), "list fine-tuning jobs", WireJob::page);
  private static final Operation<Void, FineTuningJob> CANCEL = named(
      Operation.post("fine-tunes/{id}/cancel").kind(OperationKind.IDEMPOTENT_WRITE),
      "cancel fine-tuning job",
      WireJob::toModel);
  // What is gone already is as good as deleted.
  private static final Operation<Void, Boolean> DELETE = Operation.delete("fine-tunes/{id}")
      .named("delete fine-tuning job")
      .expects(404)
      .receives((body, meta, status) -> true)
      .build();
  private static final Operation<Void, Page<JobEvent>> EVENTS = named(
      Operation.get("fine-tunes/{id}/events"),
      "list events of fine-tuning job",
      WireJob::eventPage);
  private static final Operation<Void, WireObject> CHECKPOINTS = named(
      Operation.get("fine-tunes/{id}/checkpoints"),
      "list checkpoints of fine-tuning job",
      list -> list);

  private static final Operation<Void, List<String>> SUPPORTED = named(
      Operation.get("fine-tunes/models/supported"),
      "list models that can be fine-tuned",
      list -> list.texts("models"));

  @SuppressWarnings("rawtypes") // As above.
  private static final Operation<Map, TogetherPriceEstimate> ESTIMATE = named(
      Operation.post("fine-tunes/estimate-price").kind(OperationKind.READ).sends(Map.class),
      "estimate price of fine-tuning job",
      TogetherPriceEstimate::new);

  @SuppressWarnings("rawtypes") // As above.
  private static final Operation<Map, TogetherTokenPreview> PREVIEW = named(
      Operation.post("fine-tunes/preview").kind(OperationKind.READ).sends(Map.class),
      "preview tokens of training file",
      TogetherTokenPreview::new);

  private static final Operation<Void, List<TogetherMetric>> METRICS = named(
      Operation.get("fine-tunes/{id}/metrics"),
      "list metrics of fine-tuning job",
      wire -> wire.requiredObjects("metrics").stream().map(TogetherMetric::new).toList());
  private static final Operation<Void, TogetherTokenizedDataset> TOKENIZED = named(
      Operation.get("fine-tunes/{id}/download-tokenized-dataset"),
      "get tokenized dataset of fine-tuning job",
      TogetherTokenizedDataset::new);
  // Singular, unlike all the others.
  private static final Operation<Void, ResponseMeta> DOWNLOAD =
      Operation.get("finetune/download").named("download weights").transfer().build();

  private TuningCalls() {}

  private static <Q, T> Operation<Q, T> named(
      OperationBuilder<Q, ?> operation, String name, Function<WireObject, T> model) {
    return operation.named(name).receives(WireObject.as(model)).build();
  }

  static Call<TogetherModelLimits> limits(String model) {
    return LIMITS.call().query("model_name", model);
  }

  static Call<FineTuningJob> create(Map<String, @Nullable Object> body) {
    return CREATE.call(body);
  }

  static Call<FineTuningJob> get(String jobId) {
    return GET.call().path("id", jobId);
  }

  static Call<Page<FineTuningJob>> list() {
    return LIST.call();
  }

  static Call<FineTuningJob> cancel(String jobId) {
    return CANCEL.call().path("id", jobId);
  }

  static Call<Boolean> delete(String jobId) {
    return DELETE.call().path("id", jobId);
  }

  static Call<Page<JobEvent>> events(String jobId) {
    return EVENTS.call().path("id", jobId);
  }

  static Call<Page<Checkpoint>> checkpoints(String jobId) {
    return CHECKPOINTS
        .call()
        .path("id", jobId)
        .receives(WireObject.as(list -> WireJob.checkpoints(jobId, list)));
  }

  static Call<List<String>> supported() {
    return SUPPORTED.call();
  }

  static Call<TogetherPriceEstimate> estimate(Map<String, @Nullable Object> body) {
    return ESTIMATE.call(body);
  }

  static Call<TogetherTokenPreview> preview(Map<String, @Nullable Object> body) {
    return PREVIEW.call(body);
  }

  static Call<List<TogetherMetric>> metrics(String jobId, Consumer<TogetherMetricsSpec> filter) {
    return SpecFields.of(new TogetherMetricsSpec(), filter).query(METRICS.call().path("id", jobId));
  }

  static Call<TogetherTokenizedDataset> tokenized(String jobId) {
    return TOKENIZED.call().path("id", jobId);
  }

  static Call<ResponseMeta> download(String jobId) {
    return DOWNLOAD.call().header("Accept", "application/octet-stream").query("ft_id", jobId);
  }
}
