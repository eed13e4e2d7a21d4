package dev.fovea.finetuning;

import dev.fovea.config.Capability;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.page.Page;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Fine-tuning jobs at one provider. Thread-safe.
 *
 * <p>Every call may throw a {@link dev.fovea.error.FoveaException}. Futures complete with the same
 * exceptions; cancelling one cancels the call, never the job.
 */
public interface FineTuningService {
  /** {@return the id of the provider whose jobs these are, such as {@code together}} */
  String provider();

  /**
   * Starts a job and returns it as the provider first reports it. This costs money. It is never
   * sent twice when the first attempt may have arrived: an exception whose {@code outcome()} is
   * {@code UNKNOWN} says how to look whether there is a job.
   *
   * @param request what to train
   * @return the job
   * @throws dev.fovea.error.UnsupportedCapabilityException if the provider lacks what is asked for;
   *     nothing was sent
   */
  FineTuningJob create(FineTuningRequest request);

  /**
   * Starts a job as {@link #create(FineTuningRequest)} does.
   *
   * @param spec fills the request
   * @return the job
   */
  default FineTuningJob create(Consumer<FineTuningRequest.Builder> spec) {
    FineTuningRequest.Builder request = FineTuningRequest.builder();
    spec.accept(request);
    return create(request.build());
  }

  /**
   * Starts a job as {@link #create(FineTuningRequest)} does.
   *
   * @param request what to train
   * @return the job
   */
  CompletableFuture<FineTuningJob> createAsync(FineTuningRequest request);

  /**
   * Starts a job as {@link #create(FineTuningRequest)} does.
   *
   * @param spec fills the request
   * @return the job
   */
  default CompletableFuture<FineTuningJob> createAsync(Consumer<FineTuningRequest.Builder> spec) {
    FineTuningRequest.Builder request = FineTuningRequest.builder();
    spec.accept(request);
    return createAsync(request.build());
  }

  /**
   * Asks for one job.
   *
   * @param jobId the provider's id
   * @return the job as it stands now
   * @throws dev.fovea.error.NotFoundException if there is no such job
   */
  FineTuningJob get(String jobId);

  /**
   * Asks for one job.
   *
   * @param jobId the provider's id
   * @return the job as it stands now
   */
  CompletableFuture<FineTuningJob> getAsync(String jobId);

  /** {@return the account's jobs, in the provider's order} */
  Page<FineTuningJob> list();

  /** {@return the account's jobs, in the provider's order} */
  CompletableFuture<Page<FineTuningJob>> listAsync();

  /**
   * Asks the provider to end a job. What was trained so far may still be billed.
   *
   * @param jobId the provider's id
   * @return the job as the provider reports it then; it may take a while to be cancelled
   */
  FineTuningJob cancel(String jobId);

  /**
   * Asks the provider to end a job.
   *
   * @param jobId the provider's id
   * @return the job as the provider reports it then
   */
  CompletableFuture<FineTuningJob> cancelAsync(String jobId);

  /**
   * Asks what happened in a job so far.
   *
   * @param jobId the provider's id
   * @return the events, in the provider's order
   */
  Page<JobEvent> events(String jobId);

  /**
   * Asks what happened in a job so far.
   *
   * @param jobId the provider's id
   * @return the events, in the provider's order
   */
  CompletableFuture<Page<JobEvent>> eventsAsync(String jobId);

  /**
   * Asks which states of the model a job has kept.
   *
   * @param jobId the provider's id
   * @return the checkpoints, newest first
   * @throws dev.fovea.error.UnsupportedCapabilityException if the provider does not tell
   */
  default Page<Checkpoint> checkpoints(String jobId) {
    throw lacks("list checkpoints of fine-tuning job", Capability.JOB_CHECKPOINTS);
  }

  /**
   * Asks which states of the model a job has kept, as {@link #checkpoints(String)} does.
   *
   * @param jobId the provider's id
   * @return the checkpoints, newest first
   */
  default CompletableFuture<Page<Checkpoint>> checkpointsAsync(String jobId) {
    return CompletableFuture.failedFuture(
        lacks("list checkpoints of fine-tuning job", Capability.JOB_CHECKPOINTS));
  }

