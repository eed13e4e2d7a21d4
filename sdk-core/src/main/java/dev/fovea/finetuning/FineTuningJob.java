package dev.fovea.finetuning;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.ValueObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A fine-tuning job, as the provider last described it. Immutable. */
// Longer than our files are: so many facts, each with its words twice. Generated it is twice the
// bytes (ADR 12).
public final class FineTuningJob extends ValueObject {
  private final String id;
  private final JobStatus status;
  private final String providerStatus;
  private final @Nullable String baseModel;
  private final @Nullable FineTunedModel fineTunedModel;
  private final @Nullable String trainingFile;
  private final @Nullable String validationFile;
  private final @Nullable Instant createdAt;
  private final @Nullable Instant startedAt;
  private final @Nullable Instant finishedAt;
  private final @Nullable Instant updatedAt;
  private final @Nullable String failureReason;
  private final @Nullable Long trainedTokens;
  private final @Nullable Progress progress;
  private final @Nullable Integer epochs;
  private final Map<String, Object> additionalProperties;
  private final ResponseMeta meta;

  private FineTuningJob(Builder from) {
    this.id = required("id", from.id);
    this.status = required("status", from.status);
    this.providerStatus = from.providerStatus;
    this.baseModel = from.baseModel;
    this.fineTunedModel = from.fineTunedModel;
    this.trainingFile = from.trainingFile;
    this.validationFile = from.validationFile;
    this.createdAt = from.createdAt;
    this.startedAt = from.startedAt;
    this.finishedAt = from.finishedAt;
    this.updatedAt = from.updatedAt;
    this.failureReason = from.failureReason;
    this.trainedTokens = from.trainedTokens;
    this.progress = from.progress;
    this.epochs = from.epochs;
    this.additionalProperties = from.additionalProperties;
    this.meta = from.meta;
  }

  /** {@return the provider's id of the job} */
  public String id() {
    return id;
  }

  /** {@return where the job stands} */
  public JobStatus status() {
    return status;
  }

  /** {@return the provider's own word for the status; empty when it sent none} */
  public String providerStatus() {
    return providerStatus;
  }

  /** {@return the model that is tuned; absent when the provider did not say} */
  public Optional<String> baseModel() {
    return Optional.ofNullable(baseModel);
  }

  /**
   * {@return the model the job made; absent until {@link JobStatus#SUCCEEDED}, even where the
   * provider tells its name before}
   */
  public Optional<FineTunedModel> fineTunedModel() {
    return Optional.ofNullable(fineTunedModel);
  }

  /** {@return the id of the training file; absent when the provider did not say} */
  public Optional<String> trainingFile() {
    return Optional.ofNullable(trainingFile);
  }

  /** {@return the id of the validation file; absent when there is none} */
  public Optional<String> validationFile() {
    return Optional.ofNullable(validationFile);
  }

  /** {@return when the job was created; absent when the provider did not say} */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** {@return when the work began; absent before, and when the provider does not say} */
  public Optional<Instant> startedAt() {
    return Optional.ofNullable(startedAt);
  }

