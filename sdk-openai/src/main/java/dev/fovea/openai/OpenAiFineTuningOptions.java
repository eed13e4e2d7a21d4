package dev.fovea.openai;

import dev.fovea.config.ProviderOptions;
import org.immutables.value.Value;

/** What only OpenAI knows of a fine-tuning request. Immutable. */
@Value.Immutable
public abstract class OpenAiFineTuningOptions implements ProviderOptions {
  OpenAiFineTuningOptions() {}

  /** {@return {@code openai}} */
  @Override
  public final String provider() {
    return OpenAiProvider.ID;
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiFineTuningOptions.builder();
  }

  /** Builds {@link OpenAiFineTuningOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiFineTuningOptions build();
  }
}
