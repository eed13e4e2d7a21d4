package dev.fovea.fireworks;

import dev.fovea.config.ProviderOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What only Fireworks understands in a chat request or a completion request. What is absent is left
 * to Fireworks. Numbers are checked against the published ranges before anything is sent.
 * Immutable.
 */
@Value.Immutable
public abstract class FireworksChatOptions implements ProviderOptions {
  FireworksChatOptions() {}

  /** {@return {@code fireworks}} */
  @Override
  public final String provider() {
    return FireworksProvider.ID;
  }

  /** {@return how many of the likeliest tokens the model chooses from, 0 to 100} */
  public abstract Optional<Integer> topK();

  /** {@return the least likelihood of a token, as a share of the likeliest one's, 0 to 1} */
  public abstract Optional<Double> minP();

  /** {@return the share of typical tokens the model chooses from, 0 to 1} */
  public abstract Optional<Double> typicalP();

  /** {@return the penalty on repetition, 0 to 2; 1 is none} */
  public abstract Optional<Double> repetitionPenalty();

  /** {@return the perplexity that Mirostat sampling aims at; it is off if absent} */
  public abstract Optional<Double> mirostatTarget();

  /** {@return how fast Mirostat sampling adapts} */
  public abstract Optional<Double> mirostatLearningRate();

  /** {@return whether the model goes on behind its own end, up to the most tokens} */
  public abstract Optional<Boolean> ignoreEndOfSequence();

  /** {@return whether the question comes back with the answer} */
  public abstract Optional<Boolean> echo();

  /** {@return how many tokens of the question's end come back with the answer} */
  public abstract Optional<Integer> echoLast();

  /**
   * {@return how many likely tokens to report for each in the form before the present one, 0 to 5}
   */
  public abstract Optional<Integer> legacyLogprobs();

  /**
   * {@return what happens when question and answer are too long for the model: {@code error} or
   * {@code truncate}, which shortens the answer}
   */
  public abstract Optional<String> contextLengthExceededBehavior();

  /**
   * {@return the most tokens of a conversation; the oldest turns are left out beyond, instructions
   * never}
   */
  public abstract Optional<Integer> promptTruncateLength();

  /** {@return whether the model may ask for several tools at once} */
  public abstract Optional<Boolean> parallelToolCalls();

  /**
   * {@return how the reasoning of earlier answers goes into the prompt: {@code disabled},
   * {@code interleaved} or {@code preserved}}
   */
  public abstract Optional<String> reasoningHistory();

  /**
   * {@return whether the answer shows what the model really read and wrote; see
   * {@link FireworksCompletion#rawOutput()}}
   */
  public abstract Optional<Boolean> rawOutput();

  /** {@return whether the ids of the question's and the answer's tokens come with the answer} */
  public abstract Optional<Boolean> returnTokenIds();

  /**
   * {@return whether the answer's body tells how long things took; headers do anyway, except at the
   * end of a stream}
   */
  public abstract Optional<Boolean> performanceInResponse();

  /**
   * {@return the key by which requests with a common start reach the same server, where it is
   * cached}
   */
  public abstract Optional<String> promptCacheKey();

  /** {@return the key whose requests share no cache with those of another key} */
  public abstract Optional<String> promptCacheIsolationKey();

  /** {@return whether text that looks like a special token is taken as text} */
  public abstract Optional<Boolean> safeTokenization();

  /**
   * {@return the service level: {@code auto}, {@code default}, {@code flex} or {@code priority};
   * only the last has an effect}
   */
  public abstract Optional<String> serviceTier();

  /**
   * {@return how much a model thinks: {@code none}, {@code low}, {@code medium}, {@code high} or
   * {@code max}}
   */
  public abstract Optional<String> reasoningEffort();

  /** {@return whether a model thinks before it answers} */
  public abstract Optional<Boolean> reasoning();

  /** {@return the most tokens a model thinks with} */
  public abstract Optional<Integer> reasoningTokens();

  /** {@return whether a model thinks, in Anthropic's form} */
  public abstract Optional<Boolean> thinking();

  /** {@return the most tokens a model thinks with, in Anthropic's form, 1024 or more} */
  public abstract Optional<Integer> thinkingTokens();

  /** {@return what the answer will probably be; where it is, it comes sooner} */
  public abstract Optional<String> prediction();

  /** {@return what the answer will probably be, in Fireworks' own form} */
  public abstract Optional<String> speculation();

