package dev.fovea.dataset;

import java.io.InputStream;
import java.util.List;

/**
 * How many tokens a provider's models make of pictures and text, as dated data: what a provider
 * publishes, and otherwise a rule of thumb. All of it is an estimate; what is billed is told by the
 * provider alone. Made by providers. Immutable and thread-safe.
 */
public interface TokenRules {
  /** {@return the provider's short name, for example {@code openai}} */
  String id();

  /** {@return the models these rules know, in the provider's spelling, without their dates} */
  List<String> models();

  /**
   * {@return the rules of one model}
   *
   * @param model its name; that of a tuned model stands for its base model
   * @throws IllegalArgumentException if it is not known; the message lists those that are
   */
  ModelTokens model(String model);

  /** {@return the rules of the model that is usually tuned with pictures} */
  ModelTokens usual();

  /**
   * {@return these rules with somebody's own numbers on top}
   *
   * @param json the numbers, in the form of the provider's dated file; what is left out stays; read
   *     to its end, not closed
   * @throws IllegalArgumentException if it is not of that form; says where
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  TokenRules with(InputStream json);

  /**
   * {@return the rules of a provider on the class path}
   *
   * @param provider the provider's short name
   * @throws IllegalArgumentException if there is no such provider, or it publishes no such rules
   */
  static TokenRules of(String provider) {
    return DatasetProviders.find(provider)
        .tokens()
        .orElseThrow(() -> new IllegalArgumentException(
            provider + " publishes no rule by which tokens can be estimated"));
  }
}
