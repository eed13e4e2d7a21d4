package dev.fovea.chat;

import dev.fovea.config.ExtraProperty;
import dev.fovea.config.ProviderOptions;
import dev.fovea.image.Image;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What to ask which model. Whatever is absent is not sent: the provider's own default counts.
 * Immutable and thread-safe.
 */
@Value.Immutable
public abstract class ChatRequest {
  ChatRequest() {}

  /** {@return the model's name, as the provider spells it} */
  public abstract String model();

  /** {@return the conversation so far, in its order} */
  public abstract List<Message> messages();

  /** {@return the most tokens an answer may have} */
  public abstract Optional<Integer> maxTokens();

  /** {@return how freely the model chooses its words: 0 for the likeliest, up to about 2} */
  public abstract Optional<Double> temperature();

  /** {@return the share of likely words the model chooses from, above 0 and up to 1} */
  public abstract Optional<Double> topP();

  /** {@return how many answers to generate; every one costs} */
  public abstract Optional<Integer> n();

  /** {@return the seed that makes answers repeatable, as far as the provider can} */
  public abstract Optional<Long> seed();

  /** {@return texts at which the model stops; empty for none} */
  public abstract List<String> stop();

  /** {@return the penalty on words that have appeared, -2 to 2} */
  public abstract Optional<Double> presencePenalty();

  /** {@return the penalty that grows with each appearance of a word, -2 to 2} */
  public abstract Optional<Double> frequencyPenalty();

  /** {@return the tools the model may ask for; empty for none} */
  public abstract List<Tool> tools();

  /** {@return whether tools must, may or must not be called} */
  public abstract Optional<ToolChoice> toolChoice();

  /** {@return the form the answer must have} */
  public abstract Optional<ResponseFormat> responseFormat();

  /**
   * {@return how many likely words to report for each word of the answer, with their likelihood}
   */
  public abstract Optional<Integer> topLogprobs();

  /** {@return a word of the caller's for its end user, for the provider to tell users apart} */
  public abstract Optional<String> endUser();

  /**
   * {@return options that only one provider understands, for any number of providers; each takes
   * its own}
   */
  public abstract List<ProviderOptions> options();

  abstract List<ExtraProperty> extras();

  /**
   * {@return members of the wire format this library has no word for: by provider, then by path}
   * The members of a path like {@code path.to.field} are parted by dots.
   */
  @Value.Lazy
  public Map<String, Map<String, @Nullable Object>> extraProperties() {
    return ExtraProperty.byProvider(extras());
  }

  /**
   * {@return the same request with the pictures of every message before its text} Some models want
   * it so, and what stays the same from request to request belongs first: prompt caches go by what
   * requests have in common from their start on.
   */
  public ChatRequest imagesFirst() {
    return toBuilder()
        .messages(messages().stream().map(PartOrder::imagesFirst).toList())
        .build();
  }

  @Value.Check
  void check() {
    if (model().isBlank()) {
      throw new IllegalArgumentException("a chat request needs a model");
    }
    if (messages().isEmpty()) {
      throw new IllegalArgumentException("a chat request needs at least one message");
    }
  }

  /**
   * Makes a request in place.
   *
   * @param spec fills in what to ask
   * @return the request
   */
  public static ChatRequest of(Consumer<Builder> spec) {
    Builder request = builder();
    spec.accept(request);
    return request.build();
  }

  /** {@return a builder that starts with this request} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableChatRequest.builder();
  }

  /** Builds a {@link ChatRequest}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the model's name. Required.
     *
     * @param model the name, as the provider spells it
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Adds a message.
     *
     * @param message the message
     * @return this builder
     */
    public abstract Builder addMessage(Message message);

    /**
     * Sets the whole conversation.
     *
     * @param messages the messages in their order
     * @return this builder
     */
    public abstract Builder messages(Iterable<? extends Message> messages);

    /**
     * Adds a question, its text first, then its pictures.
     *
     * @param text the text
     * @param images the pictures, none for a plain text
     * @return this builder
     */
    public Builder user(String text, Image... images) {
      return addMessage(Message.user(text, images));
    }

