package dev.fovea.acme;

import dev.fovea.ModelService;
import dev.fovea.config.Capability;
import dev.fovea.config.ClientOptions;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.file.FileService;
import dev.fovea.finetuning.FineTuningService;
import dev.fovea.provider.ClientBuilder;
import dev.fovea.provider.ProviderClient;
import dev.fovea.provider.ProviderServices;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** A client of Acme. Thread-safe; make one, share it, close it. */
public final class AcmeClient
    extends ProviderClient<FileService, FineTuningService, DeploymentService, ModelService> {
  private static final Set<Capability> CAPABILITIES = EnumSet.of(
      Capability.SUPERVISED_FINE_TUNING,
      Capability.JOB_EVENTS,
      Capability.DEPLOYMENTS,
      Capability.IDLE_STOP,
      Capability.HARDWARE_PRICES,
      Capability.STRUCTURED_OUTPUT,
      Capability.TOOLS);

  private final AcmeOptions options;

  private AcmeClient(AcmeOptions options, Transport transport) {
    super(transport, services(transport), CAPABILITIES);
    this.options = options;
  }

  private static ProviderServices<FileService, FineTuningService, DeploymentService, ModelService>
      services(Transport transport) {
    ChatCalls chat = AcmeChat.over(transport);
    return new ProviderServices<FileService, FineTuningService, DeploymentService, ModelService>(
            chat)
        .files(new AcmeFiles(transport))
        .fineTuning(new AcmeFineTuning(transport))
        .deployments(new AcmeDeployments(transport, chat))
        .models(new AcmeModels(transport));
  }

  /**
   * Opens a client with what the environment says: {@code ACME_API_KEY} and, when it is set,
   * {@code ACME_BASE_URL}.
   *
   * @return the client, to be closed
   * @throws IllegalStateException if the key is missing; names the variable
   * @throws IllegalArgumentException if the key or the base URL cannot be used
   */
  public static AcmeClient fromEnvironment() {
    return of(AcmeOptions.fromEnvironment(System.getenv(), client -> {}));
  }

  /**
   * Opens a client.
   *
   * @param options what it is built with
   * @return the client, to be closed
   * @throws IllegalArgumentException if the key or the base URL cannot be used
   */
  public static AcmeClient of(AcmeOptions options) {
    TransportSetup.Builder setup = TransportSetup.builder()
        .provider(AcmeProvider.ID)
        .base(AcmeAddresses.base(options))
        .errorReader(new AcmeErrors())
        .options(options.client());
    options.okHttp().ifPresent(setup::okHttp);
    return new AcmeClient(options, Transport.create(setup.build()));
  }

  /** {@return a builder that reads no environment: the key is required} */
  public static Builder builder() {
    return new Builder();
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
  public AcmeClient withOptions(Consumer<ClientOptions.Builder> spec) {
    ClientOptions client = changed(spec);
    return new AcmeClient(
        options.toBuilder().client(client).build(), transport.withOptions(client));
  }

  /** Builds an {@link AcmeClient}; for one thread and one use. */
  public static final class Builder extends ClientBuilder<Builder> {
    private final AcmeOptions.Builder options = AcmeOptions.builder();

    private Builder() {
      super(AcmeOptions.MISSING_KEY);
    }

    /**
     * Opens the client.
     *
     * @return the client, to be closed
     * @throws IllegalStateException if there is no key
     * @throws IllegalArgumentException if the key or the base URL cannot be used
     */
    public AcmeClient build() {
      okHttp().ifPresent(options::okHttp);
      return of(options.client(client()).build());
    }
  }
}
