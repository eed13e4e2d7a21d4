package dev.fovea.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A grader that lets a model give a score. Immutable. */
@Value.Immutable
public abstract non-sealed class OpenAiScoreModelGrader implements OpenAiGrader {
  OpenAiScoreModelGrader() {}

  /** {@return what it is called in results} */
  public abstract String name();

  /** {@return the model that judges} */
  public abstract String model();

  /** {@return what the model is asked} */
  public abstract List<OpenAiGraderMessage> inputs();

  /** {@return the lowest and the highest score; empty means from 0 to 1} */
  public abstract List<Double> range();

  /** {@return where chance begins, so that a score can be repeated} */
  public abstract Optional<Integer> seed();

  /** {@return how freely the model chooses} */
  public abstract Optional<Double> temperature();

  /** {@return from how much of the likelihood the model chooses} */
  public abstract Optional<Double> topP();

  /** {@return the most tokens the model may write} */
  public abstract Optional<Integer> maxTokens();

  /** {@return how long a reasoning model thinks, in the provider's word} */
  public abstract Optional<String> reasoningEffort();

  private Map<String, Object> sampling() {
    Map<String, Object> sampling = new LinkedHashMap<>();
    seed().ifPresent(value -> sampling.put("seed", value));
    topP().ifPresent(value -> sampling.put("top_p", value));
    temperature().ifPresent(value -> sampling.put("temperature", value));
    // Spelt so by OpenAI (2026-08-21).
    maxTokens().ifPresent(value -> sampling.put("max_completions_tokens", value));
    reasoningEffort().ifPresent(value -> sampling.put("reasoning_effort", value));
    return sampling;
  }

  /** {@return {@code score_model}} */
  @Override
  public final String type() {
    return "score_model";
  }

  @Override
  public final Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", type());
    fields.put("name", name());
    fields.put("model", model());
    fields.put("input", inputs().stream().map(OpenAiGraderMessage::fields).toList());
    if (!range().isEmpty()) {
      fields.put("range", range());
    }
    Map<String, Object> sampling = sampling();
    if (!sampling.isEmpty()) {
      fields.put("sampling_params", sampling);
    }
    return fields;
  }

  @Value.Check
  void check() {
    if (inputs().isEmpty()) {
      throw new IllegalArgumentException("a score_model grader needs at least one message");
    }
    if (range().size() == 2 && range().get(0) > range().get(1)) {
      throw new IllegalArgumentException("a grader's lowest score must not be above its highest: "
          + range().get(0) + ", " + range().get(1));
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiScoreModelGrader.builder();
  }

  /** Builds {@link OpenAiScoreModelGrader}; for one thread and one use. */
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
     * Sets the model that judges. Required.
     *
     * @param model its name, which OpenAI bills as other questions
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Adds a message to what the model is asked. At least one is required.
     *
     * @param message the message
     * @return this builder
     */
    public abstract Builder addInput(OpenAiGraderMessage message);

    /**
     * Adds a message of the user.
     *
     * @param text its text, with templates such as <code>{{sample.output_text}}</code>
     * @return this builder
     */
    public Builder user(String text) {
      return addInput(OpenAiGraderMessage.of("user", text));
    }

    /**
     * Adds a message of the system.
     *
     * @param text its text, which may hold templates
     * @return this builder
     */
    public Builder system(String text) {
      return addInput(OpenAiGraderMessage.of("system", text));
    }

    abstract Builder range(Iterable<Double> range);

    /**
     * Sets between which numbers the score lies; 0 and 1 by default.
     *
     * @param lowest the lowest score
     * @param highest the highest score
     * @return this builder
     */
    public Builder range(double lowest, double highest) {
      return range(List.of(lowest, highest));
    }

    /**
     * Sets where chance begins, so that a score can be repeated.
     *
     * @param seed any number
     * @return this builder
     */
    public abstract Builder seed(int seed);

    /**
     * Sets how freely the model chooses.
     *
     * @param temperature 0 for the likeliest word every time
     * @return this builder
     */
    public abstract Builder temperature(double temperature);

    /**
     * Sets from how much of the likelihood the model chooses.
     *
     * @param topP above 0, at most 1
     * @return this builder
     */
    public abstract Builder topP(double topP);

    /**
     * Sets the most tokens the model may write.
     *
     * @param maxTokens at least 1
     * @return this builder
     */
    public abstract Builder maxTokens(int maxTokens);

    /**
     * Sets how long a reasoning model thinks.
     *
     * @param reasoningEffort the provider's word, such as {@code low}
     * @return this builder
     */
    public abstract Builder reasoningEffort(String reasoningEffort);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiScoreModelGrader build();
  }
}
