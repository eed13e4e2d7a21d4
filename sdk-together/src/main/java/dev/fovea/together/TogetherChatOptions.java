package dev.fovea.together;

import dev.fovea.config.ProviderOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What only Together understands in a chat request or a completion request. What is absent is left
 * to Together. Numbers are checked against the published ranges before anything is sent. Immutable.
 */
@Value.Immutable
public abstract class TogetherChatOptions implements ProviderOptions {
  TogetherChatOptions() {}

  /** {@return {@code together}} */
  @Override
  public final String provider() {
    return TogetherProvider.ID;
  }

  /** {@return how many of the likeliest words the model chooses from} */
  public abstract Optional<Integer> topK();

  /** {@return the least likelihood of a word, as a share of the likeliest one's, 0 to 1} */
  public abstract Optional<Double> minP();

  /** {@return the penalty on repetition; 1 is none} */
  public abstract Optional<Double> repetitionPenalty();

  /** {@return by token id how much likelier that token gets, -100 to 100} */
  public abstract Map<String, Double> biasByToken();

  /** {@return whether a hybrid model thinks before it answers} */
  public abstract Optional<Boolean> reasoning();

  /** {@return how much a model thinks: {@code low}, {@code medium} or {@code high}} */
  public abstract Optional<String> reasoningEffort();

  /** {@return the model that moderates question and answer} */
  public abstract Optional<String> safetyModel();

  /**
   * {@return what happens when question and answer are too long for the model: {@code error} or
   * {@code truncate}, which shortens the answer}
   */
  public abstract Optional<String> contextLengthExceededBehavior();

  /** {@return the rules the answer must be made under, such as {@code hipaa}} */
  public abstract Optional<String> compliance();

  /** {@return whether the question comes back with the answer} */
  public abstract Optional<Boolean> echo();

  /** {@return the key by which deployments send related requests to the same replica} */
  public abstract Optional<String> promptCacheKey();

  /** {@return arguments of the model's chat template} */
  public abstract Map<String, Object> chatTemplateArguments();

  /**
   * {@return whether and which function must be called, in the form before there were tools:
   * {@code none}, {@code auto} or a function's name}
   */
  public abstract Optional<String> functionCall();

  /**
   * {@return whether a stream is asked to tell its usage; Together tells it anyway, other servers
   * behind the same address may not}
   */
  public abstract Optional<Boolean> streamUsage();

  /** The fields as they stand on the wire. */
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    topK().ifPresent(v -> fields.put("top_k", v));
    minP().ifPresent(v -> fields.put("min_p", v));
    repetitionPenalty().ifPresent(v -> fields.put("repetition_penalty", v));
    reasoning().ifPresent(v -> fields.put("reasoning", Map.of("enabled", v)));
    reasoningEffort().ifPresent(v -> fields.put("reasoning_effort", v));
    safetyModel().ifPresent(v -> fields.put("safety_model", v));
    contextLengthExceededBehavior()
        .ifPresent(v -> fields.put("context_length_exceeded_behavior", v));
    compliance().ifPresent(v -> fields.put("compliance", v));
    echo().ifPresent(v -> fields.put("echo", v));
    promptCacheKey().ifPresent(v -> fields.put("prompt_cache_key", v));
    functionCall()
        .ifPresent(v -> fields.put(
            "function_call", v.equals("none") || v.equals("auto") ? v : Map.of("name", v)));
    streamUsage().ifPresent(v -> fields.put("stream_options", Map.of("include_usage", v)));
    if (!biasByToken().isEmpty()) {
      fields.put("logit_bias", biasByToken());
    }
    if (!chatTemplateArguments().isEmpty()) {
      fields.put("chat_template_kwargs", chatTemplateArguments());
    }
    return fields;
  }

  /** {@return a builder that starts with these options} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableTogetherChatOptions.builder();
  }

  /** Builds {@link TogetherChatOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets how many of the likeliest words the model chooses from.
     *
     * @param topK 1 or more
     * @return this builder
     */
    public abstract Builder topK(int topK);

    /**
     * Sets the least likelihood of a word, as a share of the likeliest one's.
     *
     * @param minP 0 to 1
     * @return this builder
     */
    public abstract Builder minP(double minP);

    /**
     * Sets the penalty on repetition. Together advises against it beside the neutral penalties.
     *
     * @param repetitionPenalty above 0; 1 is none
     * @return this builder
     */
    public abstract Builder repetitionPenalty(double repetitionPenalty);

    /**
     * Makes one token likelier or less likely.
     *
     * @param token the token's id
     * @param bias -100 to 100
     * @return this builder
     */
    public abstract Builder putBiasByToken(String token, double bias);

    /**
     * Sets whether a hybrid model thinks before it answers.
     *
     * @param reasoning true to let it think
     * @return this builder
     */
    public abstract Builder reasoning(boolean reasoning);

    /**
     * Sets how much a model thinks.
     *
     * @param reasoningEffort {@code low}, {@code medium} or {@code high}
     * @return this builder
     */
    public abstract Builder reasoningEffort(String reasoningEffort);

    /**
     * Sets the model that moderates question and answer.
     *
     * @param safetyModel the model's name
     * @return this builder
     */
    public abstract Builder safetyModel(String safetyModel);

    /**
     * Sets what happens when question and answer are too long for the model.
     *
     * @param behavior {@code error} or {@code truncate}
     * @return this builder
     */
    public abstract Builder contextLengthExceededBehavior(String behavior);

    /**
     * Sets the rules the answer must be made under.
     *
     * @param compliance such as {@code hipaa}
     * @return this builder
     */
    public abstract Builder compliance(String compliance);

    /**
     * Sets whether the question comes back with the answer.
     *
     * @param echo true to get it back
     * @return this builder
     */
    public abstract Builder echo(boolean echo);

    /**
     * Sets the key by which deployments send related requests to the same replica.
     *
     * @param promptCacheKey any text
     * @return this builder
     */
    public abstract Builder promptCacheKey(String promptCacheKey);

    /**
     * Sets an argument of the model's chat template.
     *
     * @param name the argument's name
     * @param value a text, number, boolean, list or map
     * @return this builder
     */
    public abstract Builder putChatTemplateArgument(String name, Object value);

    /**
     * Sets whether and which function must be called, in the form before there were tools.
     *
     * @param functionCall {@code none}, {@code auto} or a function's name
     * @return this builder
     */
    public abstract Builder functionCall(String functionCall);

    /**
     * Sets whether a stream is asked to tell its usage; plain answers always do.
     *
     * @param streamUsage true to ask for it
     * @return this builder
     */
    public abstract Builder streamUsage(boolean streamUsage);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract TogetherChatOptions build();
  }
}
