package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Hardware;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Endpoints of Together's first interface. Together takes no new ones, except from accounts it
 * still lets: {@code create} fails with a {@code PermissionDeniedException}, and what is stopped
 * cannot be started again. Use {@link TogetherClient#deployments()}. Those that run go on, and
 * <strong>bill by the minute for each replica until they are stopped or deleted</strong>; calls
 * that only read cost nothing. Thread-safe.
 */
public interface TogetherEndpointService {
  /**
   * Makes an endpoint. <strong>It bills from now on</strong>, unless its state is set to
   * {@code STOPPED}.
   *
   * @param spec sets model, hardware and autoscaling, which are required, and more
   * @return the endpoint
   */
  TogetherDedicatedEndpoint create(Consumer<TogetherDedicatedEndpointSpec> spec);

  /**
   * As {@link #create(Consumer)}, without holding the thread.
   *
   * @param spec sets model, hardware and autoscaling, which are required, and more
   * @return the endpoint, to come
   */
  CompletableFuture<TogetherDedicatedEndpoint> createAsync(
      Consumer<TogetherDedicatedEndpointSpec> spec);

  /**
   * Reads an endpoint.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @return the endpoint
   */
  TogetherDedicatedEndpoint get(String endpointId);

  /**
   * As {@link #get(String)}, without holding the thread.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @return the endpoint, to come
   */
  CompletableFuture<TogetherDedicatedEndpoint> getAsync(String endpointId);

  /**
   * Lists endpoints, with fewer facts than {@link #get} has.
   *
   * @param query sets which
   * @return the endpoints, all of them
   */
  List<TogetherDedicatedEndpoint> list(Consumer<TogetherDedicatedEndpointQuery> query);

  /**
   * As {@link #list(Consumer)}, without holding the thread.
   *
   * @param query sets which
   * @return the endpoints, all of them, to come
   */
  CompletableFuture<List<TogetherDedicatedEndpoint>> listAsync(
      Consumer<TogetherDedicatedEndpointQuery> query);

  /**
   * Changes name, state, replicas or idle stop. More replicas bill more.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @param spec sets what changes; what is not set stays
   * @return the endpoint
   */
  TogetherDedicatedEndpoint update(String endpointId, Consumer<TogetherDedicatedEndpointSpec> spec);

  /**
   * As {@link #update(String, Consumer)}, without holding the thread.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @param spec sets what changes; what is not set stays
   * @return the endpoint, to come
   */
  CompletableFuture<TogetherDedicatedEndpoint> updateAsync(
      String endpointId, Consumer<TogetherDedicatedEndpointSpec> spec);

  /**
   * Starts an endpoint. <strong>It bills from now on.</strong>
   *
   * @param endpointId its id, {@code endpoint-…}
   * @return the endpoint
   */
  TogetherDedicatedEndpoint start(String endpointId);

  /**
   * As {@link #start(String)}, without holding the thread.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @return the endpoint, to come
   */
  CompletableFuture<TogetherDedicatedEndpoint> startAsync(String endpointId);

  /**
   * Orders the stop of an endpoint. It bills until it is {@code STOPPED}.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @return the endpoint
   */
  TogetherDedicatedEndpoint stop(String endpointId);

  /**
   * As {@link #stop(String)}, without holding the thread.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @return the endpoint, to come
   */
  CompletableFuture<TogetherDedicatedEndpoint> stopAsync(String endpointId);

  /**
   * Deletes an endpoint. One that is gone is fine.
   *
   * @param endpointId its id, {@code endpoint-…}
   */
  void delete(String endpointId);

  /**
   * As {@link #delete(String)}, without holding the thread.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @return completes when it is done
   */
  CompletableFuture<Void> deleteAsync(String endpointId);

  /**
   * Waits until an endpoint is in a state. Ends with a {@code DeploymentFailedException} when it is
   * in {@code ERROR} or {@code FAILED} instead, with a {@code WaitTimeoutException} when it takes
   * too long; the endpoint is left as it is.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @param state the state to wait for, such as {@code STARTED}
   * @param wait sets how long and how often to look
   * @return the endpoint in that state
   */
  TogetherDedicatedEndpoint await(
      String endpointId, String state, Consumer<WaitOptions.Builder> wait);

  /**
   * As {@link #await(String, String, Consumer)}, without holding the thread.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @param state the state to wait for, such as {@code STARTED}
   * @param wait sets how long and how often to look
   * @return the endpoint in that state, to come
   */
  CompletableFuture<TogetherDedicatedEndpoint> awaitAsync(
      String endpointId, String state, Consumer<WaitOptions.Builder> wait);

  /**
   * Lists the hardware, with prices per hour.
   *
   * @return the hardware; without its availability
   */
  List<Hardware> hardware();

  /**
   * As {@link #hardware()}, without holding the thread.
   *
   * @return the hardware; without its availability, to come
   */
  CompletableFuture<List<Hardware>> hardwareAsync();

  /**
   * Lists the hardware a model runs on, with prices per hour and availability.
   *
   * @param model the model's name
   * @return the hardware
   */
  List<Hardware> hardware(String model);

  /**
   * As {@link #hardware(String)}, without holding the thread.
   *
   * @param model the model's name
   * @return the hardware, to come
   */
  CompletableFuture<List<Hardware>> hardwareAsync(String model);

  /**
   * Lists where endpoints can run.
   *
   * @return the zones
   */
  List<String> availabilityZones();

  /**
   * As {@link #availabilityZones()}, without holding the thread.
   *
   * @return the zones, to come
   */
  CompletableFuture<List<String>> availabilityZonesAsync();

  /**
   * Lists the adapters bound to an endpoint.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @return the adapters
   */
  List<TogetherAdapterBinding> adapters(String endpointId);

  /**
   * As {@link #adapters(String)}, without holding the thread.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @return the adapters, to come
   */
  CompletableFuture<List<TogetherAdapterBinding>> adaptersAsync(String endpointId);

  /**
   * Binds an adapter to an endpoint.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @param modelId {@code <endpoint name>:<adapter model>}
   * @return the adapter
   */
  TogetherAdapterBinding bindAdapter(String endpointId, String modelId);

  /**
   * As {@link #bindAdapter(String, String)}, without holding the thread.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @param modelId {@code <endpoint name>:<adapter model>}
   * @return the adapter, to come
   */
  CompletableFuture<TogetherAdapterBinding> bindAdapterAsync(String endpointId, String modelId);

  /**
   * Takes an adapter off an endpoint. One that is gone is fine.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @param modelId {@code <endpoint name>:<adapter model>}
   */
  void unbindAdapter(String endpointId, String modelId);

  /**
   * As {@link #unbindAdapter(String, String)}, without holding the thread.
   *
   * @param endpointId its id, {@code endpoint-…}
   * @param modelId {@code <endpoint name>:<adapter model>}
   * @return completes when it is done
   */
  CompletableFuture<Void> unbindAdapterAsync(String endpointId, String modelId);
}
