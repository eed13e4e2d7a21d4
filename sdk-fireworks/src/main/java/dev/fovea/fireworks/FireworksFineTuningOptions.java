package dev.fovea.fireworks;

import dev.fovea.config.ProviderOptions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * What only Fireworks understands in a request for a fine-tuning job. What is absent is left to
 * Fireworks; what a kind of tuning has no place for is refused. Immutable.
 */
// Long because it is flat: one setting here is one field of Fireworks' request.
@Value.Immutable
public abstract class FireworksFineTuningOptions implements ProviderOptions {
  FireworksFineTuningOptions() {}

  /** {@return {@code fireworks}} */
  @Override
  public final String provider() {
    return FireworksProvider.ID;
  }

  /** {@return the job's own id; one is invented when absent} */
  public abstract Optional<String> jobId();

  /** {@return the name people read; none when absent} */
  public abstract Optional<String> displayName();

  /**
   * {@return the fine-tuned model's name; made of the job's id and the request's suffix when
   * absent}
   */
  public abstract Optional<String> outputModel();

  /** {@return the adapter model that is trained further, instead of a base model} */
  public abstract Optional<String> warmStartFrom();

  /** {@return in how many steps the learning rate grows; Fireworks' choice when absent} */
  public abstract Optional<Integer> learningRateWarmupSteps();

  /** {@return how the learning rate falls; Fireworks' choice when absent} */
  public abstract Optional<Schedule> schedule();

  /** {@return how many packed tokens make a batch; not limited by tokens when absent} */
  public abstract Optional<Integer> batchTokens();

  /** {@return how many batches make one step; 1 when absent} */
  public abstract Optional<Integer> gradientAccumulationSteps();

  /** {@return how many tokens an example may have; Fireworks' choice for the model when absent} */
  public abstract Optional<Integer> maxContextLength();

  /** {@return how a conversation becomes text; the model's own way when absent} */
  public abstract Optional<String> jinjaTemplate();

  /** {@return where the job runs, in Fireworks' word; its choice when absent} */
  public abstract Optional<String> region();

  /** {@return on how many machines the job runs; 1 when absent} */
  public abstract Optional<Integer> nodeCount();

  /** {@return what the job is for, in Fireworks' word; nothing special when absent} */
  public abstract Optional<String> purpose();

  /** {@return whether a part of the training file is kept for evaluation; not when absent} */
  public abstract Optional<Boolean> evaluationCarveOut();

  /** {@return whether training ends when it no longer helps; not when absent} */
  public abstract Optional<Boolean> earlyStopping();

  /** {@return whether the job runs in turbo mode; not when absent} */
  public abstract Optional<Boolean> turbo();

  /** {@return whether several tokens are predicted at once; not when absent} */
  public abstract Optional<Boolean> mtpEnabled();

  /** {@return whether only that prediction is trained; not when absent} */
  public abstract Optional<Boolean> mtpFreezeBaseModel();

  /** {@return how many tokens are predicted at once; Fireworks' choice when absent} */
  public abstract Optional<Integer> mtpDraftTokens();

  /**
   * {@return the kind of loss, in Fireworks' word; DPO in preference tuning, Fireworks' choice in
   * reinforcement tuning when absent}
   */
  public abstract Optional<String> lossMethod();

  /**
   * {@return how strongly the model is held to what it was, in reinforcement tuning; Fireworks'
   * choice when absent}
   */
  public abstract Optional<Double> klBeta();

  /** {@return how much the odds ratio counts in ORPO; Fireworks' choice when absent} */
  public abstract Optional<Double> orpoLambda();

  /**
   * {@return how many answers of the reference model are computed at once; Fireworks' choice when
   * absent}
   */
  public abstract Optional<Integer> referenceCacheConcurrency();

  /** {@return how many pairs make one such computation; Fireworks' choice when absent} */
  public abstract Optional<Integer> referenceCacheBatchSize();

  /**
   * {@return how answers are made and graded in reinforcement tuning; Fireworks' choice when
   * absent}
   */
  public abstract Optional<FireworksRollouts> rollouts();

