package dev.fovea.openai;

import dev.fovea.config.ProviderOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What only OpenAI knows of a chat request. What is absent is left to OpenAI. Numbers and lengths
 * are checked against the published ones before anything is sent; another's server that speaks as
 * OpenAI does gets what is set here unchecked, and knows as much of it as it knows. Immutable.
 */
@Value.Immutable
public abstract class OpenAiChatOptions implements ProviderOptions {
  OpenAiChatOptions() {}

  /** {@return {@code openai}} */
  @Override
  public final String provider() {
    return OpenAiProvider.ID;
  }

  /** {@return by token id how much likelier that token gets, -100 to 100} */
  public abstract Map<String, Integer> biasByToken();

  /** {@return whether OpenAI keeps question and answer, without pictures above 8 MB} */
  public abstract Optional<Boolean> store();

  /** {@return words of the caller's that are kept with a stored answer, by name} */
  public abstract Map<String, String> metadata();

  /** {@return the service level, such as {@code default}, {@code flex} or {@code priority}} */
  public abstract Optional<String> serviceTier();

  /** {@return how much a reasoning model thinks, {@code none} to {@code max}} */
  public abstract Optional<String> reasoningEffort();

  /** {@return how much a model says: {@code low}, {@code medium} or {@code high}} */
  public abstract Optional<String> verbosity();

  /** {@return whether the model may ask for several tools at once} */
  public abstract Optional<Boolean> parallelToolCalls();

  /**
   * {@return tools that take any text in place of JSON, in the order in which they were added; each
   * with its {@code name}, {@code description} and {@code format} as far as they are set}
   */
  public abstract List<Map<String, Object>> customTools();

  /** {@return the tools that may be called this time, by name; empty for all} */
  public abstract List<String> allowedTools();

  /** {@return the voice of a spoken answer; absent for text alone} */
  public abstract Optional<String> voice();

  /** {@return the format of a spoken answer, such as {@code mp3}} */
  public abstract Optional<String> voiceFormat();

  /** {@return what the answer will probably be; where it is, it comes sooner} */
  public abstract Optional<String> prediction();

  /** {@return the key by which requests with a common start reach the same cache} */
  public abstract Optional<String> promptCacheKey();

  /**
   * {@return whether the end of the part to cache is found ({@code implicit}) or only marked
   * ({@code explicit})}
   */
  public abstract Optional<String> promptCacheMode();

  /** {@return how long the cache lasts at least, such as {@code 30m}} */
  public abstract Optional<String> promptCacheTtl();

  /** {@return how long older models' cache lasts at most: {@code in_memory} or {@code 24h}} */
  public abstract Optional<String> promptCacheRetention();

  /** {@return a word of the caller's for its end user, for OpenAI to find misuse} */
  public abstract Optional<String> safetyIdentifier();

  /** {@return how the model searches the web, as it stands on the wire; absent for no search} */
  public abstract Optional<Map<String, Object>> webSearch();

  /** {@return the model that moderates question and answer; absent for no moderation} */
  public abstract Optional<String> moderationModel();

  /** {@return what becomes of a bad question: {@code score} or {@code block}} */
  public abstract Optional<String> moderateInput();

  /** {@return what becomes of a bad answer: {@code score} or {@code block}} */
  public abstract Optional<String> moderateOutput();

  /** {@return whether a stream's pieces are padded against those who measure their length} */
  public abstract Optional<Boolean> obfuscation();

  /** {@return whether a stream is asked to tell its usage; it is if absent} */
  public abstract Optional<Boolean> streamUsage();

  /**
   * {@return whether pictures are sent without a look at them; false by default, and then what
   * {@code ChatRules.of("openai")} calls an error stops the call}
   */
  @Value.Default
  public boolean unchecked() {
    return false;
  }

  @Value.Check
  void check() {
    if (voice().isPresent() != voiceFormat().isPresent()) {
      throw new IllegalArgumentException("set voice and voiceFormat, or neither");
    }
    boolean moderated = moderateInput().isPresent() || moderateOutput().isPresent();
    if (moderated && moderationModel().isEmpty()) {
      throw new IllegalArgumentException("set moderationModel too, which moderation needs");
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiChatOptions.builder();
  }

  /** Builds {@link OpenAiChatOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Makes one token likelier or less likely.
     *
     * @param token the token's id
     * @param bias -100 to 100
     * @return this builder
     */
    public abstract Builder putBiasByToken(String token, int bias);

    /**
     * Sets whether OpenAI keeps question and answer. It does not unless told.
     *
     * @param store true to keep them, without pictures above 8 MB
     * @return this builder
     */
    public abstract Builder store(boolean store);

    /**
     * Adds a word of the caller's that is kept with a stored answer; at most 16.
     *
     * @param name its name, at most 64 characters
     * @param value the word, at most 512 characters
     * @return this builder
     */
    public abstract Builder putMetadata(String name, String value);

    /**
     * Sets the service level; {@code auto} unless set. {@code flex} costs less and waits,
     * {@code priority} costs more.
     *
     * @param serviceTier {@code auto}, {@code default}, {@code flex}, {@code scale},
     *     {@code priority} or {@code fast}
     * @return this builder
     */
    public abstract Builder serviceTier(String serviceTier);

    /**
     * Sets how much a reasoning model thinks; which words a model knows is up to it.
     *
     * @param reasoningEffort {@code none}, {@code minimal}, {@code low}, {@code medium},
     *     {@code high}, {@code xhigh} or {@code max}
     * @return this builder
     */
    public abstract Builder reasoningEffort(String reasoningEffort);

    /**
     * Sets how much a model says.
     *
     * @param verbosity {@code low}, {@code medium} or {@code high}
     * @return this builder
     */
    public abstract Builder verbosity(String verbosity);

    /**
     * Sets whether the model may ask for several tools at once. It may unless told.
     *
     * @param parallelToolCalls false for one at a time
     * @return this builder
     */
    public abstract Builder parallelToolCalls(boolean parallelToolCalls);

    /**
     * Adds a tool that takes any text. The call it makes has the type {@code custom}, and the text
     * as its arguments.
     *
     * @param name the tool's name
     * @param description what it does, for the model to read
     * @return this builder
     */
    public Builder addCustomTool(String name, String description) {
      return addCustomTool(tool(name, description));
    }

    /**
     * Adds a tool that takes text of one grammar.
     *
     * @param name the tool's name
     * @param description what it does, for the model to read
     * @param syntax how the grammar is written: {@code lark} or {@code regex}
     * @param grammar the grammar
     * @return this builder
     */
    public Builder addCustomTool(String name, String description, String syntax, String grammar) {
      Map<String, Object> fields = tool(name, description);
      fields.put(
          "format",
          Map.of("type", "grammar", "grammar", Map.of("syntax", syntax, "definition", grammar)));
      return addCustomTool(fields);
    }

    private static Map<String, Object> tool(String name, String description) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", name);
      fields.put("description", description);
      return fields;
    }