  /**
   * Deletes a job with what the provider keeps for it. Deleting one that is gone is fine.
   *
   * @param jobId the provider's id
   * @throws dev.fovea.error.UnsupportedCapabilityException if the provider keeps all jobs
   */
  default void delete(String jobId) {
    throw lacks("delete fine-tuning job", Capability.JOB_DELETION);
  }

  /**
   * Deletes a job as {@link #delete(String)} does.
   *
   * @param jobId the provider's id
   * @return completes when the job is gone
   */
  default CompletableFuture<Void> deleteAsync(String jobId) {
    return CompletableFuture.failedFuture(lacks("delete fine-tuning job", Capability.JOB_DELETION));
  }

  /**
   * Stops a running job for a while. What was trained so far is kept, and billed.
   *
   * @param jobId the provider's id
   * @return the job as the provider reports it then
   * @throws dev.fovea.error.UnsupportedCapabilityException if the provider cannot pause jobs
   */
  default FineTuningJob pause(String jobId) {
    throw lacks("pause fine-tuning job", Capability.PAUSE_JOB);
  }

  /**
   * Stops a running job for a while, as {@link #pause(String)} does.
   *
   * @param jobId the provider's id
   * @return the job as the provider reports it then
   */
  default CompletableFuture<FineTuningJob> pauseAsync(String jobId) {
    return CompletableFuture.failedFuture(lacks("pause fine-tuning job", Capability.PAUSE_JOB));
  }

  /**
   * Lets a job go on that was paused, or at some providers one that failed or was cancelled. This
   * costs money.
   *
   * @param jobId the provider's id
   * @return the job as the provider reports it then
   * @throws dev.fovea.error.UnsupportedCapabilityException if the provider cannot resume jobs
   */
  default FineTuningJob resume(String jobId) {
    throw lacks("resume fine-tuning job", Capability.PAUSE_JOB);
  }

  /**
   * Lets a job go on, as {@link #resume(String)} does.
   *
   * @param jobId the provider's id
   * @return the job as the provider reports it then
   */
  default CompletableFuture<FineTuningJob> resumeAsync(String jobId) {
    return CompletableFuture.failedFuture(lacks("resume fine-tuning job", Capability.PAUSE_JOB));
  }

  /**
   * Waits for a job's success, with the default patience.
   *
   * @param jobId the provider's id
   * @return the job, with its model
   * @throws dev.fovea.error.JobFailedException if the job failed, with the provider's reason, or
   *     was cancelled
   * @throws dev.fovea.error.WaitTimeoutException if time is up; the job goes on
   */
  default FineTuningJob await(String jobId) {
    return await(jobId, wait -> {});
  }

  /**
   * Waits for a job's success. A status this version does not know counts as running. A question
   * that fails for a passing reason is asked again until time is up.
   *
   * @param jobId the provider's id
   * @param spec fills in how long to wait, how often to ask and who hears of it
   * @return the job, with its model
   * @throws dev.fovea.error.JobFailedException if the job failed, with the provider's reason, or
   *     was cancelled
   * @throws dev.fovea.error.WaitTimeoutException if time is up; the job goes on
   */
  FineTuningJob await(String jobId, Consumer<JobWait.Builder> spec);

  /**
   * Waits for a job's success, with the default patience.
   *
   * @param jobId the provider's id
   * @return the job, with its model; cancelling stops the asking, not the job
   */
  default CompletableFuture<FineTuningJob> awaitAsync(String jobId) {
    return awaitAsync(jobId, wait -> {});
  }

  /**
   * Waits for a job's success as {@link #await(String, Consumer)} does.
   *
   * @param jobId the provider's id
   * @param spec fills in how long to wait, how often to ask and who hears of it
   * @return the job, with its model; cancelling stops the asking, not the job
   */
  CompletableFuture<FineTuningJob> awaitAsync(String jobId, Consumer<JobWait.Builder> spec);

  private UnsupportedCapabilityException lacks(String operation, Capability capability) {
    return UnsupportedCapabilityException.of(provider(), operation, capability);
  }
}
