package dev.fovea.provider;

import dev.fovea.ModelService;
import dev.fovea.chat.ChatService;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.file.FileService;
import dev.fovea.finetuning.FineTuningService;
import dev.fovea.inference.BatchService;
import dev.fovea.inference.CompletionService;
import dev.fovea.inference.EmbeddingService;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The services behind a client; what the provider lacks is not set. For one thread and one use.
 *
 * @param <F> the provider's files
 * @param <T> its fine-tuning
 * @param <D> its deployments
 * @param <M> its models
 */
public final class ProviderServices<
    F extends FileService,
    T extends FineTuningService,
    D extends DeploymentService,
    M extends ModelService> {
  final ChatService chat;

  @Nullable
  F files;

  @Nullable
  T fineTuning;

  @Nullable
  D deployments;

  @Nullable
  M models;

  @Nullable
  CompletionService completions;

  @Nullable
  EmbeddingService embeddings;

  @Nullable
  BatchService batches;

  /**
   * Begins with what every provider has.
   *
   * @param chat chat with models that are served already
   */
  public ProviderServices(ChatService chat) {
    this.chat = Objects.requireNonNull(chat, "chat");
  }

  /**
   * Sets the files.
   *
   * @param files the service
   * @return these services
   */
  public ProviderServices<F, T, D, M> files(F files) {
    this.files = files;
    return this;
  }

  /**
   * Sets fine-tuning.
   *
   * @param fineTuning the service
   * @return these services
   */
  public ProviderServices<F, T, D, M> fineTuning(T fineTuning) {
    this.fineTuning = fineTuning;
    return this;
  }

  /**
   * Sets the deployments.
   *
   * @param deployments the service
   * @return these services
   */
  public ProviderServices<F, T, D, M> deployments(D deployments) {
    this.deployments = deployments;
    return this;
  }

  /**
   * Sets the models.
   *
   * @param models the service
   * @return these services
   */
  public ProviderServices<F, T, D, M> models(M models) {
    this.models = models;
    return this;
  }

  /**
   * Sets completions.
   *
   * @param completions the service
   * @return these services
   */
  public ProviderServices<F, T, D, M> completions(CompletionService completions) {
    this.completions = completions;
    return this;
  }

  /**
   * Sets embeddings.
   *
   * @param embeddings the service
   * @return these services
   */
  public ProviderServices<F, T, D, M> embeddings(EmbeddingService embeddings) {
    this.embeddings = embeddings;
    return this;
  }

  /**
   * Sets batches.
   *
   * @param batches the service
   * @return these services
   */
  public ProviderServices<F, T, D, M> batches(BatchService batches) {
    this.batches = batches;
    return this;
  }
}