  /** {@return the secret that opens a training file in S3; a reference, not the secret} */
  public abstract Optional<String> awsCredentialsSecret();

  /** {@return the role that reads a training file in S3} */
  public abstract Optional<String> awsRole();

  /** {@return the secret that opens a training file at Azure; a reference, not the secret} */
  public abstract Optional<String> azureCredentialsSecret();

  /** {@return the identity that reads a training file at Azure} */
  public abstract Optional<String> azureManagedIdentity();

  /** {@return the tenant of that identity} */
  public abstract Optional<String> azureTenant();

  /** {@return the key for Weights &amp; Biases, which then follows the job; never shown} */
  @Value.Redacted
  public abstract Optional<String> wandbApiKey();

  /** {@return the project there} */
  public abstract Optional<String> wandbProject();

  /** {@return the user or team there} */
  public abstract Optional<String> wandbEntity();

  /** {@return the run's id there} */
  public abstract Optional<String> wandbRunId();

  /**
   * {@return how the trainer spreads the model over its machines, by the wire's names; Fireworks'
   * choice when empty}
   */
  public abstract Map<String, Object> trainerSharding();

  /**
   * {@return whether Fireworks is asked before whether the base model can be tuned this way; false
   * by default}
   */
  public abstract boolean modelChecked();

  @Value.Check
  void check() {
    jobId().ifPresent(ResourceName::chosen);
  }

  /** {@return a builder that starts with these options} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableFireworksFineTuningOptions.builder().modelChecked(false);
  }

  /**
   * How the learning rate falls after the warm-up.
   *
   * @param type Fireworks' word for the curve
   * @param minRatio where it ends, as a share of the learning rate, 0 to 1
   * @param decayRatio in which share of the steps it falls, 0 to 1
   */
  public record Schedule(String type, double minRatio, double decayRatio) {
    /**
     * Checks the parts.
     *
     * @param type Fireworks' word for the curve
     * @param minRatio 0 to 1
     * @param decayRatio 0 to 1
     */
    public Schedule {
      // Written so that NaN fails too.
      if (!(minRatio >= 0 && minRatio <= 1 && decayRatio >= 0 && decayRatio <= 1)) {
        throw new IllegalArgumentException(
            "minRatio and decayRatio must be between 0 and 1: " + minRatio + ", " + decayRatio);
      }
    }

    /** {@return a rate that does not fall} */
    public static Schedule constant() {
      return new Schedule("constant", 1, 0);
    }

    /**
     * Falls in a straight line.
     *
     * @param minRatio where it ends, as a share of the learning rate, 0 to 1
     * @param decayRatio in which share of the steps it falls, 0 to 1
     * @return the schedule
     */
    public static Schedule linear(double minRatio, double decayRatio) {
      return new Schedule("linear", minRatio, decayRatio);
    }

    /**
     * Falls in a cosine.
     *
     * @param minRatio where it ends, as a share of the learning rate, 0 to 1
     * @param decayRatio in which share of the steps it falls, 0 to 1
     * @return the schedule
     */
    public static Schedule cosine(double minRatio, double decayRatio) {
      return new Schedule("cosine", minRatio, decayRatio);
    }

    /** {@return the schedule as the wire wants it} */
    Map<String, Object> toWire() {
      return type.equals("constant")
          ? Map.of(type, Map.of())
          : Map.of(type, Map.of("minLrRatio", minRatio, "decayRatio", decayRatio));
    }
  }

  /** Builds {@link FireworksFineTuningOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the job's own id, the last part of its name. A job of that id that exists already is not
     * made a second time: it is an error unless it is what this request had made before its answer
     * was lost.
     *
     * @param jobId 1 to 63 of a-z, 0-9 and -, beginning with a letter
     * @return this builder
     */
    public abstract Builder jobId(String jobId);

    /**
     * Sets the name people read; it need not be unique.
     *
     * @param displayName the name
     * @return this builder
     */
    public abstract Builder displayName(String displayName);

    /**
     * Sets the fine-tuned model's name, instead of the request's suffix.
     *
     * @param outputModel its short id, or its full name
     * @return this builder
     */
    public abstract Builder outputModel(String outputModel);

