package dev.fovea.openai;

import dev.fovea.config.ProviderOptions;
import dev.fovea.deployment.DeploymentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** How long a model may take to answer, and how to find out that it does. Immutable. */
@Value.Immutable
public abstract class OpenAiDeploymentOptions implements ProviderOptions {
  OpenAiDeploymentOptions() {}

  /** {@return {@code openai}} */
  @Override
  public final String provider() {
    return OpenAiProvider.ID;
  }

  /**
   * {@return how long a model nobody knows counts as one that is still being loaded. Absent means:
   * 10 min for a tuned model (OpenAI says "minutes", as of 2026-11), none for others}
   */
  public abstract Optional<Duration> graceWindow();

  /**
   * {@return when the job that made the model finished, from which the window counts. Absent means:
   * from the call that first asked for it}
   */
  public abstract Optional<Instant> finishedAt();

  /**
   * {@return whether waiting ends only when the model has answered a question of a few tokens,
   * which are billed; false by default: then it ends when OpenAI lists the model}
   */
  public abstract boolean probe();

  @Value.Check
  void check() {
    graceWindow().filter(Duration::isNegative).ifPresent(window -> {
      throw new IllegalArgumentException("openai: graceWindow must not be negative: " + window);
    });
  }

  static DeploymentRequest request(
      Consumer<DeploymentRequest.Builder> spec, Consumer<Builder> options) {
    DeploymentRequest.Builder request = DeploymentRequest.builder();
    spec.accept(request);
    Builder own = builder();
    options.accept(own);
    return request.options(own.build()).build();
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiDeploymentOptions.builder().probe(false);
  }

  /** Builds {@link OpenAiDeploymentOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets how long a model nobody knows counts as one that is still being loaded.
     *
     * @param graceWindow zero for not at all
     * @return this builder
     */
    public abstract Builder graceWindow(Duration graceWindow);

    /**
     * Sets when the job that made the model finished, from which the window counts.
     *
     * @param finishedAt the job's {@code finishedAt()}
     * @return this builder
     */
    public abstract Builder finishedAt(Instant finishedAt);

    /**
     * Sets whether waiting ends only when the model has answered a question. That question bills a
     * few tokens each time it is asked.
     *
     * @param probe true to ask
     * @return this builder
     */
    public abstract Builder probe(boolean probe);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiDeploymentOptions build();
  }
}
