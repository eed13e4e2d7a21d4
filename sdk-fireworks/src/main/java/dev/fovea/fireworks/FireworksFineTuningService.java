package dev.fovea.fireworks;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.FineTuningService;
import dev.fovea.page.Page;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Fine-tuning jobs at Fireworks, with Fireworks' own options. Thread-safe.
 *
 * <p>What Fireworks does with a neutral request: it trains a LoRA adapter, never all weights, of
 * rank 8 unless set. The training file is the name of a data set. Reinforcement tuning grades with
 * an evaluator, {@code FineTuningMethod.reinforcement(Map.of("evaluator", name))}. A suffix becomes
 * the ending of the model's name, whose beginning is the job's id.
 *
 * <p>A job's id is its full name, which tells its kind:
 * {@code accounts/acme/supervisedFineTuningJobs/receipts}, {@code .../dpoJobs/..} or
 * {@code .../reinforcementFineTuningJobs/..}. A short id means a supervised job of the own account.
 * {@code list()} walks through the three kinds in this order.
 *
 * <p>The id is chosen here, so that a request that is sent again never makes a second job.
 *
 * <p>Fireworks keeps no list of events. {@code events(..)} puts together what it tells: of type
 * {@code state} (the job was created, the state it is in now), {@code metrics} (a line of its
 * metrics file), {@code progress} (percent) and {@code logs}. States between two questions are not
 * seen. Only a job's beginning and end have a time.
 *
 * <p>{@code pause(..)} is not offered; {@code resume(..)} takes up a job that failed, was cancelled
 * or was paused by Fireworks because the account was suspended. A job that stops in
 * {@code JOB_STATE_PAUSED} has not ended: {@code await} goes on waiting.
 */
public interface FireworksFineTuningService extends FineTuningService {
  /**
   * Lists jobs of all kinds: supervised ones, then those of preference, then of reinforcement
   * tuning. The query is put to each kind.
   *
   * @param query sets which, and in which order
   * @return the first page
   */
  Page<FineTuningJob> list(Consumer<FireworksListQuery> query);

  /**
   * As {@link #list(Consumer)}, without holding the thread.
   *
   * @param query sets which, and in which order
   * @return the first page
   */
  CompletableFuture<Page<FineTuningJob>> listAsync(Consumer<FireworksListQuery> query);

  /**
   * Asks for all that was measured in a job so far: the lines of its metrics file.
   *
   * @param jobId the job's name
   * @return what was measured, oldest first; empty before the first step
   * @throws dev.fovea.error.NotFoundException if there is no such job
   */
  List<FireworksMetric> metrics(String jobId);

  /**
   * As {@link #metrics}, without holding the thread.
   *
   * @param jobId the job's name
   * @return what was measured, oldest first
   */
  CompletableFuture<List<FireworksMetric>> metricsAsync(String jobId);

  /**
   * Downloads what the trainer wrote to its log. Only accounts that Fireworks has opened this for
   * have logs, see {@link FireworksFineTuningJob#hasLogs()}.
   *
   * @param jobId the job's name
   * @param target the file to write
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the file
   * @throws dev.fovea.error.UnreadableResponseException if the job has no logs
   * @throws java.io.UncheckedIOException if the file exists or cannot be written
   */
  Path downloadLogs(String jobId, Path target, CopyOption... options);

  /**
   * As {@link #downloadLogs}, without holding the thread.
   *
   * @param jobId the job's name
   * @param target the file to write
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the file
   */
  CompletableFuture<Path> downloadLogsAsync(String jobId, Path target, CopyOption... options);

  /**
   * Asks what a supervised job would cost. Costs nothing and starts nothing.
   *
   * @param request the request that would create the job
   * @return the estimate
   * @throws dev.fovea.error.UnsupportedCapabilityException for another kind of tuning, which has no
   *     estimate; nothing was sent
   */
  FireworksPriceEstimate estimate(FineTuningRequest request);

  /**
   * As {@link #estimate}, without holding the thread.
   *
   * @param request the request that would create the job
   * @return the estimate
   */
  CompletableFuture<FireworksPriceEstimate> estimateAsync(FineTuningRequest request);

  /**
   * Starts a job with Fireworks' own options. This costs money.
   *
   * @param spec fills the request
   * @param options fills what only Fireworks understands
   * @return the job as Fireworks first reports it
   * @throws dev.fovea.error.ConflictException if the options name a job's id that is taken
   */
  default FineTuningJob create(
      Consumer<FineTuningRequest.Builder> spec,
      Consumer<FireworksFineTuningOptions.Builder> options) {
    return create(FireworksFineTuning.request(spec, options));
  }

  /**
   * Starts a job with Fireworks' own options. This costs money.
   *
   * @param spec fills the request
   * @param options fills what only Fireworks understands
   * @return the job as Fireworks first reports it
   */
  default CompletableFuture<FineTuningJob> createAsync(
      Consumer<FineTuningRequest.Builder> spec,
      Consumer<FireworksFineTuningOptions.Builder> options) {
    return createAsync(FireworksFineTuning.request(spec, options));
  }
}
