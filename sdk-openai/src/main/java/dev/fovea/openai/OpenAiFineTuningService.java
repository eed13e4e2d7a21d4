package dev.fovea.openai;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.FineTuningService;
import dev.fovea.finetuning.JobFinding;
import dev.fovea.page.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Fine-tuning jobs at OpenAI, with OpenAI's own options. Thread-safe.
 *
 * <p>OpenAI takes no new jobs from 2027-01-06 on, and before that none from organizations that have
 * tuned nothing (since 2026-05-07) or used no tuned model for 60 days (since 2026-07-02). A create
 * then fails with a {@link dev.fovea.error.PermissionDeniedException} that says so.
 *
 * <p>What OpenAI does with a neutral request: epochs, batch size and beta go where the method has
 * them. It multiplies a step size of its own: {@code learningRate} is refused,
 * {@code learningRateMultiplier} is what to set. Which weights it trains is its own choice: an
 * adapter is refused, a LoRA one and a full one alike. Nothing was sent then.
 *
 * <p>Every job carries a label, {@code fovea_token}, by which it is found again when the answer to
 * its create was lost; a create is never sent a second time then.
 *
 * <p>A job begins with OpenAI's look at its files
 * ({@link dev.fovea.finetuning.JobStatus#VALIDATING}), which may take long: what is wrong with the
 * data is told by the job, not by the create. Events come newest first; a wait tells them oldest
 * first. OpenAI keeps all jobs: {@code delete} is not offered.
 */
public interface OpenAiFineTuningService extends FineTuningService {
  /**
   * Starts a job with OpenAI's own options. This costs money.
   *
   * @param spec fills the request
   * @param options fills what only OpenAI understands
   * @return the job as OpenAI first reports it
   */
  default FineTuningJob create(
      Consumer<FineTuningRequest.Builder> spec, Consumer<OpenAiFineTuningOptions.Builder> options) {
    return create(OpenAiFineTuningOptions.request(spec, options));
  }

  /**
   * Starts a job with OpenAI's own options. This costs money.
   *
   * @param spec fills the request
   * @param options fills what only OpenAI understands
   * @return the job as OpenAI first reports it
   */
  default CompletableFuture<FineTuningJob> createAsync(
      Consumer<FineTuningRequest.Builder> spec, Consumer<OpenAiFineTuningOptions.Builder> options) {
    return createAsync(OpenAiFineTuningOptions.request(spec, options));
  }

  /**
   * Lists jobs, newest first.
   *
   * @param query sets which: {@code q -> q.metadata("dataset", "birds")}
   * @return the first page
   */
  Page<FineTuningJob> list(Consumer<OpenAiListQuery> query);

  /**
   * As {@link #list(Consumer)}, without holding the thread.
   *
   * @param query sets which
   * @return the first page
   */
  CompletableFuture<Page<FineTuningJob>> listAsync(Consumer<OpenAiListQuery> query);

  /**
   * Asks for all that was measured in a job so far: its events of type {@code metrics}.
   *
   * @param jobId the job's id
   * @return what was measured, oldest first; empty before the first step
   */
  List<OpenAiMetric> metrics(String jobId);

  /**
   * As {@link #metrics}, without holding the thread.
   *
   * @param jobId the job's id
   * @return what was measured, oldest first
   */
  CompletableFuture<List<OpenAiMetric>> metricsAsync(String jobId);

  /**
   * Asks which pictures OpenAI left out of a job, and why: what all its events so far say, with
   * what to do about it. The text of such events is nowhere published, so they are known by words;
   * one whose reason is not understood is counted under {@code openai.skipped-picture}.
   *
   * @param jobId the job's id
   * @return one entry for each reason, the one with most pictures first; empty if none was left out
   */
  default List<JobFinding> skippedPictures(String jobId) {
    return skippedPictures(jobId, OpenAiPictureRules.bundled());
  }

  /**
   * Asks which pictures OpenAI left out of a job, by words of one's own.
   *
   * @param jobId the job's id
   * @param rules by which words such events are known
   * @return one entry for each reason, the one with most pictures first; empty if none was left out
   */
  List<JobFinding> skippedPictures(String jobId, OpenAiPictureRules rules);

  /**
   * As {@link #skippedPictures(String)}, without holding the thread.
   *
   * @param jobId the job's id
   * @return one entry for each reason, the one with most pictures first
   */
  default CompletableFuture<List<JobFinding>> skippedPicturesAsync(String jobId) {
    return skippedPicturesAsync(jobId, OpenAiPictureRules.bundled());
  }

  /**
   * As {@link #skippedPictures(String, OpenAiPictureRules)}, without holding the thread.
   *
   * @param jobId the job's id
   * @param rules by which words such events are known
   * @return one entry for each reason, the one with most pictures first
   */
  CompletableFuture<List<JobFinding>> skippedPicturesAsync(String jobId, OpenAiPictureRules rules);
}