    /**
     * Sets the adapter model that is trained further. The request names no base model then.
     *
     * @param warmStartFrom the model's name
     * @return this builder
     */
    public abstract Builder warmStartFrom(String warmStartFrom);

    /**
     * Sets in how many steps the learning rate grows.
     *
     * @param learningRateWarmupSteps 0 or more
     * @return this builder
     */
    public abstract Builder learningRateWarmupSteps(int learningRateWarmupSteps);

    /**
     * Sets how the learning rate falls after the warm-up. For supervised tuning; only newer
     * gateways know it.
     *
     * @param schedule one of {@link Schedule}'s
     * @return this builder
     */
    public abstract Builder schedule(Schedule schedule);

    /**
     * Sets how many packed tokens make a batch at most. Newer trainers refuse it: set the request's
     * batch size, which counts examples.
     *
     * @param batchTokens at least 1
     * @return this builder
     */
    public abstract Builder batchTokens(int batchTokens);

    /**
     * Sets how many batches make one step. Newer trainers refuse it.
     *
     * @param gradientAccumulationSteps at least 1
     * @return this builder
     */
    public abstract Builder gradientAccumulationSteps(int gradientAccumulationSteps);

    /**
     * Sets how many tokens an example may have.
     *
     * @param maxContextLength at least 1; newer trainers want a multiple of 16
     * @return this builder
     */
    public abstract Builder maxContextLength(int maxContextLength);

    /**
     * Sets how a conversation becomes text. Newer trainers refuse it.
     *
     * @param jinjaTemplate a Jinja template
     * @return this builder
     */
    public abstract Builder jinjaTemplate(String jinjaTemplate);

    /**
     * Sets where the job runs. Newer gateways choose themselves.
     *
     * @param region such as {@code US_IOWA_1}
     * @return this builder
     */
    public abstract Builder region(String region);

    /**
     * Sets on how many machines the job runs. For supervised tuning, where newer trainers ignore
     * it, and reinforcement tuning.
     *
     * @param nodeCount at least 1
     * @return this builder
     */
    public abstract Builder nodeCount(int nodeCount);

    /**
     * Sets what the job is for.
     *
     * @param purpose such as {@code PURPOSE_PILOT}
     * @return this builder
     */
    public abstract Builder purpose(String purpose);

    /**
     * Sets whether a part of the training file is kept for evaluation, instead of a validation
     * file. For supervised and reinforcement tuning.
     *
     * @param evaluationCarveOut true to keep a part
     * @return this builder
     */
    public abstract Builder evaluationCarveOut(boolean evaluationCarveOut);

    /**
     * Sets whether training ends when the evaluation no longer gets better. For supervised tuning;
     * newer trainers refuse it.
     *
     * @param earlyStopping true to end early
     * @return this builder
     */
    public abstract Builder earlyStopping(boolean earlyStopping);

    /**
     * Sets whether the job runs in turbo mode. For supervised tuning.
     *
     * @param turbo true for turbo mode
     * @return this builder
     */
    public abstract Builder turbo(boolean turbo);

    /**
     * Sets whether the model also learns to predict several tokens at once. For supervised tuning;
     * newer trainers refuse it.
     *
     * @param mtpEnabled true to learn it
     * @return this builder
     */
    public abstract Builder mtpEnabled(boolean mtpEnabled);

    /**
     * Sets whether only the prediction of several tokens is trained. For supervised tuning.
     *
     * @param mtpFreezeBaseModel true to leave the base model as it is
     * @return this builder
     */
    public abstract Builder mtpFreezeBaseModel(boolean mtpFreezeBaseModel);

    /**
     * Sets how many tokens are predicted at once. For supervised tuning.
     *
     * @param mtpDraftTokens at least 1
     * @return this builder
     */
    public abstract Builder mtpDraftTokens(int mtpDraftTokens);

    /**
     * Sets the kind of loss. For preference and reinforcement tuning.
     *
     * @param lossMethod {@code DPO}, {@code ORPO}, {@code GRPO}, {@code DAPO}, {@code GSPO_TOKEN}
     * @return this builder
     */
    public abstract Builder lossMethod(String lossMethod);

