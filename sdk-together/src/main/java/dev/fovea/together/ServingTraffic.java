package dev.fovea.together;

import dev.fovea.page.Page;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Endpoints, how they share traffic, what happened to them, and adapters below them. */
abstract class ServingTraffic extends ServingCatalogue
    implements TogetherTrafficService, TogetherAdapterService {
  ServingTraffic(Transport transport, Management management) {
    super(transport, management);
  }

  @Override
  public TogetherEndpoint createEndpoint(Consumer<TogetherEndpointSpec> spec) {
    return now(made(spec));
  }

  @Override
  public CompletableFuture<TogetherEndpoint> createEndpointAsync(
      Consumer<TogetherEndpointSpec> spec) {
    return later(made(spec));
  }

  @Override
  public TogetherEndpoint endpoint(String endpointId) {
    return now(management.one(EndpointCalls.get(endpointId), TogetherEndpoint::new));
  }

  @Override
  public CompletableFuture<TogetherEndpoint> endpointAsync(String endpointId) {
    return later(management.one(EndpointCalls.get(endpointId), TogetherEndpoint::new));
  }

  @Override
  public Page<TogetherEndpoint> endpoints(Consumer<TogetherListQuery> query) {
    return now(listed(query));
  }

  @Override
  public CompletableFuture<Page<TogetherEndpoint>> endpointsAsync(
      Consumer<TogetherListQuery> query) {
    return later(listed(query));
  }

  @Override
  public TogetherEndpoint updateEndpoint(String endpointId, Consumer<TogetherEndpointSpec> spec) {
    return now(updated(endpointId, spec));
  }

  @Override
  public CompletableFuture<TogetherEndpoint> updateEndpointAsync(
      String endpointId, Consumer<TogetherEndpointSpec> spec) {
    return later(updated(endpointId, spec));
  }

  @Override
  public void deleteEndpoint(String endpointId, @Nullable String etag) {
    done(management.one(EndpointCalls.delete(endpointId, etag), meta -> meta));
  }

  @Override
  public CompletableFuture<Void> deleteEndpointAsync(String endpointId, @Nullable String etag) {
    return doneLater(management.one(EndpointCalls.delete(endpointId, etag), meta -> meta));
  }

  @Override
  public TogetherEndpoint splitTraffic(
      String endpointId, Map<String, ? extends Number> weights, @Nullable String etag) {
    return now(split(endpointId, weights, etag));
  }

  @Override
  public CompletableFuture<TogetherEndpoint> splitTrafficAsync(
      String endpointId, Map<String, ? extends Number> weights, @Nullable String etag) {
    return later(split(endpointId, weights, etag));
  }

  @Override
  public Page<TogetherEvent> events(String endpointId, Consumer<TogetherEventQuery> query) {
    return now(happened(endpointId, query));
  }

  @Override
  public CompletableFuture<Page<TogetherEvent>> eventsAsync(
      String endpointId, Consumer<TogetherEventQuery> query) {
    return later(happened(endpointId, query));
  }

  @Override
  public TogetherAdapter loadAdapter(String deploymentId, Consumer<TogetherAdapterSpec> spec) {
    return now(loaded(deploymentId, spec));
  }

  @Override
  public CompletableFuture<TogetherAdapter> loadAdapterAsync(
      String deploymentId, Consumer<TogetherAdapterSpec> spec) {
    return later(loaded(deploymentId, spec));
  }

  @Override
  public TogetherAdapter adapter(String deploymentId, String adapterModelId) {
    return now(management.one(
        EndpointCalls.adapter(DeploymentId.parse(deploymentId), adapterModelId),
        TogetherAdapter::new));
  }

  @Override
  public CompletableFuture<TogetherAdapter> adapterAsync(
      String deploymentId, String adapterModelId) {
    return later(management.one(
        EndpointCalls.adapter(DeploymentId.parse(deploymentId), adapterModelId),
        TogetherAdapter::new));
  }

  @Override
  public Page<TogetherAdapter> adapters(String deploymentId) {
    return now(adaptersOf(deploymentId));
  }

  @Override
  public CompletableFuture<Page<TogetherAdapter>> adaptersAsync(String deploymentId) {
    return later(adaptersOf(deploymentId));
  }

  @Override
  public TogetherAdapter updateAdapter(
      String deploymentId, String adapterModelId, String revisionId, String etag) {
    return now(management.one(
        revised(deploymentId, adapterModelId, revisionId, etag), TogetherAdapter::new));
  }

  @Override
  public CompletableFuture<TogetherAdapter> updateAdapterAsync(
      String deploymentId, String adapterModelId, String revisionId, String etag) {
    return later(management.one(
        revised(deploymentId, adapterModelId, revisionId, etag), TogetherAdapter::new));
  }

  @Override
  public void unloadAdapter(String deploymentId, String adapterModelId, String etag) {
    done(management.one(
        EndpointCalls.unloadAdapter(DeploymentId.parse(deploymentId), adapterModelId, etag),
        meta -> meta));
  }

  @Override
  public CompletableFuture<Void> unloadAdapterAsync(
      String deploymentId, String adapterModelId, String etag) {
    return doneLater(management.one(
        EndpointCalls.unloadAdapter(DeploymentId.parse(deploymentId), adapterModelId, etag),
        meta -> meta));
  }

  private Function<Caller, CompletableFuture<TogetherEndpoint>> made(
      Consumer<TogetherEndpointSpec> spec) {
    Object body = SpecFields.of(new TogetherEndpointSpec(), spec).body("create endpoint", "name");
    return management.one(EndpointCalls.create(body), TogetherEndpoint::new);
  }

  private Function<Caller, CompletableFuture<Page<TogetherEndpoint>>> listed(
      Consumer<TogetherListQuery> query) {
    SpecFields which = SpecFields.of(new TogetherListQuery(), query);
    return management.pages(
        transport, () -> which.query(EndpointCalls.list()), TogetherEndpoint::new);
  }

  private Function<Caller, CompletableFuture<TogetherEndpoint>> updated(
      String endpoint, Consumer<TogetherEndpointSpec> spec) {
    Object body = SpecFields.of(new TogetherEndpointSpec(), spec).body("update endpoint");
    return management.one(EndpointCalls.update(endpoint, body), TogetherEndpoint::new);
  }

  private Function<Caller, CompletableFuture<TogetherEndpoint>> split(
      String endpoint, Map<String, ? extends Number> weights, @Nullable String etag) {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("together: split traffic of endpoint " + endpoint
          + ": Together refuses an empty split; give the last deployment the weight 0");
    }
    List<Map<String, Object>> split = new ArrayList<>();
    weights.forEach((deployment, weight) -> split.add(Map.of(
        "deploymentId",
        deployment.substring(deployment.lastIndexOf('/') + 1),
        "weight",
        TogetherScalingMetric.whole(notNegative(deployment, weight.doubleValue())))));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("trafficSplit", split);
    if (etag != null) {
      body.put("etag", etag);
    }
    return management.one(
        EndpointCalls.update(endpoint, body).named("route endpoint"), TogetherEndpoint::new);
  }

  private static double notNegative(String deployment, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "together: the weight of " + deployment + " must be 0 or more, not " + weight);
    }
    return weight;
  }

  private Function<Caller, CompletableFuture<Page<TogetherEvent>>> happened(
      String endpoint, Consumer<TogetherEventQuery> query) {
    SpecFields which = SpecFields.of(new TogetherEventQuery(), query);
    return management.pages(
        transport, () -> which.query(EndpointCalls.events(endpoint)), TogetherEvent::new);
  }

  private Function<Caller, CompletableFuture<TogetherAdapter>> loaded(
      String deploymentId, Consumer<TogetherAdapterSpec> spec) {
    Object body =
        SpecFields.of(new TogetherAdapterSpec(), spec).body("load adapter", "adapterModelId");
    return management.one(
        EndpointCalls.loadAdapter(DeploymentId.parse(deploymentId), body), TogetherAdapter::new);
  }

  private Function<Caller, CompletableFuture<Page<TogetherAdapter>>> adaptersOf(
      String deploymentId) {
    DeploymentId id = DeploymentId.parse(deploymentId);
    return management.pages(transport, () -> EndpointCalls.adapters(id), TogetherAdapter::new);
  }

  private static Call<WireObject> revised(
      String deploymentId, String adapter, String revision, String etag) {
    Object body = Map.of("adapterRevisionId", revision, "etag", etag);
    return EndpointCalls.updateAdapter(DeploymentId.parse(deploymentId), adapter, body);
  }
}