  /** {@return the grammar of the answer, in GBNF} */
  public abstract Optional<String> grammar();

  /**
   * {@return the key by which a session's requests reach the same server; sent as the header
   * {@code x-session-affinity}}
   */
  public abstract Optional<String> sessionAffinity();

  /** {@return token ids that the answer will probably consist of; empty for none} */
  public abstract List<Integer> speculationTokens();

  /** {@return the prompt of a completion as token ids; empty where it is a text} */
  public abstract List<Integer> promptTokens();

  /** {@return by token id how much likelier that token gets, -100 to 100} */
  public abstract Map<String, Double> biasByToken();

  /** {@return words of the caller's that are kept with the request, by name} */
  public abstract Map<String, String> metadata();

  /**
   * {@return whether pictures are sent without a look at them; false by default, and then what
   * {@code ChatRules.of("fireworks")} calls an error stops the call}
   */
  @Value.Default
  public boolean unchecked() {
    return false;
  }

  @Value.Check
  void check() {
    long efforts = Stream.of(reasoningEffort(), reasoning(), reasoningTokens())
        .filter(Optional::isPresent)
        .count();
    if (efforts > 1) {
      throw new IllegalArgumentException(
          "set only one of reasoningEffort, reasoning and reasoningTokens");
    }
    if (thinkingTokens().isPresent() && !thinking().orElse(true)) {
      throw new IllegalArgumentException("thinkingTokens do not go with thinking(false)");
    }
    if (speculation().isPresent() && !speculationTokens().isEmpty()) {
      throw new IllegalArgumentException("set either speculation or speculationTokens, not both");
    }
  }

