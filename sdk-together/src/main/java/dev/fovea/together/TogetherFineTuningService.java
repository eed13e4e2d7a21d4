package dev.fovea.together;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.FineTuningService;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Fine-tuning jobs at Together, with Together's own options. Thread-safe.
 *
 * <p>What Together does with a neutral request: without an adapter it trains a LoRA adapter of its
 * own choosing, or the kind of the earlier job when it goes on from a checkpoint;
 * {@code Adapter.lora()} without a rank takes the largest rank the model allows, which is asked for
 * first, and alpha is twice the rank unless set. A validation file is used only if
 * {@code evaluations} is more than 0.
 *
 * <p>What contradicts itself is refused before anything is sent. What the model does not allow is
 * refused before a job is created if its limits were asked for: because a rank was needed, or
 * because {@code limitsChecked} is set. Otherwise Together decides, which costs one call less.
 */
public interface TogetherFineTuningService extends FineTuningService {
  /**
   * Starts a job with Together's own options. This costs money.
   *
   * @param spec fills the request
   * @param options fills what only Together understands
   * @return the job as Together first reports it
   */
  default FineTuningJob create(
      Consumer<FineTuningRequest.Builder> spec,
      Consumer<TogetherFineTuningOptions.Builder> options) {
    return create(TogetherFineTuningOptions.request(spec, options));
  }

  /**
   * Starts a job with Together's own options. This costs money.
   *
   * @param spec fills the request
   * @param options fills what only Together understands
   * @return the job as Together first reports it
   */
  default CompletableFuture<FineTuningJob> createAsync(
      Consumer<FineTuningRequest.Builder> spec,
      Consumer<TogetherFineTuningOptions.Builder> options) {
    return createAsync(TogetherFineTuningOptions.request(spec, options));
  }

  /**
   * Asks what a job would cost. Costs nothing and starts nothing. A LoRA adapter without a rank is
   * estimated with the model's largest, which is asked for first, as creating does.
   *
   * @param request the request that would create the job
   * @return the estimate, or why there is none
   */
  TogetherPriceEstimate estimate(FineTuningRequest request);

  /**
   * As {@link #estimate}, without holding the thread.
   *
   * @param request the request that would create the job
   * @return the estimate, or why there is none
   */
  CompletableFuture<TogetherPriceEstimate> estimateAsync(FineTuningRequest request);

  /**
   * Asks how a model may be tuned.
   *
   * @param model a model's name, or the id or the model's name of a job to go on from
   * @return the limits
   * @throws dev.fovea.error.NotFoundException if the model cannot be tuned
   */
  TogetherModelLimits limits(String model);

  /**
   * As {@link #limits}, without holding the thread.
   *
   * @param model a model's name, or the id or the model's name of a job to go on from
   * @return the limits
   */
  CompletableFuture<TogetherModelLimits> limitsAsync(String model);

  /** {@return the names of the models that can be tuned, as of now} */
  List<String> supportedModels();

  /** {@return the names of the models that can be tuned, as of now} */
  CompletableFuture<List<String>> supportedModelsAsync();

  /**
   * Asks how training would read a file's first examples: which tokens, and which of them are
   * learnt. Starts nothing. Together reads the model, the training file and {@code trainOnInputs};
   * only supervised tuning has a preview.
   *
   * @param request the request that would create the job
   * @param examples how many examples, 1 or more
   * @return the examples as tokens
   */
  TogetherTokenPreview preview(FineTuningRequest request, int examples);

  /**
   * As {@link #preview}, without holding the thread.
   *
   * @param request the request that would create the job
   * @param examples how many examples, 1 or more
   * @return the examples as tokens
   */
  CompletableFuture<TogetherTokenPreview> previewAsync(FineTuningRequest request, int examples);

  /**
   * Asks for all that was measured in a job so far.
   *
   * @param jobId the job's id
   * @return the points of training and of evaluation, oldest first
   */
  default List<TogetherMetric> metrics(String jobId) {
    return metrics(jobId, filter -> {});
  }

  /**
   * Asks for what was measured in a job so far.
   *
   * @param jobId the job's id
   * @param filter says which points are wanted
   * @return the points of training and of evaluation, oldest first
   */
  List<TogetherMetric> metrics(String jobId, Consumer<TogetherMetricsSpec> filter);

  /**
   * As {@link #metrics}, without holding the thread.
   *
   * @param jobId the job's id
   * @param filter says which points are wanted
   * @return the points of training and of evaluation, oldest first
   */
  CompletableFuture<List<TogetherMetric>> metricsAsync(
      String jobId, Consumer<TogetherMetricsSpec> filter);

  /**
   * Asks where the tokens a job was trained on can be fetched.
   *
   * @param jobId the job's id
   * @return a signed address that works for a while
   * @throws dev.fovea.error.NotFoundException if the job has kept none
   */
  TogetherTokenizedDataset tokenizedDataset(String jobId);

  /**
   * As {@link #tokenizedDataset}, without holding the thread.
   *
   * @param jobId the job's id
   * @return a signed address that works for a while
   */
  CompletableFuture<TogetherTokenizedDataset> tokenizedDatasetAsync(String jobId);

  /**
   * Downloads the model a job made, or one of its checkpoints, as a compressed archive: of a job
   * that trained an adapter the model with the adapter merged into it. The target appears whole or
   * not at all; a broken connection is taken up where it broke. Archives may have hundreds of
   * gigabytes.
   *
   * @param id a job's id, or {@code JOB:STEP} as {@code checkpoints(..)} names a state on the way
   * @param target the file to write, or a folder: then the file is named after the model and ends
   *     in {@code .tar.zst} or {@code .tar.gz} as Together packed it
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the file
   * @throws java.io.UncheckedIOException if the file exists or cannot be written
   */
  Path downloadWeights(String id, Path target, CopyOption... options);

  /**
   * As {@link #downloadWeights}, without holding the thread.
   *
   * @param id a job's id, or {@code JOB:STEP} as {@code checkpoints(..)} names a state on the way
   * @param target the file to write, or a folder: then the file is named after the model and ends
   *     in {@code .tar.zst} or {@code .tar.gz} as Together packed it
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the file
   */
  CompletableFuture<Path> downloadWeightsAsync(String id, Path target, CopyOption... options);

  /**
   * Downloads the adapter a job trained, by itself, as {@link #downloadWeights} does.
   *
   * @param jobId the job's id
   * @param target the file to write, or a folder
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the file
   * @throws java.io.UncheckedIOException if the file exists or cannot be written
   */
  Path downloadAdapter(String jobId, Path target, CopyOption... options);

  /**
   * As {@link #downloadAdapter}, without holding the thread.
   *
   * @param jobId the job's id
   * @param target the file to write, or a folder
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the file
   */
  CompletableFuture<Path> downloadAdapterAsync(String jobId, Path target, CopyOption... options);
}
