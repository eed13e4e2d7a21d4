package dev.fovea.together;

import dev.fovea.page.Page;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Adapters of running deployments that were started with {@code enableLora}. Loading takes a while
 * and costs nothing beyond the deployment. Thread-safe.
 */
public interface TogetherAdapterService {
  /**
   * Loads an adapter. Returns at once: {@link TogetherAdapter#isReady()} tells when it can be used.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param spec sets which adapter
   * @return the adapter
   */
  TogetherAdapter loadAdapter(String deploymentId, Consumer<TogetherAdapterSpec> spec);

  /**
   * As {@link #loadAdapter(String, Consumer)}, without holding the thread.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param spec sets which adapter
   * @return the adapter, to come
   */
  CompletableFuture<TogetherAdapter> loadAdapterAsync(
      String deploymentId, Consumer<TogetherAdapterSpec> spec);

  /**
   * Reads how far an adapter is.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param adapterModelId {@code ml_…}
   * @return the adapter
   */
  TogetherAdapter adapter(String deploymentId, String adapterModelId);

  /**
   * As {@link #adapter(String, String)}, without holding the thread.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param adapterModelId {@code ml_…}
   * @return the adapter, to come
   */
  CompletableFuture<TogetherAdapter> adapterAsync(String deploymentId, String adapterModelId);

  /**
   * Lists the adapters of a deployment.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @return the adapters
   */
  Page<TogetherAdapter> adapters(String deploymentId);

  /**
   * As {@link #adapters(String)}, without holding the thread.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @return the adapters, to come
   */
  CompletableFuture<Page<TogetherAdapter>> adaptersAsync(String deploymentId);

  /**
   * Loads another revision of an adapter.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param adapterModelId {@code ml_…}
   * @param revisionId the revision to load in place of the present one, {@code rv_…}
   * @param etag of {@link TogetherAdapter#etag()}; a state that is no longer the present one gives
   *     a {@code ConflictException}
   * @return the adapter
   */
  TogetherAdapter updateAdapter(
      String deploymentId, String adapterModelId, String revisionId, String etag);

  /**
   * As {@link #updateAdapter(String, String, String, String)}, without holding the thread.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param adapterModelId {@code ml_…}
   * @param revisionId the revision to load in place of the present one, {@code rv_…}
   * @param etag of {@link TogetherAdapter#etag()}; a state that is no longer the present one gives
   *     a {@code ConflictException}
   * @return the adapter, to come
   */
  CompletableFuture<TogetherAdapter> updateAdapterAsync(
      String deploymentId, String adapterModelId, String revisionId, String etag);

  /**
   * Unloads an adapter. One that is gone is fine.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param adapterModelId {@code ml_…}
   * @param etag of {@link TogetherAdapter#etag()}
   */
  void unloadAdapter(String deploymentId, String adapterModelId, String etag);

  /**
   * As {@link #unloadAdapter(String, String, String)}, without holding the thread.
   *
   * @param deploymentId {@code ep_…/dep_…}
   * @param adapterModelId {@code ml_…}
   * @param etag of {@link TogetherAdapter#etag()}
   * @return completes when it is done
   */
  CompletableFuture<Void> unloadAdapterAsync(
      String deploymentId, String adapterModelId, String etag);
}