    abstract Builder addCustomTool(Map<String, Object> tool);

    /**
     * Names a tool that may be called this time; all others stay in the request, where a cache
     * finds them, and are not called. With {@code ToolChoice.required()} one of those named is
     * called.
     *
     * @param name the name of one of the request's tools
     * @return this builder
     */
    public abstract Builder addAllowedTool(String name);

    /**
     * Asks for a spoken answer beside the text. Sound stands in the message's
     * {@code additionalProperties()}, as {@code audio}.
     *
     * @param voice the voice's name
     * @return this builder
     */
    public abstract Builder voice(String voice);

    /**
     * Sets the format of a spoken answer.
     *
     * @param voiceFormat {@code wav}, {@code aac}, {@code mp3}, {@code flac}, {@code opus} or
     *     {@code pcm16}
     * @return this builder
     */
    public abstract Builder voiceFormat(String voiceFormat);

    /**
     * Sets what the answer will probably be: where it is, it comes sooner.
     *
     * @param prediction the text
     * @return this builder
     */
    public abstract Builder prediction(String prediction);

    /**
     * Sets the key by which requests with a common start reach the same cache.
     *
     * @param promptCacheKey any text, the same for related requests
     * @return this builder
     */
    public abstract Builder promptCacheKey(String promptCacheKey);

    /**
     * Sets whether OpenAI finds the end of the part to cache, from gpt-5.6 on.
     *
     * @param promptCacheMode {@code implicit}, or {@code explicit} for marked parts only
     * @return this builder
     */
    public abstract Builder promptCacheMode(String promptCacheMode);

    /**
     * Sets how long the cache lasts at least, from gpt-5.6 on.
     *
     * @param promptCacheTtl {@code 30m}, the only one there is
     * @return this builder
     */
    public abstract Builder promptCacheTtl(String promptCacheTtl);

    /**
     * Sets how long older models' cache lasts at most.
     *
     * @param promptCacheRetention {@code in_memory} or {@code 24h}
     * @return this builder
     */
    public abstract Builder promptCacheRetention(String promptCacheRetention);

    /**
     * Sets a word of the caller's for its end user, for OpenAI to find misuse.
     *
     * @param safetyIdentifier at most 64 characters; best a hash
     * @return this builder
     */
    public abstract Builder safetyIdentifier(String safetyIdentifier);

    /**
     * Lets a model that can search the web, which costs.
     *
     * @param webSearch {@code search_context_size} and {@code user_location}, or nothing
     * @return this builder
     */
    public abstract Builder webSearch(Map<String, Object> webSearch);

    /**
     * Lets a model moderate question and answer. What it found stands in the answer's
     * {@code additionalProperties()}, as {@code moderation}.
     *
     * @param moderationModel such as {@code omni-moderation-latest}
     * @return this builder
     */
    public abstract Builder moderationModel(String moderationModel);

    /**
     * Sets what becomes of a bad question.
     *
     * @param moderateInput {@code score} to tell of it, {@code block} to refuse it
     * @return this builder
     */
    public abstract Builder moderateInput(String moderateInput);

    /**
     * Sets what becomes of a bad answer.
     *
     * @param moderateOutput {@code score} to tell of it, {@code block} to withhold it
     * @return this builder
     */
    public abstract Builder moderateOutput(String moderateOutput);

    /**
     * Sets whether a stream's pieces are padded against those who measure their length. They are
     * unless told.
     *
     * @param obfuscation false where nobody listens, to save bytes
     * @return this builder
     */
    public abstract Builder obfuscation(boolean obfuscation);

    /**
     * Sets whether a stream is asked to tell its usage.
     *
     * @param streamUsage false for servers that refuse {@code stream_options}
     * @return this builder
     */
    public abstract Builder streamUsage(boolean streamUsage);

    /**
     * Sets whether pictures are sent without a look at them: where a limit has changed since this
     * library was made. At another's server they always are.
     *
     * @param unchecked true to send them as they are
     * @return this builder
     */
    public abstract Builder unchecked(boolean unchecked);

    /**
     * Builds the value.
     *
     * @return the value
     * @throws IllegalArgumentException if one option lacks another that it needs
     */
    public abstract OpenAiChatOptions build();
  }
}
