package dev.fovea.finetuning;

import dev.fovea.config.AllowNulls;
import dev.fovea.config.ResponseMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/** A fine-tuning job, as the provider last described it. Immutable. */
@Value.Immutable
public abstract class FineTuningJob {
  FineTuningJob() {}

  /** {@return the provider's id of the job} */
  public abstract String id();

  /** {@return where the job stands} */
  public abstract JobStatus status();

  /** {@return the provider's own word for the status; empty when it sent none} */
  public abstract String providerStatus();

  /** {@return the model that is tuned; absent when the provider did not say} */
  public abstract Optional<String> baseModel();

  /**
   * {@return the model the job made; absent until {@link JobStatus#SUCCEEDED}, even where the
   * provider tells its name before}
   */
  public abstract Optional<FineTunedModel> fineTunedModel();

  /** {@return the id of the training file; absent when the provider did not say} */
  public abstract Optional<String> trainingFile();

  /** {@return the id of the validation file; absent when there is none} */
  public abstract Optional<String> validationFile();

  /** {@return when the job was created; absent when the provider did not say} */
  public abstract Optional<Instant> createdAt();

  /** {@return when the work began; absent before, and when the provider does not say} */
  public abstract Optional<Instant> startedAt();

  /** {@return when the job ended; absent before, and when the provider does not say} */
  public abstract Optional<Instant> finishedAt();

  /** {@return when the job last changed; absent when the provider does not say} */
  public abstract Optional<Instant> updatedAt();

  /** {@return why the job failed, in the provider's words; absent otherwise or when not told} */
  public abstract Optional<String> failureReason();

  /** {@return how many tokens were trained on; absent until the provider says} */
  public abstract Optional<Long> trainedTokens();

  /** {@return how much longer it takes by the provider's estimate; absent without one} */
  public abstract Optional<Progress> progress();

  /** {@return how often the examples are gone through; absent when the provider did not say} */
  public abstract Optional<Integer> epochs();

  /** {@return what else the provider said, by the wire's names} */
  @AllowNulls
  public abstract Map<String, Object> additionalProperties();

  /** {@return facts of the answer this came with; left out of equality} */
  @Value.Auxiliary
  public abstract ResponseMeta meta();

  /** {@return whether the job never changes again} */
  public boolean isFinished() {
    return status().isFinished();
  }

  /** {@return a builder that starts with this job} */
  public abstract Builder toBuilder();

  /** {@return an empty builder; for provider modules and tests} */
  public static Builder builder() {
    return ImmutableFineTuningJob.builder().providerStatus("").meta(ResponseMeta.none());
  }

  /**
   * How far a job is.
   *
   * @param remaining how much longer it takes; at some providers until the next state, not the end
   */
  public record Progress(Duration remaining) {
    /**
     * Checks the parts.
     *
     * @param remaining how much longer it takes
     */
    public Progress {
      Objects.requireNonNull(remaining, "remaining");
    }
  }

  /** Builds a {@link FineTuningJob}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the provider's id. Required.
     *
     * @param id the id
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets where the job stands. Required.
     *
     * @param status our word
     * @return this builder
     */
    public abstract Builder status(JobStatus status);

    /**
     * Sets the provider's own word for the status.
     *
     * @param providerStatus the provider's word
     * @return this builder
     */
    public abstract Builder providerStatus(String providerStatus);

    /**
     * Sets the model that is tuned.
     *
     * @param baseModel its name
     * @return this builder
     */
    public abstract Builder baseModel(String baseModel);

    /**
     * Sets the model the job made.
     *
     * @param fineTunedModel the model
     * @return this builder
     */
    public abstract Builder fineTunedModel(FineTunedModel fineTunedModel);

    /**
     * Sets the id of the training file.
     *
     * @param trainingFile the id
     * @return this builder
     */
    public abstract Builder trainingFile(String trainingFile);

    /**
     * Sets the id of the validation file.
     *
     * @param validationFile the id
     * @return this builder
     */
    public abstract Builder validationFile(String validationFile);

    /**
     * Sets when the job was created.
     *
     * @param createdAt the time
     * @return this builder
     */
    public abstract Builder createdAt(Instant createdAt);

    /**
     * Sets when the work began.
     *
     * @param startedAt the time
     * @return this builder
     */
    public abstract Builder startedAt(Instant startedAt);

    /**
     * Sets when the job ended.
     *
     * @param finishedAt the time
     * @return this builder
     */
    public abstract Builder finishedAt(Instant finishedAt);

    /**
     * Sets when the job last changed.
     *
     * @param updatedAt the time
     * @return this builder
     */
    public abstract Builder updatedAt(Instant updatedAt);

    /**
     * Sets why the job failed.
     *
     * @param failureReason the provider's words
     * @return this builder
     */
    public abstract Builder failureReason(String failureReason);

    /**
     * Sets how many tokens were trained on.
     *
     * @param trainedTokens the number of tokens
     * @return this builder
     */
    public abstract Builder trainedTokens(long trainedTokens);

    /**
     * Sets how far the job is.
     *
     * @param progress the provider's estimate
     * @return this builder
     */
    public abstract Builder progress(Progress progress);

    /**
     * Sets how often the examples are gone through.
     *
     * @param epochs the number of epochs
     * @return this builder
     */
    public abstract Builder epochs(int epochs);

    /**
     * Sets what else the provider said.
     *
     * @param properties values of JDK types by the wire's names
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ? extends Object> properties);

    /**
     * Sets the facts of the answer.
     *
     * @param meta the facts
     * @return this builder
     */
    public abstract Builder meta(ResponseMeta meta);

    /** {@return the job} */
    public abstract FineTuningJob build();
  }
}