    /**
     * Sets how strongly the model is held to what it was. For reinforcement tuning.
     *
     * @param klBeta 0 or more
     * @return this builder
     */
    public abstract Builder klBeta(double klBeta);

    /**
     * Sets how much the odds ratio counts, which makes the loss ORPO. For preference tuning.
     *
     * @param orpoLambda 0 or more
     * @return this builder
     */
    public abstract Builder orpoLambda(double orpoLambda);

    /**
     * Sets how many answers of the reference model are computed at once. For preference tuning.
     *
     * @param referenceCacheConcurrency at least 1
     * @return this builder
     */
    public abstract Builder referenceCacheConcurrency(int referenceCacheConcurrency);

    /**
     * Sets how many pairs make one computation of the reference model. For preference tuning.
     *
     * @param referenceCacheBatchSize at least 1
     * @return this builder
     */
    public abstract Builder referenceCacheBatchSize(int referenceCacheBatchSize);

    /**
     * Sets how answers are made and graded. For reinforcement tuning.
     *
     * @param rollouts the settings
     * @return this builder
     */
    public abstract Builder rollouts(FireworksRollouts rollouts);

    /**
     * Sets the secret that opens a training file in S3.
     *
     * @param awsCredentialsSecret the name of a secret kept at Fireworks
     * @return this builder
     */
    public abstract Builder awsCredentialsSecret(String awsCredentialsSecret);

    /**
     * Sets the role that reads a training file in S3.
     *
     * @param awsRole its ARN
     * @return this builder
     */
    public abstract Builder awsRole(String awsRole);

    /**
     * Sets the secret that opens a training file at Azure.
     *
     * @param azureCredentialsSecret the name of a secret kept at Fireworks
     * @return this builder
     */
    public abstract Builder azureCredentialsSecret(String azureCredentialsSecret);

    /**
     * Sets the identity that reads a training file at Azure, instead of a secret.
     *
     * @param azureManagedIdentity its client id
     * @return this builder
     */
    public abstract Builder azureManagedIdentity(String azureManagedIdentity);

    /**
     * Sets the tenant of the identity.
     *
     * @param azureTenant its id
     * @return this builder
     */
    public abstract Builder azureTenant(String azureTenant);

    /**
     * Sets the key for Weights &amp; Biases, which then follows the job.
     *
     * @param wandbApiKey the key; never shown in messages
     * @return this builder
     */
    public abstract Builder wandbApiKey(String wandbApiKey);

    /**
     * Sets the project at Weights &amp; Biases.
     *
     * @param wandbProject its name
     * @return this builder
     */
    public abstract Builder wandbProject(String wandbProject);

    /**
     * Sets the user or team at Weights &amp; Biases.
     *
     * @param wandbEntity the name
     * @return this builder
     */
    public abstract Builder wandbEntity(String wandbEntity);

    /**
     * Sets the run's id at Weights &amp; Biases.
     *
     * @param wandbRunId the id
     * @return this builder
     */
    public abstract Builder wandbRunId(String wandbRunId);

    /**
     * Sets how answers are made and graded, in place. For reinforcement tuning.
     *
     * @param spec fills the settings
     * @return this builder
     */
    public Builder rollouts(Consumer<FireworksRollouts.Builder> spec) {
      FireworksRollouts.Builder rollouts = FireworksRollouts.builder();
      spec.accept(rollouts);
      return rollouts(rollouts.build());
    }

    /**
     * Sets how the trainer spreads the model over its machines. For preference and reinforcement
     * tuning; only newer gateways know it.
     *
     * @param trainerSharding by the wire's names, such as {@code tensorParallelism}
     * @return this builder
     */
    public abstract Builder trainerSharding(Map<String, ? extends Object> trainerSharding);

    /**
     * Sets whether Fireworks is asked before whether the base model can be tuned this way: one call
     * more, and a model that cannot be is refused before there is a job.
     *
     * @param modelChecked true to ask
     * @return this builder
     */
    public abstract Builder modelChecked(boolean modelChecked);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract FireworksFineTuningOptions build();
  }
}
