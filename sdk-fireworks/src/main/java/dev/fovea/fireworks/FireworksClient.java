package dev.fovea.fireworks;

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
 * A client of Fireworks AI. Thread-safe; make one, share it, close it.
 *
 * <pre>{@code
 * try (FireworksClient ai = FireworksClient.fromEnvironment()) {
 *   System.out.println(ai.chat().create(r -> r.model(model).user("Total?", scan)).text());
 * }
 * }</pre>
 *
 * <p>Ids are full names such as {@code accounts/acme/datasets/receipts}; the short id alone means
 * one of the account's own. Chat and completions take {@link FireworksChatOptions}.
 */
public final class FireworksClient
    extends ProviderClient<
        FireworksFileService,
        FireworksFineTuningService,
        FireworksDeploymentService,
        FireworksModelService> {
  private static final Set<Capability> CAPABILITIES = EnumSet.of(
      Capability.SUPERVISED_FINE_TUNING,
      Capability.PREFERENCE_FINE_TUNING,
      Capability.REINFORCEMENT_FINE_TUNING,
      Capability.LORA_ADAPTER,
      Capability.JOB_DELETION,
      Capability.DEPLOYMENTS,
      Capability.IDLE_STOP,
      Capability.REMOTE_IMAGES,
      Capability.IMAGE_DETAIL,
      Capability.VIDEO_INPUT,
      Capability.AUDIO_INPUT,
      Capability.EMBEDDINGS,
      Capability.COMPLETIONS,
      Capability.BATCHES,
      Capability.STRUCTURED_OUTPUT,
      Capability.TOOLS);

  private final FireworksOptions options;
  private final Account account;
  private final FireworksEvaluatorService evaluators;
  private final FireworksRerankService rerank;

  private FireworksClient(FireworksOptions options, Transport transport, Account account) {
    super(transport, services(transport, account), CAPABILITIES);
    this.options = options;
    this.account = account;
    this.evaluators = new FireworksEvaluators(transport, account);
    this.rerank = new FireworksRerank(transport);
  }

  private static ProviderServices<
          FireworksFileService,
          FireworksFineTuningService,
          FireworksDeploymentService,
          FireworksModelService>
      services(Transport transport, Account account) {
    ChatCalls chat = FireworksChat.over(transport);
    return new ProviderServices<
            FireworksFileService,
            FireworksFineTuningService,
            FireworksDeploymentService,
            FireworksModelService>(chat)
        .files(new FireworksFiles(transport, account))
        .fineTuning(
            new FireworksFineTuning(transport, account, new FireworksModels(transport, account)))
        .deployments(new FireworksDeployments(transport, account, chat))
        .models(new FireworksModels(transport, account))
        .completions(FireworksChat.completions(transport))
        .embeddings(EmbeddingCalls.withDimensions(transport, FireworksChat.EMBED))
        .batches(new FireworksBatches(transport, account, chat));
  }

  /**
   * Opens a client with what the environment says: {@code FIREWORKS_API_KEY}, and when they are set
   * {@code FIREWORKS_ACCOUNT_ID} and {@code FIREWORKS_BASE_URL}.
   *
   * @return the client, to be closed
   * @throws IllegalStateException if the key is missing; names the variable
   * @throws IllegalArgumentException if the key or the base URL cannot be used
   */
  public static FireworksClient fromEnvironment() {
    return of(FireworksOptions.fromEnvironment(System.getenv(), client -> {}));
  }

  /**
   * Opens a client.
   *
   * @param options what it is built with
   * @return the client, to be closed
   * @throws IllegalArgumentException if the key or a base URL cannot be used
   */
  public static FireworksClient of(FireworksOptions options) {
    FireworksAddresses addresses = FireworksAddresses.of(options);
    TransportSetup.Builder setup = TransportSetup.builder()
        .provider(FireworksProvider.ID)
        .base(addresses.control())
        .putBase(FireworksAddresses.INFERENCE, addresses.inference())
        .errorReader(new FireworksErrors())
        .requestIdHeaders(List.of("x-request-id", "x-fireworks-request-id"))
        .options(options.client());
    options.okHttp().ifPresent(setup::okHttp);
    Transport transport = Transport.create(setup.build());
    return new FireworksClient(
        options, transport, new Account(transport, options.accountId().orElse(null)));
  }

  /** {@return a builder that reads no environment: the key is required} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return batches, with what only Fireworks offers of them} */
  @Override
  public FireworksBatchService batches() {
    return (FireworksBatchService) super.batches();
  }

  /** {@return what grades answers in reinforcement fine-tuning} */
  public FireworksEvaluatorService evaluators() {
    return evaluators;
  }

  /** {@return texts in the order of how well they fit a question} */
  public FireworksRerankService rerank() {
    return rerank;
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
  public FireworksClient withOptions(Consumer<ClientOptions.Builder> spec) {
    ClientOptions client = changed(spec);
    Transport view = transport.withOptions(client);
    return new FireworksClient(
        options.toBuilder().client(client).build(), view, account.over(view));
  }

  /** Builds a {@link FireworksClient}; for one thread and one use. */
  public static final class Builder extends ClientBuilder<Builder> {
    private final FireworksOptions.Builder options = FireworksOptions.builder();

    private Builder() {
      super(FireworksOptions.MISSING_KEY);
    }

    /**
     * Sets the account that data sets, jobs, models and deployments belong to; the key's own by
     * default.
     *
     * @param accountId its short id, such as {@code acme}, or {@code accounts/acme}
     * @return this builder
     */
    public Builder accountId(String accountId) {
      options.accountId(accountId);
      return this;
    }

    /**
     * Sets where chat, completions, vectors and ranking are; {@code /inference/v1} below the base
     * URL by default.
     *
     * @param inferenceBaseUrl the URL with its version
     * @return this builder
     */
    public Builder inferenceBaseUrl(URI inferenceBaseUrl) {
      options.inferenceBaseUrl(inferenceBaseUrl);
      return this;
    }

    /**
     * Opens the client.
     *
     * @return the client, to be closed
     * @throws IllegalStateException if there is no key
     * @throws IllegalArgumentException if the key or a base URL cannot be used
     */
    public FireworksClient build() {
      okHttp().ifPresent(options::okHttp);
      return of(options.client(client()).build());
    }
  }
}
