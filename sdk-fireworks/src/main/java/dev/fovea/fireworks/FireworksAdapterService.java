package dev.fovea.fireworks;

import dev.fovea.page.Page;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Adapters on running deployments that were started with {@code enableAddons}. Loading takes a
 * while and costs nothing beyond the deployment. Thread-safe.
 */
public interface FireworksAdapterService {
  /**
   * Loads an adapter. Returns at once: {@link FireworksDeployedModel#isReady()} tells when it can
   * be used, and {@code await} with its id waits until it answers.
   *
   * @param spec sets the model and the deployment, which are required, and more
   * @return the adapter
   */
  FireworksDeployedModel loadAdapter(Consumer<FireworksAdapterSpec> spec);

  /**
   * As {@link #loadAdapter(Consumer)}, without holding the thread.
   *
   * @param spec sets the model and the deployment, which are required, and more
   * @return the adapter, to come
   */
  CompletableFuture<FireworksDeployedModel> loadAdapterAsync(Consumer<FireworksAdapterSpec> spec);

  /**
   * Reads how far an adapter is.
   *
   * @param adapterId the full name of what was loaded, {@code accounts/…/deployedModels/…}
   * @return the adapter
   */
  FireworksDeployedModel adapter(String adapterId);

  /**
   * As {@link #adapter(String)}, without holding the thread.
   *
   * @param adapterId the full name of what was loaded, {@code accounts/…/deployedModels/…}
   * @return the adapter, to come
   */
  CompletableFuture<FireworksDeployedModel> adapterAsync(String adapterId);

  /**
   * Lists adapters, those on all deployments of the account unless the filter says otherwise.
   *
   * @param query sets which, such as those of one deployment with {@code deployment="…"}
   * @return the adapters
   */
  Page<FireworksDeployedModel> adapters(Consumer<FireworksListQuery> query);

  /**
   * As {@link #adapters(Consumer)}, without holding the thread.
   *
   * @param query sets which, such as those of one deployment with {@code deployment="…"}
   * @return the adapters, to come
   */
  CompletableFuture<Page<FireworksDeployedModel>> adaptersAsync(Consumer<FireworksListQuery> query);

  /**
   * Changes the name, the text, who may use an adapter, or whether its model's own name leads to
   * it.
   *
   * @param adapterId the full name of what was loaded
   * @param spec sets what changes; what is not set stays
   * @return the adapter
   */
  FireworksDeployedModel updateAdapter(String adapterId, Consumer<FireworksAdapterSpec> spec);

  /**
   * As {@link #updateAdapter(String, Consumer)}, without holding the thread.
   *
   * @param adapterId the full name of what was loaded
   * @param spec sets what changes; what is not set stays
   * @return the adapter, to come
   */
  CompletableFuture<FireworksDeployedModel> updateAdapterAsync(
      String adapterId, Consumer<FireworksAdapterSpec> spec);

  /**
   * Unloads an adapter. One that is gone is fine.
   *
   * @param adapterId the full name of what was loaded
   */
  void unloadAdapter(String adapterId);

  /**
   * As {@link #unloadAdapter(String)}, without holding the thread.
   *
   * @param adapterId the full name of what was loaded
   * @return completes when it is done
   */
  CompletableFuture<Void> unloadAdapterAsync(String adapterId);
}
