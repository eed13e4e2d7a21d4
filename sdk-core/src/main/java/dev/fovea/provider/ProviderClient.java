package dev.fovea.provider;

import dev.fovea.ModelService;
import dev.fovea.VisionClient;
import dev.fovea.chat.ChatService;
import dev.fovea.config.Capability;
import dev.fovea.config.ClientOptions;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.file.FileService;
import dev.fovea.finetuning.FineTuningService;
import dev.fovea.inference.BatchService;
import dev.fovea.inference.CompletionService;
import dev.fovea.inference.EmbeddingService;
import dev.fovea.transport.Transport;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A provider's client, with its own services where it offers more than the neutral ones.
 * Thread-safe; make one and share it.
 *
 * @param <F> the provider's files
 * @param <T> its fine-tuning
 * @param <D> its deployments
 * @param <M> its models
 */
public abstract class ProviderClient<
        F extends FileService,
        T extends FineTuningService,
        D extends DeploymentService,
        M extends ModelService>
    implements VisionClient {
  /** Makes the calls. */
  protected final Transport transport;

  private final ProviderServices<F, T, D, M> services;
  private final Set<Capability> capabilities;

  /**
   * For a provider's own client.
   *
   * @param transport makes the calls
   * @param services what it offers
   * @param capabilities what it can do
   */
  protected ProviderClient(
      Transport transport, ProviderServices<F, T, D, M> services, Set<Capability> capabilities) {
    this.transport = transport;
    this.services = services;
    this.capabilities = Collections.unmodifiableSet(EnumSet.copyOf(capabilities));
  }

  @Override
  public final String provider() {
    return transport.provider();
  }

  @Override
  public final Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public final ChatService chat() {
    return services.chat;
  }

  @Override
  public final F files() {
    return Objects.requireNonNull(services.files);
  }

  @Override
  public final T fineTuning() {
    return Objects.requireNonNull(services.fineTuning);
  }

  @Override
  public final D deployments() {
    return Objects.requireNonNull(services.deployments);
  }

  @Override
  public final M models() {
    return Objects.requireNonNull(services.models);
  }

  @Override
  public final CompletionService completions() {
    CompletionService completions = services.completions;
    return completions == null ? VisionClient.super.completions() : completions;
  }

  @Override
  public final EmbeddingService embeddings() {
    EmbeddingService embeddings = services.embeddings;
    return embeddings == null ? VisionClient.super.embeddings() : embeddings;
  }

  @Override
  public BatchService batches() {
    BatchService batches = services.batches;
    return batches == null ? VisionClient.super.batches() : batches;
  }

  /**
   * {@return the options of a view}
   *
   * @param spec sets what differs from this client's
   * @throws IllegalArgumentException if it names another base URL: that takes a client of its own
   */
  protected final ClientOptions changed(Consumer<ClientOptions.Builder> spec) {
    ClientOptions before = transport.options();
    ClientOptions.Builder changed = before.toBuilder();
    spec.accept(changed);
    ClientOptions client = changed.build();
    if (!client.baseUrl().equals(before.baseUrl())) {
      throw new IllegalArgumentException(provider()
          + ": a view keeps its client's base URL; build another client for another server");
    }
    return client;
  }

  @Override
  public final void close() {
    transport.close();
  }

  /** {@return its kind and options, without secrets} */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "(" + transport.options() + ")";
  }
}
