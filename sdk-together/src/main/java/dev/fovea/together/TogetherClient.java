package dev.fovea.together;

import dev.fovea.VisionClient;
import dev.fovea.chat.ChatService;
import dev.fovea.config.Capability;
import dev.fovea.config.ClientOptions;
import dev.fovea.inference.BatchService;
import dev.fovea.inference.CompletionService;
import dev.fovea.inference.EmbeddingService;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.OkHttpSetup;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A client of Together AI. Thread-safe; make one, share it, close it.
 *
 * <pre>{@code
 * try (TogetherClient ai = TogetherClient.fromEnvironment()) {
 *   System.out.println(ai.chat().create(r -> r.model(model).user("Total?", scan)).text());
 * }
 * }</pre>
 */
public final class TogetherClient implements VisionClient {
  private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
      Capability.SUPERVISED_FINE_TUNING,
      Capability.PREFERENCE_FINE_TUNING,
      Capability.LORA_ADAPTER,
      Capability.FULL_FINE_TUNING,
      Capability.JOB_EVENTS,
      Capability.JOB_CHECKPOINTS,
      Capability.JOB_DELETION,
      Capability.DEPLOYMENTS,
      Capability.HARDWARE_PRICES,
      Capability.IDLE_STOP,
      Capability.REMOTE_IMAGES,
      Capability.VIDEO_INPUT,
      Capability.AUDIO_INPUT,
      Capability.EMBEDDINGS,
      Capability.COMPLETIONS,
      Capability.BATCHES,
      Capability.STRUCTURED_OUTPUT,
      Capability.TOOLS));

  private final TogetherOptions options;
  private final Transport transport;
  private final Management management;
  private final ChatCalls chat;
  private final CompletionService completions;
  private final EmbeddingService embeddings;
  private final BatchService batches;
  private final TogetherFileService files;
  private final TogetherFineTuningService fineTuning;
  private final TogetherDeploymentService deployments;
  private final TogetherEndpointService endpoints;
  private final TogetherModelService models;

  private TogetherClient(TogetherOptions options, Transport transport, Management management) {
    this.options = options;
    this.transport = transport;
    this.management = management;
    this.chat = TogetherChat.on(TransportSetup.DEFAULT_BASE, transport);
    this.completions = TogetherChat.completions(transport);
    this.embeddings = new TogetherEmbeddings(transport);
    this.batches = new TogetherBatches(transport, chat);
    this.files = new TogetherFiles(transport);
    this.fineTuning = new TogetherFineTuning(transport);
    ChatService inference = TogetherChat.on(TogetherAddresses.INFERENCE, transport);
    TogetherEndpoints dedicated = new TogetherEndpoints(transport, management);
    this.endpoints = dedicated;
    this.deployments = new TogetherDeployments(dedicated, inference, chat);
    this.models = new TogetherModels(transport, management);
  }

  /**
   * Opens a client with what the environment says: {@code TOGETHER_API_KEY}, and when they are set
   * {@code TOGETHER_BASE_URL} and {@code TOGETHER_PROJECT_ID}.
   *
   * @return the client, to be closed
   * @throws IllegalStateException if the key is missing; names the variable
   * @throws IllegalArgumentException if the key or the base URL cannot be used
   */
  public static TogetherClient fromEnvironment() {
    return of(TogetherOptions.fromEnvironment(System.getenv(), client -> {}));
  }

  /**
   * Opens a client.
   *
   * @param options what it is built with
   * @return the client, to be closed
   * @throws IllegalArgumentException if the key or a base URL cannot be used
   */
  public static TogetherClient of(TogetherOptions options) {
    TogetherAddresses addresses = TogetherAddresses.of(options);
    TransportSetup.Builder setup = TransportSetup.builder()
        .provider(TogetherProvider.ID)
        .base(addresses.api())
        .putBase(TogetherAddresses.MANAGEMENT, addresses.management())
        .putBase(TogetherAddresses.INFERENCE, addresses.inference())
        .errorReader(new TogetherErrors())
        .requestIdHeaders(List.of("x-request-id", "x-together-traceid", "cf-ray"))
        .options(options.client());
    options.okHttp().ifPresent(setup::okHttp);
    return new TogetherClient(
        options,
        Transport.create(setup.build()),
        new Management(options.projectId().orElse(null)));
  }

  /** {@return a builder that reads no environment: the key is required} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String provider() {
    return TogetherProvider.ID;
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  /**
   * {@return chat with models that are served already} For a deployment use
   * {@link TogetherDeploymentService#chat} or a lease: deployments answer on a server of their own.
   * Options: {@link TogetherChatOptions}.
   */
  @Override
  public ChatService chat() {
    return chat;
  }

  /**
   * {@return texts carried on, without a conversation} Options: {@link TogetherChatOptions}, of
   * which those about conversations and reasoning are refused.
   */
  @Override
  public CompletionService completions() {
    return completions;
  }

  @Override
  public EmbeddingService embeddings() {
    return embeddings;
  }

  /**
   * {@return many chat requests in one file, answered later} Their file is uploaded with the
   * purpose {@code batch-api}; the batches are {@link TogetherBatch}es.
   */
  @Override
  public BatchService batches() {
    return batches;
  }

  @Override
  public TogetherFileService files() {
    return files;
  }

  @Override
  public TogetherFineTuningService fineTuning() {
    return fineTuning;
  }

  @Override
  public TogetherDeploymentService deployments() {
    return deployments;
  }

  /**
   * {@return endpoints of Together's first interface, of which it takes no new ones} For new ones
   * use {@link #deployments()}.
   */
  public TogetherEndpointService endpoints() {
    return endpoints;
  }

  @Override
  public TogetherModelService models() {
    return models;
  }

  /**
   * A view of this client with other options, which shares its connections. Closing a view closes
   * nothing.
   *
   * @param spec sets what differs from this client's options
   * @return the view
   * @throws IllegalArgumentException if it names another base URL: that takes a client of its own
   */
  @Override
  public TogetherClient withOptions(Consumer<ClientOptions.Builder> spec) {
    ClientOptions.Builder changed = options.client().toBuilder();
    spec.accept(changed);
    ClientOptions client = changed.build();
    if (!client.baseUrl().equals(options.client().baseUrl())) {
      throw new IllegalArgumentException(
          "together: a view keeps its client's base URL; build another client for another server");
    }
    return new TogetherClient(
        options.toBuilder().client(client).build(), transport.withOptions(client), management);
  }

  @Override
  public void close() {
    transport.close();
  }

  @Override
  public String toString() {
    return "TogetherClient(" + options.client() + ")";
  }

  /** Builds a {@link TogetherClient}; for one thread and one use. */
  public static final class Builder {
    private final ClientOptions.Builder client = ClientOptions.builder();
    private final TogetherOptions.Builder options = TogetherOptions.builder();

    private Builder() {
      client.apiKey(() -> {
        throw TogetherOptions.missingKey();
      });
    }

    /**
     * Sets the key.
     *
     * @param apiKey the key
     * @return this builder
     */
    public Builder apiKey(String apiKey) {
      client.apiKey(apiKey);
      return this;
    }

    /**
     * Sets the source of the key. It is asked for each call, on any thread.
     *
     * @param apiKey gives the key
     * @return this builder
     */
    public Builder apiKey(Supplier<String> apiKey) {
      client.apiKey(apiKey);
      return this;
    }

    /**
     * Sets the server for everything, deployments included unless {@link #inferenceBaseUrl} says
     * otherwise.
     *
     * @param baseUrl the URL, with or without {@code /v1} and a closing slash
     * @return this builder
     */
    public Builder baseUrl(URI baseUrl) {
      client.baseUrl(baseUrl);
      return this;
    }

    /**
     * Sets the server that deployments answer on.
     *
     * @param inferenceBaseUrl the URL, with or without {@code /v1} and a closing slash
     * @return this builder
     */
    public Builder inferenceBaseUrl(URI inferenceBaseUrl) {
      options.inferenceBaseUrl(inferenceBaseUrl);
      return this;
    }

    /**
     * Sets the project that deployments and registry models belong to; the key's own by default.
     *
     * @param projectId the id, such as {@code proj_…}
     * @return this builder
     */
    public Builder projectId(String projectId) {
      options.projectId(projectId);
      return this;
    }

    /**
     * Sets neutral options: time-outs, repeats, limits, proxy, TLS, DNS, headers.
     *
     * @param spec sets what differs from the defaults
     * @return this builder
     */
    public Builder options(Consumer<ClientOptions.Builder> spec) {
      Objects.requireNonNull(spec, "spec").accept(client);
      return this;
    }

    /**
     * Changes the HTTP client where the neutral options have no word for it.
     *
     * @param okHttp the changes
     * @return this builder
     */
    public Builder okHttp(OkHttpSetup okHttp) {
      options.okHttp(okHttp);
      return this;
    }

    /**
     * Opens the client.
     *
     * @return the client, to be closed
     * @throws IllegalStateException if there is no key
     * @throws IllegalArgumentException if the key or a base URL cannot be used
     */
    public TogetherClient build() {
      return of(options.client(client.build()).build());
    }
  }
}
