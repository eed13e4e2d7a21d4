package dev.fovea.together;

import dev.fovea.config.ProviderOptions;
import dev.fovea.finetuning.FineTuningRequest;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * What only Together understands in a request for a fine-tuning job. What is absent is left to
 * Together. Immutable.
 */
// Long because it is flat: one setting here is one field of Together's request.
@Value.Immutable
public abstract class TogetherFineTuningOptions implements ProviderOptions {
  TogetherFineTuningOptions() {}

  /** {@return {@code together}} */
  @Override
  public final String provider() {
    return "together";
  }

  /**
   * {@return whether the part of the model that sees is trained too; Together's choice when absent}
   */
  public abstract Optional<Boolean> trainVision();

  /**
   * {@return whether the model also learns to write the questions, in supervised tuning; Together
   * decides by the form of the examples when absent}
   */
  public abstract Optional<Boolean> trainOnInputs();

  /** {@return whether the largest batch the model allows is asked for by name; false by default} */
  public abstract boolean largestBatch();

  /** {@return how many batches make one step; the model's default when absent} */
  public abstract Optional<Integer> gradientAccumulationSteps();

  /** {@return whether short examples share a sequence; Together's default, true, when absent} */
  public abstract Optional<Boolean> packing();

  /** {@return after how many tokens an example is cut; the model's maximum when absent} */
  public abstract Optional<Integer> maxSequenceLength();

  /** {@return how the learning rate falls; it stays as it is when absent} */
  public abstract Optional<Schedule> schedule();

  /**
   * {@return how much the better answer's likelihood counts by itself, in preference tuning;
   * Together's default, 0, when absent}
   */
  public abstract Optional<Double> rpoAlpha();

  /** {@return the margin of SimPO, in preference tuning; not SimPO when 0 or absent} */
  public abstract Optional<Double> simpoGamma();

  /**
   * {@return whether log ratios are divided by the answer's length, in preference tuning;
   * Together's default, false, when absent, or true with SimPO}
   */
  public abstract Optional<Boolean> normalizeLogRatiosByLength();

  /**
   * {@return whether preferences are learnt without comparing with the model as it was; Together's
   * default, false, when absent, or true with SimPO}
   */
  public abstract Optional<Boolean> referenceFree();

  /** {@return the checkpoint to go on from, instead of a base model} */
  public abstract Optional<String> fromCheckpoint();

  /**
   * {@return the Hugging Face repository the weights come from; the base model's own when absent}
   */
  public abstract Optional<String> fromHuggingFaceModel();

  /** {@return the revision of that repository; {@code main} when absent} */
  public abstract Optional<String> huggingFaceRevision();

  /** {@return the token for Hugging Face; never shown} */
  @Value.Redacted
  public abstract Optional<String> huggingFaceToken();

  /** {@return the Hugging Face repository the tuned model is pushed to; none when absent} */
  public abstract Optional<String> huggingFaceOutputRepository();

  /** {@return the key for Weights &amp; Biases, which then follows the job; never shown} */
  @Value.Redacted
  public abstract Optional<String> wandbApiKey();

  /** {@return the address of a Weights &amp; Biases of one's own} */
  public abstract Optional<String> wandbBaseUrl();

  /** {@return the project there; {@code together} when absent} */
  public abstract Optional<String> wandbProject();

  /** {@return the name of the run there} */
  public abstract Optional<String> wandbName();

  /** {@return the user or team there} */
  public abstract Optional<String> wandbEntity();

  /**
   * {@return whether training ends when it no longer helps; Together's default, false, when absent}
   */
  public abstract Optional<Boolean> earlyStopping();

  /**
   * {@return how many evaluations without progress end the training; Together's default, 2, when
   * absent}
   */
  public abstract Optional<Integer> earlyStoppingPatience();

  /** {@return what counts as progress; Together's default, 0, when absent} */
  public abstract Optional<Double> earlyStoppingMinDelta();

  /** {@return how many evaluations come before any counts; Together's default, 1, when absent} */
  public abstract Optional<Integer> earlyStoppingWarmupEvaluations();

  /**
   * {@return whether this version's dated table of models may refuse the request before it is sent;
   * true by default}
   */
  public abstract boolean modelTableChecked();

  /**
   * {@return whether the model's limits are asked for, and the request held against them, before
   * the job is created; false by default. They are in any case when a LoRA adapter names no rank}
   */
  public abstract boolean limitsChecked();

