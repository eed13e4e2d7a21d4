package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.List;
import java.util.Optional;

/**
 * How a model may be tuned, as Together answered when it was asked. Absent is what it did not say.
 * Immutable.
 */
public final class TogetherModelLimits extends WireView {
  TogetherModelLimits(WireObject wire) {
    super(wire);
  }

  /** {@return the model's name; absent when the answer does not repeat it} */
  public Optional<String> model() {
    return text("model_name");
  }

  /** {@return how often the examples may be gone through at most} */
  public Optional<Integer> maxEpochs() {
    return count("max_num_epochs");
  }

  /** {@return how often the validation file may be used at most} */
  public Optional<Integer> maxEvaluations() {
    return count("max_num_evals");
  }

  /** {@return how many checkpoints may be kept at most} */
  public Optional<Integer> maxCheckpoints() {
    return count("max_num_checkpoints");
  }

  /** {@return the smallest learning rate} */
  public Optional<Double> minLearningRate() {
    return wire().decimal("min_learning_rate");
  }

  /** {@return the largest learning rate} */
  public Optional<Double> maxLearningRate() {
    return wire().decimal("max_learning_rate");
  }

  /** {@return the least that {@code maxSequenceLength} may be, in tokens} */
  public Optional<Integer> minSequenceLength() {
    return count("min_max_seq_length");
  }

  /** {@return the longest example in supervised tuning, in tokens} */
  public Optional<Integer> maxSequenceLength() {
    return count("max_seq_length_sft");
  }

  /** {@return the longest example in preference tuning, in tokens} */
  public Optional<Integer> maxPreferenceSequenceLength() {
    return count("max_seq_length_dpo");
  }

  /** {@return how many batches make one step unless said otherwise} */
  public Optional<Integer> defaultGradientAccumulationSteps() {
    return count("default_gradient_accumulation_steps");
  }

  /** {@return whether the model sees} */
  public Optional<Boolean> supportsVision() {
    return wire().flag("supports_vision");
  }

  /** {@return whether examples may have tools} */
  public Optional<Boolean> supportsTools() {
    return wire().flag("supports_tools");
  }

  /** {@return whether examples may have reasoning} */
  public Optional<Boolean> supportsReasoning() {
    return wire().flag("supports_reasoning");
  }

  /** {@return whether a job also stores the model with the adapter merged into it} */
  public Optional<Boolean> mergesAdapter() {
    return wire().flag("merge_output_lora");
  }

  /** {@return the bounds of training all weights; absent when the model does not take it} */
  public Optional<Training> fullTraining() {
    // Where it is not offered, the bounds may still be there, as zeros.
    boolean offered = wire().flag("supports_full_training").orElse(true);
    return wire().object("full_training").filter(bounds -> offered).map(Training::new);
  }

  /** {@return the bounds of training an adapter; absent when the model does not take it} */
  public Optional<Training> loraTraining() {
    return wire().object("lora_training").map(Training::new);
  }

  /** The bounds of one kind of training. Immutable. */
  public static final class Training extends WireView {
    Training(WireObject wire) {
      super(wire);
    }

    /** {@return the smallest batch, in examples} */
    public Optional<Integer> minBatchSize() {
      return count("min_batch_size");
    }

    /** {@return the largest batch in supervised tuning, in examples} */
    public Optional<Integer> maxBatchSize() {
      return count("max_batch_size");
    }

    /**
     * {@return the largest batch in preference tuning, in pairs; where Together names none, half of
     * the supervised one, rounded down to a multiple of 8, but not less than the smallest}
     */
    public Optional<Integer> maxPreferenceBatchSize() {
      return count("max_batch_size_dpo")
          .or(() ->
              maxBatchSize().map(most -> Math.max(minBatchSize().orElse(0), most / 2 / 8 * 8)));
    }

    /** {@return the largest rank of an adapter} */
    public Optional<Integer> maxRank() {
      return count("max_rank");
    }

    /** {@return the modules an adapter may be put on} */
    public List<String> targetModules() {
      return wire().texts("target_modules");
    }
  }
}
