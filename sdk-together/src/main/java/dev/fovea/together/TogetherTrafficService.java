package dev.fovea.together;

import dev.fovea.page.Page;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints, which give deployments their chat name and share the traffic among them. An endpoint
 * costs nothing; the replicas below it do. Thread-safe.
 */
public interface TogetherTrafficService {
  /**
   * Makes an endpoint without deployments. {@code create} makes one by itself.
   *
   * @param spec sets the name, and who may use it
   * @return the endpoint
   */
  TogetherEndpoint createEndpoint(Consumer<TogetherEndpointSpec> spec);

  /**
   * As {@link #createEndpoint(Consumer)}, without holding the thread.
   *
   * @param spec sets the name, and who may use it
   * @return the endpoint, to come
   */
  CompletableFuture<TogetherEndpoint> createEndpointAsync(Consumer<TogetherEndpointSpec> spec);

  /**
   * Reads an endpoint: its deployments, its traffic split, its etag.
   *
   * @param endpointId {@code ep_…}
   * @return the endpoint
   */
  TogetherEndpoint endpoint(String endpointId);

  /**
   * As {@link #endpoint(String)}, without holding the thread.
   *
   * @param endpointId {@code ep_…}
   * @return the endpoint, to come
   */
  CompletableFuture<TogetherEndpoint> endpointAsync(String endpointId);

  /**
   * Lists the project's endpoints.
   *
   * @param query sets which, and in which order
   * @return the endpoints
   */
  Page<TogetherEndpoint> endpoints(Consumer<TogetherListQuery> query);

  /**
   * As {@link #endpoints(Consumer)}, without holding the thread.
   *
   * @param query sets which, and in which order
   * @return the endpoints, to come
   */
  CompletableFuture<Page<TogetherEndpoint>> endpointsAsync(Consumer<TogetherListQuery> query);

  /**
   * Renames an endpoint, or changes who may use it.
   *
   * @param endpointId {@code ep_…}
   * @param spec sets what changes; what is not set stays
   * @return the endpoint
   */
  TogetherEndpoint updateEndpoint(String endpointId, Consumer<TogetherEndpointSpec> spec);

  /**
   * As {@link #updateEndpoint(String, Consumer)}, without holding the thread.
   *
   * @param endpointId {@code ep_…}
   * @param spec sets what changes; what is not set stays
   * @return the endpoint, to come
   */
  CompletableFuture<TogetherEndpoint> updateEndpointAsync(
      String endpointId, Consumer<TogetherEndpointSpec> spec);

  /**
   * Deletes an endpoint without deployments. One that is gone is fine.
   *
   * @param endpointId {@code ep_…}
   * @param etag the state to delete; null for any
   */
  void deleteEndpoint(String endpointId, @Nullable String etag);

  /**
   * As {@link #deleteEndpoint(String, String)}, without holding the thread.
   *
   * @param endpointId {@code ep_…}
   * @param etag the state to delete; null for any
   * @return completes when it is done
   */
  CompletableFuture<Void> deleteEndpointAsync(String endpointId, @Nullable String etag);

  /**
   * Replaces the traffic split of an endpoint: who is not named gets no traffic. It takes tens of
   * seconds until it is followed.
   *
   * @param endpointId {@code ep_…}
   * @param weights the weights by deployment, {@code dep_…} or {@code ep_…/dep_…}, 0 or more; at
   *     least one entry, since Together refuses an empty split: weight 0 takes the last one out
   * @param etag the state to change; null for any. A state that is no longer the present one gives
   *     a {@code ConflictException}
   * @return the endpoint
   */
  TogetherEndpoint splitTraffic(
      String endpointId, Map<String, ? extends Number> weights, @Nullable String etag);

  /**
   * As {@link #splitTraffic(String, Map, String)}, without holding the thread.
   *
   * @param endpointId {@code ep_…}
   * @param weights the weights by deployment, {@code dep_…} or {@code ep_…/dep_…}, 0 or more; at
   *     least one entry, since Together refuses an empty split: weight 0 takes the last one out
   * @param etag the state to change; null for any. A state that is no longer the present one gives
   *     a {@code ConflictException}
   * @return the endpoint, to come
   */
  CompletableFuture<TogetherEndpoint> splitTrafficAsync(
      String endpointId, Map<String, ? extends Number> weights, @Nullable String etag);

  /**
   * Lists what happened to an endpoint and its deployments, newest first.
   *
   * @param endpointId {@code ep_…}
   * @param query sets which events
   * @return the events
   */
  Page<TogetherEvent> events(String endpointId, Consumer<TogetherEventQuery> query);

  /**
   * As {@link #events(String, Consumer)}, without holding the thread.
   *
   * @param endpointId {@code ep_…}
   * @param query sets which events
   * @return the events, to come
   */
  CompletableFuture<Page<TogetherEvent>> eventsAsync(
      String endpointId, Consumer<TogetherEventQuery> query);
}
