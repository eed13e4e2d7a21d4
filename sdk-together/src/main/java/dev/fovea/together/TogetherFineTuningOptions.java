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
   * {@return whether the model also learns to write the questions; Together decides by the form of
   * the examples when absent}
   */
  public abstract Optional<Boolean> trainOnInputs();

  /** {@return whether the largest batch the model allows is asked for by name; false by default} */
  public abstract boolean largestBatch();

  /** {@return after how many tokens an example is cut; the model's maximum when absent} */
  public abstract Optional<Integer> maxSequenceLength();

  /**
   * {@return whether this version's dated table of models may refuse the request before it is sent;
   * true by default}
   */
  public abstract boolean modelTableChecked();

  @Value.Check
  void check() {
    maxSequenceLength().ifPresent(length -> {
      if (length < 1) {
        throw new IllegalArgumentException("maxSequenceLength must be at least 1: " + length);
      }
    });
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
    return ImmutableTogetherFineTuningOptions.builder().largestBatch(false).modelTableChecked(true);
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
     * Sets whether the model also learns to write the questions.
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
     * Sets after how many tokens an example is cut.
     *
     * @param maxSequenceLength at least 1; the model has its own bounds
     * @return this builder
     */
    public abstract Builder maxSequenceLength(int maxSequenceLength);

    /**
     * Sets whether this version's dated table of models may refuse the request before it is sent.
     *
     * @param modelTableChecked false when Together has learnt more than this version knows
     * @return this builder
     */
    public abstract Builder modelTableChecked(boolean modelTableChecked);

    /** {@return the options} */
    public abstract TogetherFineTuningOptions build();
  }
}
