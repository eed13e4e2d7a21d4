package dev.fovea.fireworks;

import dev.fovea.config.ClientOptions;
import dev.fovea.provider.Environment;
import dev.fovea.provider.MissingKey;
import dev.fovea.transport.OkHttpSetup;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * What a {@link FireworksClient} is built with: the neutral options and what only Fireworks has.
 * Immutable; its text shows no secret.
 */
@Value.Immutable
public abstract class FireworksOptions {
  /** The environment variable with the key. */
  static final String API_KEY = "FIREWORKS_API_KEY";

  /** The environment variable with the account. */
  static final String ACCOUNT_ID = "FIREWORKS_ACCOUNT_ID";

  /** The environment variable with another base URL. */
  static final String BASE_URL = "FIREWORKS_BASE_URL";

  static final MissingKey MISSING_KEY =
      new MissingKey(FireworksProvider.ID, API_KEY, "FireworksClient.builder().apiKey(..)");

  FireworksOptions() {}

  /** {@return the neutral options: the key, the base URL, how patient the client is} */
  public abstract ClientOptions client();

  /**
   * {@return the account that data sets, jobs, models and deployments belong to; absent means the
   * key's own, which is asked for once}
   */
  public abstract Optional<String> accountId();

  /**
   * {@return where chat, completions, vectors and ranking are; absent means {@code /inference/v1}
   * below the base URL}
   */
  public abstract Optional<URI> inferenceBaseUrl();

  /** {@return changes to the HTTP client that the neutral options have no word for} */
  public abstract Optional<OkHttpSetup> okHttp();

  /**
   * Reads the environment: {@code FIREWORKS_API_KEY}, {@code FIREWORKS_ACCOUNT_ID} and
   * {@code FIREWORKS_BASE_URL}. Empty values count as absent. A missing key is noticed when a
   * client is built without one.
   *
   * @param environment the variables by name, usually {@link System#getenv()}
   * @param spec sets what differs from the environment
   * @return the options
   * @throws IllegalArgumentException if the base URL is none
   */
  public static FireworksOptions fromEnvironment(
      Map<String, String> environment, Consumer<ClientOptions.Builder> spec) {
    Environment variables = Environment.of(environment);
    ClientOptions.Builder client = variables.client(MISSING_KEY, API_KEY);
    variables.value(BASE_URL).map(FireworksAddresses::baseUrl).ifPresent(client::baseUrl);
    spec.accept(client);
    Builder options = builder().client(client.build());
    variables.value(ACCOUNT_ID).ifPresent(options::accountId);
    return options.build();
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableFireworksOptions.builder();
  }

  /** Builds {@link FireworksOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the neutral options. Required.
     *
     * @param client the options
     * @return this builder
     */
    public abstract Builder client(ClientOptions client);

    /**
     * Sets the account that data sets, jobs, models and deployments belong to.
     *
     * @param accountId its short id, such as {@code acme}, or {@code accounts/acme}
     * @return this builder
     */
    public abstract Builder accountId(String accountId);

    /**
     * Sets where chat, completions, vectors and ranking are.
     *
     * @param inferenceBaseUrl the URL with its version, such as
     *     {@code https://api.fireworks.ai/inference/v1}
     * @return this builder
     */
    public abstract Builder inferenceBaseUrl(URI inferenceBaseUrl);

    /**
     * Changes the HTTP client where the neutral options have no word for it.
     *
     * @param okHttp the changes
     * @return this builder
     */
    public abstract Builder okHttp(OkHttpSetup okHttp);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract FireworksOptions build();
  }
}