  /** {@return when the job ended; absent before, and when the provider does not say} */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAt);
  }

  /** {@return when the job last changed; absent when the provider does not say} */
  public Optional<Instant> updatedAt() {
    return Optional.ofNullable(updatedAt);
  }

  /** {@return why the job failed, in the provider's words; absent otherwise or when not told} */
  public Optional<String> failureReason() {
    return Optional.ofNullable(failureReason);
  }

  /** {@return how many tokens were trained on; absent until the provider says} */
  public Optional<Long> trainedTokens() {
    return Optional.ofNullable(trainedTokens);
  }

  /** {@return how much longer it takes by the provider's estimate; absent without one} */
  public Optional<Progress> progress() {
    return Optional.ofNullable(progress);
  }

  /** {@return how often the examples are gone through; absent when the provider did not say} */
  public Optional<Integer> epochs() {
    return Optional.ofNullable(epochs);
  }

  /** {@return what else the provider said, by the wire's names} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  /** {@return facts of the answer this came with; left out of equality} */
  public ResponseMeta meta() {
    return meta;
  }

  /** {@return whether the job never changes again} */
  public boolean isFinished() {
    return status().isFinished();
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("id", id);
    part.accept("status", status);
    part.accept("providerStatus", providerStatus);
    part.accept("baseModel", baseModel);
    part.accept("fineTunedModel", fineTunedModel);
    part.accept("trainingFile", trainingFile);
    part.accept("validationFile", validationFile);
    part.accept("createdAt", createdAt);
    part.accept("startedAt", startedAt);
    part.accept("finishedAt", finishedAt);
    part.accept("updatedAt", updatedAt);
    part.accept("failureReason", failureReason);
    part.accept("trainedTokens", trainedTokens);
    part.accept("progress", progress);
    part.accept("epochs", epochs);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return an empty builder; for provider modules and tests} */
  public static Builder builder() {
    return new Builder();
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
  public static final class Builder {
    private @Nullable String id;
    private @Nullable JobStatus status;
    private String providerStatus = "";
    private @Nullable String baseModel;
    private @Nullable FineTunedModel fineTunedModel;
    private @Nullable String trainingFile;
    private @Nullable String validationFile;
    private @Nullable Instant createdAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant updatedAt;
    private @Nullable String failureReason;
    private @Nullable Long trainedTokens;
    private @Nullable Progress progress;
    private @Nullable Integer epochs;
    private Map<String, Object> additionalProperties = Map.of();
    private ResponseMeta meta = ResponseMeta.none();

    private Builder() {}

    /**
     * Sets the provider's id. Required.
     *
     * @param id the id
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets where the job stands. Required.
     *
     * @param status our word
     * @return this builder
     */
    public Builder status(JobStatus status) {
      this.status = Objects.requireNonNull(status, "status");
      return this;
    }

    /**
     * Sets the provider's own word for the status.
     *
     * @param providerStatus the provider's word
     * @return this builder
     */
    public Builder providerStatus(String providerStatus) {
      this.providerStatus = Objects.requireNonNull(providerStatus, "providerStatus");
      return this;
    }

    /**
     * Sets the model that is tuned.
     *
     * @param baseModel its name
     * @return this builder
     */
    public Builder baseModel(String baseModel) {
      this.baseModel = Objects.requireNonNull(baseModel, "baseModel");
      return this;
    }

    /**
     * Sets the model the job made.
     *
     * @param fineTunedModel the model
     * @return this builder
     */
    public Builder fineTunedModel(FineTunedModel fineTunedModel) {
      this.fineTunedModel = Objects.requireNonNull(fineTunedModel, "fineTunedModel");
      return this;
    }

    /**
     * Sets the id of the training file.
     *
     * @param trainingFile the id
     * @return this builder
     */
    public Builder trainingFile(String trainingFile) {
      this.trainingFile = Objects.requireNonNull(trainingFile, "trainingFile");
      return this;
    }

    /**
     * Sets the id of the validation file.
     *
     * @param validationFile the id
     * @return this builder
     */
    public Builder validationFile(String validationFile) {
      this.validationFile = Objects.requireNonNull(validationFile, "validationFile");
      return this;
    }

    /**
     * Sets when the job was created.
     *
     * @param createdAt the time
     * @return this builder
     */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
      return this;
    }

    /**
     * Sets when the work began.
     *
     * @param startedAt the time
     * @return this builder
     */
    public Builder startedAt(Instant startedAt) {
      this.startedAt = Objects.requireNonNull(startedAt, "startedAt");
      return this;
    }

    /**
     * Sets when the job ended.
     *
     * @param finishedAt the time
     * @return this builder
     */
    public Builder finishedAt(Instant finishedAt) {
      this.finishedAt = Objects.requireNonNull(finishedAt, "finishedAt");
      return this;
    }

    /**
     * Sets when the job last changed.
     *
     * @param updatedAt the time
     * @return this builder
     */
    public Builder updatedAt(Instant updatedAt) {
      this.updatedAt = Objects.requireNonNull(updatedAt, "updatedAt");
      return this;
    }

    /**
     * Sets why the job failed.
     *
     * @param failureReason the provider's words
     * @return this builder
     */
    public Builder failureReason(String failureReason) {
      this.failureReason = Objects.requireNonNull(failureReason, "failureReason");
      return this;
    }

    /**
     * Sets how many tokens were trained on.
     *
     * @param trainedTokens the number of tokens
     * @return this builder
     */
    public Builder trainedTokens(long trainedTokens) {
      this.trainedTokens = trainedTokens;
      return this;
    }

    /**
     * Sets how far the job is.
     *
     * @param progress the provider's estimate
     * @return this builder
     */
    public Builder progress(Progress progress) {
      this.progress = Objects.requireNonNull(progress, "progress");
      return this;
    }

    /**
     * Sets how often the examples are gone through.
     *
     * @param epochs the number of epochs
     * @return this builder
     */
    public Builder epochs(int epochs) {
      this.epochs = epochs;
      return this;
    }

    /**
     * Sets what else the provider said.
     *
     * @param properties values of JDK types by the wire's names
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ? extends Object> properties) {
      this.additionalProperties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
      return this;
    }

    /**
     * Sets the facts of the answer.
     *
     * @param meta the facts
     * @return this builder
     */
    public Builder meta(ResponseMeta meta) {
      this.meta = Objects.requireNonNull(meta, "meta");
      return this;
    }

    /** {@return the job} */
    public FineTuningJob build() {
      return new FineTuningJob(this);
    }
  }
}
