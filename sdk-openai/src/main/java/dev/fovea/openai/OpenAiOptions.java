package dev.fovea.openai;

import dev.fovea.config.ClientOptions;
import dev.fovea.provider.Environment;
import dev.fovea.provider.MissingKey;
import dev.fovea.transport.OkHttpSetup;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.immutables.value.Value;

/**
 * What an {@link OpenAiClient} is built with: the neutral options and what only OpenAI has.
 * Immutable; its text shows no secret.
 */
@Value.Immutable
public abstract class OpenAiOptions {
  /** The environment variable with the key. */
  static final String API_KEY = "OPENAI_API_KEY";

  /** The environment variable with another base URL. */
  static final String BASE_URL = "OPENAI_BASE_URL";

  /** The environment variable with the organization. */
  static final String ORGANIZATION = "OPENAI_ORG_ID";

  /** The environment variable with the project. */
  static final String PROJECT_ID = "OPENAI_PROJECT_ID";

  /** The environment variable with the key of administrators. */
  static final String ADMIN_KEY = "OPENAI_ADMIN_KEY";

  /** The environment variable with the secret that signs webhooks. */
  static final String WEBHOOK_SECRET = "OPENAI_WEBHOOK_SECRET";

  /** The environment variable that says whether the server is another's. */
  static final String COMPATIBLE = "OPENAI_COMPATIBLE";

  static final MissingKey MISSING_KEY =
      new MissingKey(OpenAiProvider.ID, API_KEY, "OpenAiClient.builder().apiKey(..)");

  OpenAiOptions() {}

  /** {@return the neutral options: the key, the base URL, how patient the client is} */
  public abstract ClientOptions client();

  /** {@return the organization that is billed, {@code org-…}; absent means the key's own} */
  public abstract Optional<String> organization();

  /** {@return the project that is billed, {@code proj_…}; absent means the key's own} */
  public abstract Optional<String> projectId();

  /**
   * {@return the key of administrators, which the permissions of checkpoints need; asked for each
   * such call, on any thread. Absent means that there is none}
   */
  @Value.Auxiliary
  @Value.Redacted
  public abstract Optional<Supplier<String>> adminKey();

  /**
   * {@return the secret that signs webhooks, {@code whsec_…}; asked for each time one is verified.
   * Absent means that there is none}
   */
  @Value.Auxiliary
  @Value.Redacted
  public abstract Optional<Supplier<String>> webhookSecret();

  /**
   * {@return whether the server is not OpenAI's own but one that speaks as it does, such as vLLM:
   * then a request holds only what such servers share, and limits are named the older way
   * ({@code max_tokens}). Absent means: by the host, true unless it is OpenAI's or Azure's}
   */
  public abstract Optional<Boolean> compatible();

  /** {@return changes to the HTTP client that the neutral options have no word for} */
  public abstract Optional<OkHttpSetup> okHttp();

  /**
   * Reads the environment: {@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL}, {@code OPENAI_ORG_ID},
   * {@code OPENAI_PROJECT_ID}, {@code OPENAI_ADMIN_KEY}, {@code OPENAI_WEBHOOK_SECRET} and
   * {@code OPENAI_COMPATIBLE}. Empty values count as absent. A missing key is noticed when a client
   * is built without one.
   *
   * @param environment the variables by name, usually {@link System#getenv()}
   * @param spec sets what differs from the environment
   * @return the options
   * @throws IllegalArgumentException if the base URL is none, or the last variable no flag
   */
  public static OpenAiOptions fromEnvironment(
      Map<String, String> environment, Consumer<ClientOptions.Builder> spec) {
    Environment variables = Environment.of(environment);
    ClientOptions.Builder client = variables.client(MISSING_KEY, API_KEY);
    variables.value(BASE_URL).map(OpenAiAddresses::baseUrl).ifPresent(client::baseUrl);
    spec.accept(client);
    Builder options = builder().client(client.build());
    variables.value(ORGANIZATION).ifPresent(options::organization);
    variables.value(PROJECT_ID).ifPresent(options::projectId);
    variables.value(ADMIN_KEY).ifPresent(options::adminKey);
    variables.value(WEBHOOK_SECRET).ifPresent(options::webhookSecret);
    variables.value(COMPATIBLE).map(OpenAiOptions::flag).ifPresent(options::compatible);
    return options.build();
  }

  private static boolean flag(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
        throw new IllegalArgumentException(
            "openai: " + COMPATIBLE + " must be true or false, not " + word);
    };
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiOptions.builder();
  }

  /** Builds {@link OpenAiOptions}; for one thread and one use. */
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
     * Sets the organization that is billed.
     *
     * @param organization its id, {@code org-…}
     * @return this builder
     */
    public abstract Builder organization(String organization);

    /**
     * Sets the project that is billed.
     *
     * @param projectId its id, {@code proj_…}
     * @return this builder
     */
    public abstract Builder projectId(String projectId);

    /**
     * Sets the key of administrators.
     *
     * @param adminKey the key
     * @return this builder
     */
    public Builder adminKey(String adminKey) {
      return adminKey(() -> adminKey);
    }

    /**
     * Sets the source of the key of administrators.
     *
     * @param adminKey gives the key, on any thread
     * @return this builder
     */
    public abstract Builder adminKey(Supplier<String> adminKey);

    /**
     * Sets the secret that signs webhooks.
     *
     * @param webhookSecret the secret, {@code whsec_…}
     * @return this builder
     */
    public Builder webhookSecret(String webhookSecret) {
      return webhookSecret(() -> webhookSecret);
    }

    /**
     * Sets the source of the secret that signs webhooks.
     *
     * @param webhookSecret gives the secret, on any thread
     * @return this builder
     */
    public abstract Builder webhookSecret(Supplier<String> webhookSecret);

    /**
     * Sets whether the server is not OpenAI's own but one that speaks as it does.
     *
     * @param compatible true for another's server
     * @return this builder
     */
    public abstract Builder compatible(boolean compatible);

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
    public abstract OpenAiOptions build();
  }
}