    /**
     * Adds instructions that stand above the conversation.
     *
     * @param text the instructions
     * @return this builder
     */
    public Builder system(String text) {
      return addMessage(Message.system(text));
    }

    /**
     * Adds an answer, as an example or to carry a conversation on.
     *
     * @param text the text
     * @return this builder
     */
    public Builder assistant(String text) {
      return addMessage(Message.assistant(text));
    }

    /**
     * Sets the most tokens an answer may have.
     *
     * @param maxTokens the limit, at least 1
     * @return this builder
     */
    public abstract Builder maxTokens(int maxTokens);

    /**
     * Sets how freely the model chooses its words.
     *
     * @param temperature 0 for the likeliest, up to about 2
     * @return this builder
     */
    public abstract Builder temperature(double temperature);

    /**
     * Sets the share of likely words the model chooses from.
     *
     * @param topP above 0 and up to 1
     * @return this builder
     */
    public abstract Builder topP(double topP);

    /**
     * Sets how many answers to generate; every one costs.
     *
     * @param n the number, at least 1
     * @return this builder
     */
    public abstract Builder n(int n);

    /**
     * Sets the seed that makes answers repeatable, as far as the provider can.
     *
     * @param seed any number
     * @return this builder
     */
    public abstract Builder seed(long seed);

    /**
     * Adds a text at which the model stops.
     *
     * @param text the text; it will not be part of the answer
     * @return this builder
     */
    public abstract Builder addStop(String text);

    /**
     * Sets all texts at which the model stops.
     *
     * @param stop the texts
     * @return this builder
     */
    public abstract Builder stop(Iterable<String> stop);

    /**
     * Sets the penalty on words that have appeared.
     *
     * @param presencePenalty -2 to 2
     * @return this builder
     */
    public abstract Builder presencePenalty(double presencePenalty);

    /**
     * Sets the penalty that grows with each appearance of a word.
     *
     * @param frequencyPenalty -2 to 2
     * @return this builder
     */
    public abstract Builder frequencyPenalty(double frequencyPenalty);

    /**
     * Adds a tool the model may ask for.
     *
     * @param tool the tool
     * @return this builder
     */
    public abstract Builder addTool(Tool tool);

    /**
     * Sets all tools the model may ask for.
     *
     * @param tools the tools
     * @return this builder
     */
    public abstract Builder tools(Iterable<? extends Tool> tools);

    /**
     * Sets whether tools must, may or must not be called.
     *
     * @param toolChoice the choice
     * @return this builder
     */
    public abstract Builder toolChoice(ToolChoice toolChoice);

    /**
     * Sets the form the answer must have.
     *
     * @param responseFormat the form
     * @return this builder
     */
    public abstract Builder responseFormat(ResponseFormat responseFormat);

    /**
     * Sets how many likely words to report for each word of the answer.
     *
     * @param topLogprobs the number, 0 to 20
     * @return this builder
     */
    public abstract Builder topLogprobs(int topLogprobs);

    /**
     * Sets a word for the end user, sent as {@code user}.
     *
     * @param endUser any word that tells users apart and names nobody
     * @return this builder
     */
    public abstract Builder endUser(String endUser);

    /**
     * Adds options that only one provider understands.
     *
     * @param options the options; those for other providers are left alone
     * @return this builder
     */
    public Builder options(ProviderOptions options) {
      return addOption(options);
    }

    abstract Builder addOption(ProviderOptions options);

    abstract Builder addExtra(ExtraProperty extra);

    /**
     * Sets a member of the wire format this library has no word for. A last resort: nothing checks
     * it.
     *
     * @param provider the provider it is for; others do not get it
     * @param path where it goes, names parted by dots, like {@code path.to.field}
     * @param value maps, lists, strings, numbers, booleans or null
     * @return this builder
     */
    public Builder putExtraProperty(String provider, String path, @Nullable Object value) {
      return addExtra(new ExtraProperty(provider, path, value));
    }

    /** {@return the request} */
    public abstract ChatRequest build();
  }
}
