package dev.fovea.openai;

import dev.fovea.config.Capability;
import dev.fovea.config.ClientOptions;
import dev.fovea.provider.ClientBuilder;
import dev.fovea.provider.EmbeddingCalls;
import dev.fovea.provider.ProviderClient;
import dev.fovea.provider.ProviderServices;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A client of OpenAI, or of a server that speaks as OpenAI does. Thread-safe; make one, share it,
 * close it.
 *
 * <pre>{@code
 * try (OpenAiClient ai = OpenAiClient.fromEnvironment()) {
 *   System.out.println(ai.chat().create(r -> r.model(model).user("Total?", scan)).text());
 * }
 * }</pre>
 *
 * <p>OpenAI takes no new fine-tuning jobs from 2027-01-06 on (told on 2026-05-07); models that are
 * tuned by then keep answering until their base model is retired. Chat takes
 * {@link OpenAiChatOptions}.
 */
public final class OpenAiClient
    extends ProviderClient<
        OpenAiFileService, OpenAiFineTuningService, OpenAiDeploymentService, OpenAiModelService> {
  private static final Set<Capability> CAPABILITIES = EnumSet.of(
      Capability.SUPERVISED_FINE_TUNING,
      Capability.PREFERENCE_FINE_TUNING,
      Capability.REINFORCEMENT_FINE_TUNING,
      Capability.PAUSE_JOB,
      Capability.JOB_EVENTS,
      Capability.JOB_CHECKPOINTS,
      Capability.REMOTE_IMAGES,
      Capability.IMAGE_DETAIL,
      Capability.AUDIO_INPUT,
      Capability.EMBEDDINGS,
      Capability.BATCHES,
      Capability.STRUCTURED_OUTPUT,
      Capability.TOOLS);

  private final OpenAiOptions options;
  private final OpenAiCheckpointPermissionService checkpointPermissions;
  private final OpenAiGraderService graders;
  private final OpenAiModerationService moderations;
  private final OpenAiWebhooks webhooks;

  private OpenAiClient(OpenAiOptions options, Transport transport) {
    super(transport, services(options, transport), CAPABILITIES);
    this.options = options;
    this.checkpointPermissions = OpenAiCheckpointPermissions.over(transport, options);
    this.graders = new OpenAiGraders(transport);
    this.moderations = new OpenAiModerations(transport);
    OpenAiWebhooks.Builder verifying = OpenAiWebhooks.builder().timing(transport.timing());
    options.webhookSecret().ifPresent(verifying::secret);
    this.webhooks = verifying.build();
  }

  private static ProviderServices<
          OpenAiFileService, OpenAiFineTuningService, OpenAiDeploymentService, OpenAiModelService>
      services(OpenAiOptions options, Transport transport) {
    boolean compatible = OpenAiAddresses.compatible(options);
    ChatCalls chat = OpenAiChat.over(transport, compatible);
    return new ProviderServices<
            OpenAiFileService,
            OpenAiFineTuningService,
            OpenAiDeploymentService,
            OpenAiModelService>(chat)
        .files(new OpenAiFiles(transport))
        .fineTuning(new OpenAiFineTuning(transport))
        .deployments(new OpenAiDeployments(transport, chat, compatible))
        .models(new OpenAiModels(transport, compatible))
        .embeddings(EmbeddingCalls.withDimensions(transport, OpenAiChat.EMBED))
        .batches(new OpenAiBatches(transport, chat));
  }

  /**
   * Opens a client with what the environment says: {@code OPENAI_API_KEY}, and when they are set
   * {@code OPENAI_BASE_URL}, {@code OPENAI_ORG_ID}, {@code OPENAI_PROJECT_ID},
   * {@code OPENAI_ADMIN_KEY}, {@code OPENAI_WEBHOOK_SECRET} and {@code OPENAI_COMPATIBLE}.
   *
   * @return the client, to be closed
   * @throws IllegalStateException if the key is missing; names the variable
   * @throws IllegalArgumentException if the key or the base URL cannot be used
   */
  public static OpenAiClient fromEnvironment() {
    return of(OpenAiOptions.fromEnvironment(System.getenv(), client -> {}));
  }

  /**
   * Opens a client.
   *
   * @param options what it is built with
   * @return the client, to be closed
   * @throws IllegalArgumentException if the key or the base URL cannot be used
   */
  public static OpenAiClient of(OpenAiOptions options) {
    TransportSetup.Builder setup = TransportSetup.builder()
        .provider(OpenAiProvider.ID)
        .base(OpenAiAddresses.base(options))
        .errorReader(new OpenAiErrors())
        .options(options.client());
    options.organization().ifPresent(id -> setup.putHeader("OpenAI-Organization", id));
    options.projectId().ifPresent(id -> setup.putHeader("OpenAI-Project", id));
    options.okHttp().ifPresent(setup::okHttp);
    return new OpenAiClient(options, Transport.create(setup.build()));
  }

  /** {@return which other projects may use checkpoints; needs the key of administrators} */
  public OpenAiCheckpointPermissionService checkpointPermissions() {
    return checkpointPermissions;
  }

  /** {@return what grades answers in reinforcement fine-tuning, to be tried out} */
  public OpenAiGraderService graders() {
    return graders;
  }

  /** {@return texts and pictures judged for what must not be there} */
  public OpenAiModerationService moderations() {
    return moderations;
  }

  /** {@return what OpenAI tells by itself, verified with the secret of webhooks} */
  public OpenAiWebhooks webhooks() {
    return webhooks;
  }

  /** {@return a builder that reads no environment: the key is required} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return batches, with what only OpenAI offers of them} */
  @Override
  public OpenAiBatchService batches() {
    return (OpenAiBatchService) super.batches();
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
  public OpenAiClient withOptions(Consumer<ClientOptions.Builder> spec) {
    ClientOptions client = changed(spec);
    return new OpenAiClient(
        options.toBuilder().client(client).build(), transport.withOptions(client));
  }

  /** Builds an {@link OpenAiClient}; for one thread and one use. */
  public static final class Builder extends ClientBuilder<Builder> {
    private final OpenAiOptions.Builder options = OpenAiOptions.builder();

    private Builder() {
      super(OpenAiOptions.MISSING_KEY);
    }

    /**
     * Sets the organization that is billed; the key's own by default.
     *
     * @param organization its id, {@code org-…}
     * @return this builder
     */
    public Builder organization(String organization) {
      options.organization(organization);
      return this;
    }

    /**
     * Sets the project that is billed; the key's own by default.
     *
     * @param projectId its id, {@code proj_…}
     * @return this builder
     */
    public Builder projectId(String projectId) {
      options.projectId(projectId);
      return this;
    }

    /**
     * Sets the key of administrators, which the permissions of checkpoints need.
     *
     * @param adminKey gives the key, on any thread
     * @return this builder
     */
    public Builder adminKey(Supplier<String> adminKey) {
      options.adminKey(adminKey);
      return this;
    }

    /**
     * Sets the secret that signs webhooks.
     *
     * @param webhookSecret gives the secret, on any thread
     * @return this builder
     */
    public Builder webhookSecret(Supplier<String> webhookSecret) {
      options.webhookSecret(webhookSecret);
      return this;
    }

    /**
     * Sets whether the server is not OpenAI's own but one that speaks as it does; decided by its
     * host unless set.
     *
     * @param compatible true for another's server
     * @return this builder
     */
    public Builder compatible(boolean compatible) {
      options.compatible(compatible);
      return this;
    }

    /**
     * Opens the client.
     *
     * @return the client, to be closed
     * @throws IllegalStateException if there is no key
     * @throws IllegalArgumentException if the key or the base URL cannot be used
     */
    public OpenAiClient build() {
      okHttp().ifPresent(options::okHttp);
      return of(options.client(client()).build());
    }
  }
}
