package dev.fovea.inference;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.config.ProviderOptions;
import dev.fovea.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which text a model carries on, and how. Whatever is absent is not sent: the provider's own
 * default counts. Immutable and thread-safe.
 */
public final class CompletionRequest {
  private final ChatRequest chat;

  private CompletionRequest(ChatRequest chat) {
    this.chat = chat;
  }

  /** {@return the model's name, as the provider spells it} */
  public String model() {
    return chat.model();
  }

  /** {@return the text to carry on} */
  public String prompt() {
    return chat.messages().get(0).text();
  }

  /** {@return the pictures the prompt speaks of, in their order; empty for none} */
  public List<Image> images() {
    return chat.messages().get(0).content().stream()
        .filter(ImagePart.class::isInstance)
        .map(part -> ((ImagePart) part).image())
        .toList();
  }

  /** {@return all settings, with the prompt and its pictures as the only message} */
  public ChatRequest asChat() {
    return chat;
  }

  /**
   * Makes a request in place.
   *
   * @param spec fills in what to carry on
   * @return the request
   */
  public static CompletionRequest of(Consumer<Builder> spec) {
    Builder request = builder();
    spec.accept(request);
    return request.build();
  }

  /** {@return an empty builder} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CompletionRequest that && chat.equals(that.chat);
  }

  @Override
  public int hashCode() {
    return chat.hashCode();
  }

  @Override
  public String toString() {
    return "CompletionRequest[" + chat + "]";
  }

  /** Builds a {@link CompletionRequest}; for one thread and one use. */
  public static final class Builder {
    private final ChatRequest.Builder settings = ChatRequest.builder();
    private final List<Image> images = new ArrayList<>(0);
    private @Nullable String prompt;

    private Builder() {}

    /**
     * Sets the text to carry on. Required.
     *
     * @param prompt the text, as the model is to see it: no template is put around it
     * @return this builder
     */
    public Builder prompt(String prompt) {
      this.prompt = Objects.requireNonNull(prompt, "prompt");
      return this;
    }

    /**
     * Adds a picture. Few providers take any; what stands in the prompt for each is up to the
     * model, such as {@code <image>}.
     *
     * @param image the picture; its bytes are read when the request is sent
     * @return this builder
     */
    public Builder addImage(Image image) {
      images.add(Objects.requireNonNull(image, "image"));
      return this;
    }

    /**
     * Sets the model's name. Required.
     *
     * @param model the name, as the provider spells it
     * @return this builder
     */
    public Builder model(String model) {
      settings.model(model);
      return this;
    }

    /**
     * Sets the most tokens the answer may have.
     *
     * @param maxTokens the limit, at least 1
     * @return this builder
     */
    public Builder maxTokens(int maxTokens) {
      settings.maxTokens(maxTokens);
      return this;
    }

    /**
     * Sets how freely the model chooses its words.
     *
     * @param temperature 0 for the likeliest, up to about 2
     * @return this builder
     */
    public Builder temperature(double temperature) {
      settings.temperature(temperature);
      return this;
    }

    /**
     * Sets the share of likely words the model chooses from.
     *
     * @param topP above 0 and up to 1
     * @return this builder
     */
    public Builder topP(double topP) {
      settings.topP(topP);
      return this;
    }

    /**
     * Sets how many answers to generate; every one costs.
     *
     * @param n the number, at least 1
     * @return this builder
     */
    public Builder n(int n) {
      settings.n(n);
      return this;
    }

    /**
     * Sets the seed that makes answers repeatable, as far as the provider can.
     *
     * @param seed any number
     * @return this builder
     */
    public Builder seed(long seed) {
      settings.seed(seed);
      return this;
    }

    /**
     * Adds a text at which the model stops.
     *
     * @param text the text; it will not be part of the answer
     * @return this builder
     */
    public Builder addStop(String text) {
      settings.addStop(text);
      return this;
    }

    /**
     * Sets the penalty on words that have appeared.
     *
     * @param presencePenalty -2 to 2
     * @return this builder
     */
    public Builder presencePenalty(double presencePenalty) {
      settings.presencePenalty(presencePenalty);
      return this;
    }

    /**
     * Sets the penalty that grows with each appearance of a word.
     *
     * @param frequencyPenalty -2 to 2
     * @return this builder
     */
    public Builder frequencyPenalty(double frequencyPenalty) {
      settings.frequencyPenalty(frequencyPenalty);
      return this;
    }

    /**
     * Sets how many likely words to report for each word of the answer.
     *
     * @param topLogprobs the number, 0 to 20
     * @return this builder
     */
    public Builder topLogprobs(int topLogprobs) {
      settings.topLogprobs(topLogprobs);
      return this;
    }

    /**
     * Adds options that only one provider understands.
     *
     * @param options the options; those for other providers are left alone
     * @return this builder
     */
    public Builder options(ProviderOptions options) {
      settings.options(options);
      return this;
    }

    /**
     * Sets a member of the wire format this library has no word for. A last resort: nothing checks
     * it.
     *
     * @param provider the provider it is for; others do not get it
     * @param path where it goes, names parted by dots
     * @param value maps, lists, strings, numbers, booleans or null
     * @return this builder
     */
    public Builder putExtraProperty(String provider, String path, @Nullable Object value) {
      settings.putExtraProperty(provider, path, value);
      return this;
    }

    /**
     * {@return the request}
     *
     * @throws IllegalArgumentException if there is no prompt
     * @throws IllegalStateException if there is no model
     */
    public CompletionRequest build() {
      if (prompt == null) {
        throw new IllegalArgumentException("a completion request needs a prompt");
      }
      return new CompletionRequest(
          settings.user(prompt, images.toArray(Image[]::new)).build());
    }
  }
}
