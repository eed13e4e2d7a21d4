package dev.fovea.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A grader that measures how alike two texts are, from 0 to 1. Immutable. */
@Value.Immutable
public abstract non-sealed class OpenAiTextSimilarityGrader implements OpenAiGrader {
  OpenAiTextSimilarityGrader() {}

  /** {@return what it is called in results} */
  public abstract String name();

  /** {@return the text to judge, with templates such as <code>{{sample.output_text}}</code>} */
  public abstract String input();

  /** {@return what it is compared with, with templates such as <code>{{item.answer}}</code>} */
  public abstract String reference();

  /** {@return the measure, in the provider's word, such as {@code fuzzy_match}} */
  public abstract String evaluationMetric();

  /** {@return {@code text_similarity}} */
  @Override
  public final String type() {
    return "text_similarity";
  }

  @Override
  public final Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", type());
    fields.put("name", name());
    fields.put("input", input());
    fields.put("reference", reference());
    fields.put("evaluation_metric", evaluationMetric());
    return fields;
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiTextSimilarityGrader.builder();
  }

  /** Builds {@link OpenAiTextSimilarityGrader}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets what it is called in results. Required.
     *
     * @param name the name
     * @return this builder
     */
    public abstract Builder name(String name);

    /**
     * Sets the text to judge. Required.
     *
     * @param input the text, with templates such as <code>{{sample.output_text}}</code>
     * @return this builder
     */
    public abstract Builder input(String input);

    /**
     * Sets what it is compared with. Required.
     *
     * @param reference the text, with templates such as <code>{{item.answer}}</code>
     * @return this builder
     */
    public abstract Builder reference(String reference);

    /**
     * Sets the measure. Required.
     *
     * @param evaluationMetric {@code cosine}, {@code fuzzy_match}, {@code bleu}, {@code gleu},
     *     {@code meteor}, {@code rouge_1} to {@code rouge_5} or {@code rouge_l}
     * @return this builder
     */
    public abstract Builder evaluationMetric(String evaluationMetric);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiTextSimilarityGrader build();
  }
}
