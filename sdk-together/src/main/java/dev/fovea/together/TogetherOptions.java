package dev.fovea.together;

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
 * What a {@link TogetherClient} is built with: the neutral options and what only Together has.
 * Immutable; its text shows no secret.
 */
@Value.Immutable
public abstract class TogetherOptions {
  /** The environment variable with the key. */
  static final String API_KEY = "TOGETHER_API_KEY";

  static final MissingKey MISSING_KEY =
      new MissingKey(TogetherProvider.ID, API_KEY, "TogetherClient.builder().apiKey(..)");

  /** The environment variable with another base URL. */
  static final String BASE_URL = "TOGETHER_BASE_URL";

  /** The environment variable with the project of deployments. */
  static final String PROJECT_ID = "TOGETHER_PROJECT_ID";

  TogetherOptions() {}

  /** {@return the neutral options: the key, the base URL, how patient the client is} */
  public abstract ClientOptions client();

  /**
   * {@return the project that deployments and registry models belong to; absent means the key's
   * own, which is asked for once}
   */
  public abstract Optional<String> projectId();

  /**
   * {@return the server that deployments answer on; absent means Together's own, or the overridden
   * base URL when there is one}
   */
  public abstract Optional<URI> inferenceBaseUrl();

  /** {@return changes to the HTTP client that the neutral options have no word for} */
  public abstract Optional<OkHttpSetup> okHttp();

  /**
   * Reads the environment: {@code TOGETHER_API_KEY}, {@code TOGETHER_BASE_URL} and
   * {@code TOGETHER_PROJECT_ID}. Empty values count as absent. A missing key is noticed when a
   * client is built without one.
   *
   * @param environment the variables by name, usually {@link System#getenv()}
   * @param spec sets what differs from the environment
   * @return the options
   * @throws IllegalArgumentException if the base URL is none
   */
  public static TogetherOptions fromEnvironment(
      Map<String, String> environment, Consumer<ClientOptions.Builder> spec) {
    Environment variables = Environment.of(environment);
    Builder options = builder();
    ClientOptions.Builder client = variables.client(MISSING_KEY, API_KEY);
    variables.value(BASE_URL).map(TogetherAddresses::baseUrl).ifPresent(client::baseUrl);
    variables.value(PROJECT_ID).ifPresent(options::projectId);
    spec.accept(client);
    return options.client(client.build()).build();
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableTogetherOptions.builder();
  }

  /** Builds {@link TogetherOptions}; for one thread and one use. */
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
     * Sets the project that deployments and registry models belong to.
     *
     * @param projectId the id, such as {@code proj_…}
     * @return this builder
     */
    public abstract Builder projectId(String projectId);

    /**
     * Sets the server that deployments answer on.
     *
     * @param inferenceBaseUrl the URL, with or without {@code /v1} and a closing slash
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
    public abstract TogetherOptions build();
  }
}
