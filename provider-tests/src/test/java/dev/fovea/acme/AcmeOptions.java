package dev.fovea.acme;

import dev.fovea.config.ClientOptions;
import dev.fovea.provider.Environment;
import dev.fovea.provider.MissingKey;
import dev.fovea.transport.OkHttpSetup;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** What an {@link AcmeClient} is built with. Immutable; its text shows no secret. */
@Value.Immutable
public abstract class AcmeOptions {
  /** The environment variable with the key. */
  static final String API_KEY = "ACME_API_KEY";

  /** The environment variable with another base URL. */
  static final String BASE_URL = "ACME_BASE_URL";

  static final MissingKey MISSING_KEY =
      new MissingKey(AcmeProvider.ID, API_KEY, "AcmeClient.builder().apiKey(..)");

  AcmeOptions() {}

  /** {@return the neutral options: the key, the base URL, how patient the client is} */
  public abstract ClientOptions client();

  /** {@return changes to the HTTP client that the neutral options have no word for} */
  public abstract Optional<OkHttpSetup> okHttp();

  /**
   * Reads the environment: {@code ACME_API_KEY} and {@code ACME_BASE_URL}. Empty values count as
   * absent. A missing key is noticed when a client is built without one.
   *
   * @param environment the variables by name, usually {@link System#getenv()}
   * @param spec sets what differs from the environment
   * @return the options
   * @throws IllegalArgumentException if the base URL is none
   */
  public static AcmeOptions fromEnvironment(
      Map<String, String> environment, Consumer<ClientOptions.Builder> spec) {
    Environment variables = Environment.of(environment);
    ClientOptions.Builder client = variables.client(MISSING_KEY, API_KEY);
    variables.value(BASE_URL).map(AcmeAddresses::baseUrl).ifPresent(client::baseUrl);
    spec.accept(client);
    return builder().client(client.build()).build();
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableAcmeOptions.builder();
  }

  /** Builds {@link AcmeOptions}; for one thread and one use. */
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
    public abstract AcmeOptions build();
  }
}
