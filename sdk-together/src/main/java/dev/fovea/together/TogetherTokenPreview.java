package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.List;
import java.util.Optional;

/**
 * How training would read the first examples of a file: as tokens, some of them learnt. Immutable.
 */
public final class TogetherTokenPreview extends WireView {
  TogetherTokenPreview(WireObject wire) {
    super(wire);
  }

  /** {@return the form of the examples, in Together's word such as {@code conversation}} */
  public Optional<String> datasetFormat() {
    return text("dataset_format");
  }

  /** {@return after how many tokens an example is cut} */
  public Optional<Integer> maxSequenceLength() {
    return count("max_seq_length");
  }

  /** {@return whether the model also learns to write the questions} */
  public Optional<Boolean> trainOnInputs() {
    return wire().flag("train_on_inputs");
  }

  /** {@return the examples, in the file's order} */
  public List<Row> rows() {
    return list("rows", Row::new);
  }

  /** One example as tokens. Immutable. */
  public static final class Row extends WireView {
    Row(WireObject wire) {
      super(wire);
    }

    /** {@return the tokens as text} */
    public List<String> tokens() {
      return wire().texts("tokens");
    }

    /** {@return the tokens as numbers} */
    public List<Integer> inputIds() {
      return numbers("input_ids");
    }

    /** {@return what is learnt at each token: its number, or -100 where nothing is} */
    public List<Integer> labels() {
      return numbers("labels");
    }

    /** {@return how many tokens the example has} */
    public Optional<Integer> tokenCount() {
      return count("num_tokens");
    }

    /** {@return how many of them are learnt} */
    public Optional<Integer> trainedTokenCount() {
      return count("num_trained_tokens");
    }

    /** {@return whether the example was too long and is cut} */
    public Optional<Boolean> truncated() {
      return wire().flag("truncated");
    }

    private List<Integer> numbers(String name) {
      return additionalProperties().get(name) instanceof List<?> list
          ? list.stream()
              .filter(Number.class::isInstance)
              .map(number -> ((Number) number).intValue())
              .toList()
          : List.of();
    }
  }
}
