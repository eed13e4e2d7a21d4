package dev.fovea;

import dev.fovea.chat.ChatService;
import dev.fovea.config.Capability;
import dev.fovea.config.ClientOptions;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.file.FileService;
import dev.fovea.finetuning.FineTuningService;
import dev.fovea.inference.BatchService;
import dev.fovea.inference.CompletionService;
import dev.fovea.inference.EmbeddingService;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A client of one provider, for code that does not care which. Get one from {@link Providers} or
 * build the provider's own. Thread-safe; make one and share it.
 *
 * <p>Once closed, every call fails with a {@code ClosedClientException}. Close leases before the
 * client: a closed client stops nothing.
 */
public interface VisionClient extends AutoCloseable {
  /** {@return the provider's id, such as {@code together}} */
  String provider();

  /** {@return what this provider can do; what is missing throws before anything is sent} */
  Set<Capability> capabilities();

  /** {@return chat with models that are served already} */
  ChatService chat();

  /** {@return uploads} */
  FileService files();

  /** {@return fine-tuning jobs} */
  FineTuningService fineTuning();

  /** {@return models made callable on machines that bill by the hour} */
  DeploymentService deployments();

  /** {@return the models the account can see} */
  ModelService models();

  /**
   * {@return texts turned into vectors}
   *
   * @throws UnsupportedCapabilityException if the provider has none
   */
  default EmbeddingService embeddings() {
    throw UnsupportedCapabilityException.of(provider(), "embed texts", Capability.EMBEDDINGS);
  }

  /**
   * {@return texts carried on, without a conversation}
   *
   * @throws UnsupportedCapabilityException if the provider has none
   */
  default CompletionService completions() {
    throw UnsupportedCapabilityException.of(provider(), "complete text", Capability.COMPLETIONS);
  }

  /**
   * {@return many chat requests in one file, answered later}
   *
   * @throws UnsupportedCapabilityException if the provider has none
   */
  default BatchService batches() {
    throw UnsupportedCapabilityException.of(provider(), "batches", Capability.BATCHES);
  }

  /**
   * A view of this client with other options, which shares its connections. The options start from
   * this client's own. Closing a view closes nothing; a view ends with its client.
   *
   * @param spec sets what differs
   * @return the view
   */
  VisionClient withOptions(Consumer<ClientOptions.Builder> spec);

  /** Ends all calls and lets go of connections and threads. Repeating this is harmless. */
  @Override
  void close();
}