  /** The fields as they stand on the wire. */
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    topK().ifPresent(to(fields, "top_k"));
    minP().ifPresent(to(fields, "min_p"));
    typicalP().ifPresent(to(fields, "typical_p"));
    repetitionPenalty().ifPresent(to(fields, "repetition_penalty"));
    mirostatTarget().ifPresent(to(fields, "mirostat_target"));
    mirostatLearningRate().ifPresent(to(fields, "mirostat_lr"));
    ignoreEndOfSequence().ifPresent(to(fields, "ignore_eos"));
    echo().ifPresent(to(fields, "echo"));
    echoLast().ifPresent(to(fields, "echo_last"));
    legacyLogprobs().ifPresent(to(fields, "logprobs"));
    contextLengthExceededBehavior().ifPresent(to(fields, "context_length_exceeded_behavior"));
    promptTruncateLength().ifPresent(to(fields, "prompt_truncate_len"));
    parallelToolCalls().ifPresent(to(fields, "parallel_tool_calls"));
    reasoningHistory().ifPresent(to(fields, "reasoning_history"));
    rawOutput().ifPresent(to(fields, "raw_output"));
    returnTokenIds().ifPresent(to(fields, "return_token_ids"));
    performanceInResponse().ifPresent(to(fields, "perf_metrics_in_response"));
    promptCacheKey().ifPresent(to(fields, "prompt_cache_key"));
    promptCacheIsolationKey().ifPresent(to(fields, "prompt_cache_isolation_key"));
    safeTokenization().ifPresent(to(fields, "safe_tokenization"));
    serviceTier().ifPresent(to(fields, "service_tier"));
    reasoningEffort().ifPresent(to(fields, "reasoning_effort"));
    reasoning().ifPresent(to(fields, "reasoning_effort"));
    reasoningTokens().ifPresent(to(fields, "reasoning_effort"));
    if (thinking().isPresent() || thinkingTokens().isPresent()) {
      fields.put("thinking", thinkingField());
    }
    prediction().ifPresent(v -> fields.put("prediction", Map.of("type", "content", "content", v)));
    speculation().ifPresent(to(fields, "speculation"));
    grammar()
        .ifPresent(v -> fields.put("response_format", Map.of("type", "grammar", "grammar", v)));
    many(fields);
    return fields;
  }

  private void many(Map<String, @Nullable Object> fields) {
    if (!speculationTokens().isEmpty()) {
      fields.put("speculation", speculationTokens());
    }
    if (!promptTokens().isEmpty()) {
      fields.put("prompt", promptTokens());
    }
    if (!biasByToken().isEmpty()) {
      fields.put("logit_bias", biasByToken());
    }
    if (!metadata().isEmpty()) {
      fields.put("metadata", metadata());
    }
  }

  private static Consumer<Object> to(Map<String, @Nullable Object> fields, String name) {
    return value -> fields.put(name, value);
  }

  private Map<String, Object> thinkingField() {
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("type", thinking().orElse(true) ? "enabled" : "disabled");
    thinkingTokens().ifPresent(tokens -> field.put("budget_tokens", tokens));
    return field;
  }

  /** {@return a builder that starts with these options} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableFireworksChatOptions.builder();
  }

  /** Builds {@link FireworksChatOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets how many of the likeliest tokens the model chooses from.
     *
     * @param topK 0 to 100
     * @return this builder
     */
    public abstract Builder topK(int topK);

    /**
     * Sets the least likelihood of a token, as a share of the likeliest one's.
     *
     * @param minP 0 to 1
     * @return this builder
     */
    public abstract Builder minP(double minP);

    /**
     * Sets the share of typical tokens the model chooses from.
     *
     * @param typicalP 0 to 1
     * @return this builder
     */
    public abstract Builder typicalP(double typicalP);

    /**
     * Sets the penalty on repetition.
     *
     * @param repetitionPenalty 0 to 2; 1 is none
     * @return this builder
     */
    public abstract Builder repetitionPenalty(double repetitionPenalty);

    /**
     * Sets the perplexity that Mirostat sampling aims at, which turns it on.
     *
     * @param mirostatTarget the perplexity
     * @return this builder
     */
    public abstract Builder mirostatTarget(double mirostatTarget);

    /**
     * Sets how fast Mirostat sampling adapts.
     *
     * @param mirostatLearningRate the learning rate
     * @return this builder
     */
    public abstract Builder mirostatLearningRate(double mirostatLearningRate);

    /**
     * Sets whether the model goes on behind its own end, up to the most tokens. For measuring speed
     * only: such text is worth nothing.
     *
     * @param ignoreEndOfSequence true to go on
     * @return this builder
     */
    public abstract Builder ignoreEndOfSequence(boolean ignoreEndOfSequence);

    /**
     * Sets whether the question comes back with the answer.
     *
     * @param echo true to get it back
     * @return this builder
     */
    public abstract Builder echo(boolean echo);

    /**
     * Sets how many tokens of the question's end come back with the answer.
     *
     * @param echoLast 0 or more
     * @return this builder
     */
    public abstract Builder echoLast(int echoLast);

    /**
     * Sets how many likely tokens to report for each, in the form before the present one. The
     * neutral {@code topLogprobs} asks for the present one; only one of the two may be set.
     *
     * @param legacyLogprobs 0 to 5
     * @return this builder
     */
    public abstract Builder legacyLogprobs(int legacyLogprobs);

    /**
     * Sets what happens when question and answer are too long for the model.
     *
     * @param contextLengthExceededBehavior {@code error} or {@code truncate}
     * @return this builder
     */
    public abstract Builder contextLengthExceededBehavior(String contextLengthExceededBehavior);

    /**
     * Sets the most tokens of a conversation; the oldest turns are left out beyond, instructions
     * never.
     *
     * @param promptTruncateLength the number of tokens
     * @return this builder
     */
    public abstract Builder promptTruncateLength(int promptTruncateLength);

    /**
     * Sets whether the model may ask for several tools at once.
     *
     * @param parallelToolCalls true to allow it
     * @return this builder
     */
    public abstract Builder parallelToolCalls(boolean parallelToolCalls);

    /**
     * Sets how the reasoning of earlier answers goes into the prompt.
     *
     * @param reasoningHistory {@code disabled}, {@code interleaved} or {@code preserved}
     * @return this builder
     */
    public abstract Builder reasoningHistory(String reasoningHistory);

    /**
     * Sets whether the answer shows what the model really read and wrote.
     *
     * @param rawOutput true to see it
     * @return this builder
     */
    public abstract Builder rawOutput(boolean rawOutput);

    /**
     * Sets whether the ids of the question's and the answer's tokens come with the answer.
     *
     * @param returnTokenIds true to get them
     * @return this builder
     */
    public abstract Builder returnTokenIds(boolean returnTokenIds);

    /**
     * Sets whether the answer's body tells how long things took.
     *
     * @param performanceInResponse true to be told; see {@link FireworksCompletion#performance()}
     * @return this builder
     */
    public abstract Builder performanceInResponse(boolean performanceInResponse);

    /**
     * Sets the key by which requests with a common start reach the same server. It goes before
     * {@code endUser}.
     *
     * @param promptCacheKey any text, the same for related requests
     * @return this builder
     */
    public abstract Builder promptCacheKey(String promptCacheKey);

    /**
     * Sets the key whose requests share no cache with those of another key.
     *
     * @param promptCacheIsolationKey any text, such as one for each of your customers
     * @return this builder
     */
    public abstract Builder promptCacheIsolationKey(String promptCacheIsolationKey);

    /**
     * Sets whether text that looks like a special token is taken as text.
     *
     * @param safeTokenization true to keep users from writing special tokens
     * @return this builder
     */
    public abstract Builder safeTokenization(boolean safeTokenization);

    /**
     * Sets the service level. {@code priority} costs more.
     *
     * @param serviceTier {@code auto}, {@code default}, {@code flex} or {@code priority}
     * @return this builder
     */
    public abstract Builder serviceTier(String serviceTier);

    /**
     * Sets how much a model thinks. Only one of {@code reasoningEffort}, {@code reasoning},
     * {@code reasoningTokens} and {@code thinking} may be set.
     *
     * @param reasoningEffort {@code none}, {@code low}, {@code medium}, {@code high} or {@code max}
     * @return this builder
     */
    public abstract Builder reasoningEffort(String reasoningEffort);

    /**
     * Sets whether a model thinks before it answers, for as long as it likes.
     *
     * @param reasoning true for medium effort, false for none
     * @return this builder
     */
    public abstract Builder reasoning(boolean reasoning);

    /**
     * Sets the most tokens a model thinks with.
     *
     * @param reasoningTokens the number of tokens
     * @return this builder
     */
    public abstract Builder reasoningTokens(int reasoningTokens);

    /**
     * Sets whether a model thinks, in Anthropic's form.
     *
     * @param thinking true to let it think
     * @return this builder
     */
    public abstract Builder thinking(boolean thinking);

    /**
     * Sets the most tokens a model thinks with, in Anthropic's form; turns thinking on.
     *
     * @param thinkingTokens 1024 or more
     * @return this builder
     */
    public abstract Builder thinkingTokens(int thinkingTokens);

    /**
     * Sets what the answer will probably be: where it is, it comes sooner.
     *
     * @param prediction the text
     * @return this builder
     */
    public abstract Builder prediction(String prediction);

    /**
     * Sets what the answer will probably be, in Fireworks' own form.
     *
     * @param speculation the text
     * @return this builder
     */
    public abstract Builder speculation(String speculation);

    /**
     * Sets the grammar of the answer. It stands in the place of a response format.
     *
     * @param grammar the grammar in GBNF
     * @return this builder
     */
    public abstract Builder grammar(String grammar);

    /**
     * Sets the key by which a session's requests reach the same server; sent as the header
     * {@code x-session-affinity}.
     *
     * @param sessionAffinity printable ASCII, the same for a session
     * @return this builder
     */
    public abstract Builder sessionAffinity(String sessionAffinity);

    /**
     * Sets token ids that the answer will probably consist of.
     *
     * @param tokens the ids in their order
     * @return this builder
     */
    public abstract Builder speculationTokens(Iterable<Integer> tokens);

    /**
     * Sets the prompt of a completion as token ids. The request's own prompt is {@code ""} then.
     * For each picture there is the model's one token for it; Fireworks puts more in its place.
     *
     * @param tokens the ids in their order
     * @return this builder
     */
    public abstract Builder promptTokens(Iterable<Integer> tokens);

    /**
     * Makes one token likelier or less likely.
     *
     * @param token the token's id
     * @param bias -100 to 100
     * @return this builder
     */
    public abstract Builder putBiasByToken(String token, double bias);

    /**
     * Adds a word of the caller's that is kept with the request.
     *
     * @param name its name
     * @param value the word
     * @return this builder
     */
    public abstract Builder putMetadata(String name, String value);

    /**
     * Sets whether pictures are sent without a look at them: where a limit has changed since this
     * library was made.
     *
     * @param unchecked true to send them as they are
     * @return this builder
     */
    public abstract Builder unchecked(boolean unchecked);

    /**
     * Builds the value.
     *
     * @return the value
     * @throws IllegalArgumentException if two options say the same thing differently
     */
    public abstract FireworksChatOptions build();
  }
}
