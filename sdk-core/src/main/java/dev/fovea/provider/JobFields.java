package dev.fovea.provider;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobStatus;

/** What providers with OpenAI's names for a fine-tuning job's fields tell alike. */
public final class JobFields {
  private JobFields() {}

  /**
   * Reads id, models, files and times.
   *
   * @param wire the job as the provider sent it
   * @param status our word for the status
   * @param word the provider's
   * @return a job with what was found, to be completed
   * @throws dev.fovea.error.UnreadableResponseException if it has no id
   */
  public static FineTuningJob.Builder begin(WireObject wire, JobStatus status, String word) {
    FineTuningJob.Builder job = FineTuningJob.builder()
        .id(wire.required("id"))
        .status(status)
        .providerStatus(word)
        .meta(wire.meta());
    wire.text("model").ifPresent(job::baseModel);
    wire.text("training_file").ifPresent(job::trainingFile);
    wire.text("validation_file").ifPresent(job::validationFile);
    wire.time("created_at").ifPresent(job::createdAt);
    return job;
  }
}