  @Value.Check
  void check() {
    atLeast(1, "maxSequenceLength", maxSequenceLength().orElse(1));
    atLeast(1, "gradientAccumulationSteps", gradientAccumulationSteps().orElse(1));
    atLeast(1, "earlyStoppingPatience", earlyStoppingPatience().orElse(1));
    atLeast(
        0, "earlyStoppingWarmupEvaluations", earlyStoppingWarmupEvaluations().orElse(0));
    atLeast(0, "earlyStoppingMinDelta", earlyStoppingMinDelta().orElse(0.0));
    atLeast(0, "rpoAlpha", rpoAlpha().orElse(0.0));
    atLeast(0, "simpoGamma", simpoGamma().orElse(0.0));
  }

  private static void atLeast(int least, String name, Number value) {
    // Written so that NaN fails too.
    if (!(value.doubleValue() >= least && value.doubleValue() <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }

  static FineTuningRequest request(
      Consumer<FineTuningRequest.Builder> spec, Consumer<Builder> options) {
    FineTuningRequest.Builder request = FineTuningRequest.builder();
    spec.accept(request);
    Builder own = builder();
    options.accept(own);
    return request.options(own.build()).build();
  }

  /** {@return a builder that starts with these options} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableTogetherFineTuningOptions.builder()
        .largestBatch(false)
        .modelTableChecked(true)
        .limitsChecked(false);
  }

  /**
   * How the learning rate falls after the warm-up.
   *
   * @param type Together's word for the curve
   * @param minRatio where it ends, as a share of the learning rate, 0 to 1
   * @param cycles how many times a cosine swings, more than 0; 0 for a curve that does not
   */
  public record Schedule(String type, double minRatio, double cycles) {
    /**
     * Checks the parts.
     *
     * @param type Together's word for the curve
     * @param minRatio 0 to 1
     * @param cycles more than 0 for a cosine
     */
    public Schedule {
      if (!(minRatio >= 0 && minRatio <= 1)) {
        throw new IllegalArgumentException("minRatio must be between 0 and 1: " + minRatio);
      }
      if (!(cycles > 0 || !type.equals("cosine"))) {
        throw new IllegalArgumentException("cycles must be more than 0: " + cycles);
      }
    }

    /**
     * Falls in a straight line.
     *
     * @param minRatio where it ends, as a share of the learning rate, 0 to 1
     * @return the schedule
     */
    public static Schedule linear(double minRatio) {
      return new Schedule("linear", minRatio, 0);
    }

    /**
     * Falls in a cosine.
     *
     * @param minRatio where it ends, as a share of the learning rate, 0 to 1
     * @param cycles how many times it swings, more than 0; 0.5 falls once
     * @return the schedule
     */
    public static Schedule cosine(double minRatio, double cycles) {
      return new Schedule("cosine", minRatio, cycles);
    }
  }

  /** Builds {@link TogetherFineTuningOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets whether the part of the model that sees is trained too.
     *
     * @param trainVision false to train the language part only
     * @return this builder
     */
    public abstract Builder trainVision(boolean trainVision);

    /**
     * Sets whether the model also learns to write the questions. For supervised tuning.
     *
     * @param trainOnInputs true to learn from whole conversations
     * @return this builder
     */
    public abstract Builder trainOnInputs(boolean trainOnInputs);

    /**
     * Sets whether the largest batch the model allows is asked for by name.
     *
     * @param largestBatch true to send {@code "max"}; no other batch size may be set then
     * @return this builder
     */
    public abstract Builder largestBatch(boolean largestBatch);

    /**
     * Sets how many batches make one step.
     *
     * @param gradientAccumulationSteps at least 1
     * @return this builder
     */
    public abstract Builder gradientAccumulationSteps(int gradientAccumulationSteps);

    /**
     * Sets whether short examples share a sequence.
     *
     * @param packing false bills each example as if it were {@code maxSequenceLength} long
     * @return this builder
     */
    public abstract Builder packing(boolean packing);

    /**
     * Sets after how many tokens an example is cut.
     *
     * @param maxSequenceLength at least 1; the model has its own bounds
     * @return this builder
     */
    public abstract Builder maxSequenceLength(int maxSequenceLength);

    /**
     * Sets how the learning rate falls after the warm-up.
     *
     * @param schedule one of {@link Schedule}'s
     * @return this builder
     */
    public abstract Builder schedule(Schedule schedule);

    /**
     * Sets how much the better answer's likelihood counts by itself. For preference tuning.
     *
     * @param rpoAlpha 0 or more
     * @return this builder
     */
    public abstract Builder rpoAlpha(double rpoAlpha);

    /**
     * Sets the margin of SimPO, which needs no reference model and length-normalised ratios: more
     * than 0 sends {@code referenceFree} and {@code normalizeLogRatiosByLength} as true, and
     * refuses a request where one was set to false. For preference tuning.
     *
     * @param simpoGamma 0 or more; 0 is not SimPO
     * @return this builder
     */
    public abstract Builder simpoGamma(double simpoGamma);

    /**
     * Sets whether log ratios are divided by the answer's length. For preference tuning.
     *
     * @param normalizeLogRatiosByLength true to divide; SimPO needs it
     * @return this builder
     */
    public abstract Builder normalizeLogRatiosByLength(boolean normalizeLogRatiosByLength);

    /**
     * Sets whether preferences are learnt without comparing with the model as it was.
     *
     * @param referenceFree true to leave the comparison out; SimPO needs it
     * @return this builder
     */
    public abstract Builder referenceFree(boolean referenceFree);

    /**
     * Sets the checkpoint to go on from. The request names no base model then. Without an adapter
     * the kind of the earlier job is kept.
     *
     * @param fromCheckpoint a job's id or its model's name, with {@code :STEP} for a state on the
     *     way
     * @return this builder
     */
    public abstract Builder fromCheckpoint(String fromCheckpoint);

    /**
     * Sets the Hugging Face repository the weights come from. The request's base model says which
     * of Together's models it is like.
     *
     * @param fromHuggingFaceModel such as {@code garden/leaves-7b}
     * @return this builder
     */
    public abstract Builder fromHuggingFaceModel(String fromHuggingFaceModel);

    /**
     * Sets the revision of the Hugging Face repository.
     *
     * @param huggingFaceRevision a branch, tag or commit
     * @return this builder
     */
    public abstract Builder huggingFaceRevision(String huggingFaceRevision);

    /**
     * Sets the token for Hugging Face, for private repositories and for writing.
     *
     * @param huggingFaceToken the token; never shown in messages
     * @return this builder
     */
    public abstract Builder huggingFaceToken(String huggingFaceToken);

    /**
     * Sets the Hugging Face repository the tuned model is pushed to.
     *
     * @param huggingFaceOutputRepository such as {@code garden/leaves-tuned}; needs a token that
     *     may write
     * @return this builder
     */
    public abstract Builder huggingFaceOutputRepository(String huggingFaceOutputRepository);

    /**
     * Sets the key for Weights &amp; Biases, which then follows the job.
     *
     * @param wandbApiKey the key; never shown in messages
     * @return this builder
     */
    public abstract Builder wandbApiKey(String wandbApiKey);

    /**
     * Sets the address of a Weights &amp; Biases of one's own.
     *
     * @param wandbBaseUrl an absolute URL
     * @return this builder
     */
    public abstract Builder wandbBaseUrl(String wandbBaseUrl);

    /**
     * Sets the project at Weights &amp; Biases.
     *
     * @param wandbProject its name
     * @return this builder
     */
    public abstract Builder wandbProject(String wandbProject);

    /**
     * Sets the name of the run at Weights &amp; Biases.
     *
     * @param wandbName the name
     * @return this builder
     */
    public abstract Builder wandbName(String wandbName);

    /**
     * Sets the user or team at Weights &amp; Biases.
     *
     * @param wandbEntity the name
     * @return this builder
     */
    public abstract Builder wandbEntity(String wandbEntity);

    /**
     * Sets whether training ends when the validation no longer gets better. It needs a validation
     * file, and more evaluations than patience and warm-up together.
     *
     * @param earlyStopping true to end early
     * @return this builder
     */
    public abstract Builder earlyStopping(boolean earlyStopping);

    /**
     * Sets how many evaluations without progress end the training.
     *
     * @param earlyStoppingPatience at least 1
     * @return this builder
     */
    public abstract Builder earlyStoppingPatience(int earlyStoppingPatience);

    /**
     * Sets by how much an evaluation must be better to count as progress.
     *
     * @param earlyStoppingMinDelta 0 or more
     * @return this builder
     */
    public abstract Builder earlyStoppingMinDelta(double earlyStoppingMinDelta);

    /**
     * Sets how many evaluations come before any counts.
     *
     * @param earlyStoppingWarmupEvaluations 0 or more
     * @return this builder
     */
    public abstract Builder earlyStoppingWarmupEvaluations(int earlyStoppingWarmupEvaluations);

    /**
     * Sets whether this version's dated table of models may refuse the request before it is sent.
     *
     * @param modelTableChecked false when Together has learnt more than this version knows
     * @return this builder
     */
    public abstract Builder modelTableChecked(boolean modelTableChecked);

    /**
     * Sets whether the model's limits are asked for, which is one call more, and the request held
     * against them before the job is created. By default that is done only when they are needed
     * anyway, for a LoRA adapter without a rank.
     *
     * @param limitsChecked true to find out before the server does
     * @return this builder
     */
    public abstract Builder limitsChecked(boolean limitsChecked);

    /** {@return the options} */
    public abstract TogetherFineTuningOptions build();
  }
}
