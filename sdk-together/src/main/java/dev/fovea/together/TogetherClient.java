package dev.fovea.together;

import dev.fovea.chat.ChatService;
import dev.fovea.config.Capability;
import dev.fovea.config.ClientOptions;
import dev.fovea.provider.ClientBuilder;
import dev.fovea.provider.EmbeddingCalls;
import dev.fovea.provider.ProviderClient;
import dev.fovea.provider.ProviderServices;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A client of Together AI. Thread-safe; make one, share it, close it.
 *
 * <pre>{@code
 * try (TogetherClient ai = TogetherClient.fromEnvironment()) {
 *   System.out.println(ai.chat().create(r -> r.model(model).user("Total?", scan)).text());
 * }
 * }</pre>
 *
 * <p>{@link #chat()} asks models that are served already: for a deployment use
 * {@link TogetherDeploymentService#chat} or a lease, which answer on a server of their own. Chat
 * and completions take {@link TogetherChatOptions}; for completions those about conversations and
 * reasoning are refused. The file of {@link #batches()} is uploaded with the purpose
 * {@code batch-api}; the batches are {@link TogetherBatch}es.
 */
public final class TogetherClient
    extends ProviderClient<
        TogetherFileService,
        TogetherFineTuningService,
        TogetherDeploymentService,
        TogetherModelService> {
  private static final Set<Capability> CAPABILITIES = EnumSet.of(
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
      Capability.TOOLS);

  private final TogetherOptions options;
  private final Management management;
  private final TogetherEndpointService endpoints;

  private TogetherClient(TogetherOptions options, Transport transport, Management management) {
    this(options, transport, management, new TogetherEndpoints(transport, management));
  }

  private TogetherClient(
      TogetherOptions options,
      Transport transport,
      Management management,
      TogetherEndpoints endpoints) {
    super(transport, services(transport, management, endpoints), CAPABILITIES);
    this.options = options;
    this.management = management;
    this.endpoints = endpoints;
  }

  private static ProviderServices<
          TogetherFileService,
          TogetherFineTuningService,
          TogetherDeploymentService,
          TogetherModelService>
      services(Transport transport, Management management, TogetherEndpoints endpoints) {
    ChatCalls chat = TogetherChat.on(TransportSetup.DEFAULT_BASE, transport);
    ChatService inference = TogetherChat.on(TogetherAddresses.INFERENCE, transport);
    return new ProviderServices<
            TogetherFileService,
            TogetherFineTuningService,
            TogetherDeploymentService,
            TogetherModelService>(chat)
        .files(new TogetherFiles(transport))
        .fineTuning(new TogetherFineTuning(transport))
        .deployments(new TogetherDeployments(transport, endpoints, inference, chat))
        .models(new TogetherModels(transport, management))
        .completions(TogetherChat.completions(transport))
        .embeddings(EmbeddingCalls.over(transport, TogetherChat.EMBED))
        .batches(new TogetherBatches(transport, chat));
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

  /**
   * {@return endpoints of Together's first interface, of which it takes no new ones} For new ones
   * use {@link #deployments()}.
   */
  public TogetherEndpointService endpoints() {
    return endpoints;
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
    ClientOptions client = changed(spec);
    return new TogetherClient(
        options.toBuilder().client(client).build(), transport.withOptions(client), management);
  }

  /** Builds a {@link TogetherClient}; for one thread and one use. */
  public static final class Builder extends ClientBuilder<Builder> {
    private final TogetherOptions.Builder options = TogetherOptions.builder();

    private Builder() {
      super(TogetherOptions.MISSING_KEY);
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
     * Opens the client.
     *
     * @return the client, to be closed
     * @throws IllegalStateException if there is no key
     * @throws IllegalArgumentException if the key or a base URL cannot be used
     */
    public TogetherClient build() {
      okHttp().ifPresent(options::okHttp);
      return of(options.client(client()).build());
    }
  }
}
