package dev.fovea.openai;

import dev.fovea.config.ProviderOptions;
import org.immutables.value.Value;

/** What only OpenAI knows of a chat request. Immutable. */
@Value.Immutable
public abstract class OpenAiChatOptions implements ProviderOptions {
  OpenAiChatOptions() {}

  /** {@return {@code openai}} */
  @Override
  public final String provider() {
    return OpenAiProvider.ID;
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
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiChatOptions build();
  }
}
