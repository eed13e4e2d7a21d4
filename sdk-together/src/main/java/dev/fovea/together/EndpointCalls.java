package dev.fovea.together;

import static dev.fovea.together.Management.deleting;
import static dev.fovea.together.Management.reading;
import static dev.fovea.together.Management.sending;

import dev.fovea.config.ResponseMeta;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls about endpoints, deployments below them, and their adapters. */
final class EndpointCalls {
  private static final String ENDPOINTS = "projects/{project}/endpoints";
  private static final String ENDPOINT = ENDPOINTS + "/{endpoint}";
  private static final String DEPLOYMENTS = ENDPOINT + "/deployments";
  private static final String DEPLOYMENT = DEPLOYMENTS + "/{deployment}";
  private static final String ADAPTERS = DEPLOYMENT + "/adapters";
  private static final String ADAPTER = ADAPTERS + "/{adapter}";

  private static final Operation<Object, WireObject> CREATE_ENDPOINT =
      sending(Operation.post(ENDPOINTS), "create endpoint");
  private static final Operation<Void, WireObject> LIST_ENDPOINTS =
      reading(ENDPOINTS, "list endpoints");
  private static final Operation<Void, WireObject> GET_ENDPOINT =
      reading(ENDPOINT, "read endpoint");
  private static final Operation<Object, WireObject> UPDATE_ENDPOINT =
      sending(Operation.patch(ENDPOINT), "update endpoint");
  private static final Operation<Void, ResponseMeta> DELETE_ENDPOINT =
      deleting(ENDPOINT, "delete endpoint");
  private static final Operation<Void, WireObject> LIST_EVENTS =
      reading(ENDPOINT + "/events", "list events of endpoint");
  private static final Operation<Object, WireObject> CREATE_DEPLOYMENT =
      sending(Operation.post(DEPLOYMENTS), "create deployment");
  private static final Operation<Void, WireObject> LIST_DEPLOYMENTS =
      reading(DEPLOYMENTS, "list deployments");
  private static final Operation<Void, WireObject> GET_DEPLOYMENT =
      reading(DEPLOYMENT, "read deployment");
  private static final Operation<Object, WireObject> UPDATE_DEPLOYMENT =
      sending(Operation.patch(DEPLOYMENT), "update deployment");
  private static final Operation<Void, ResponseMeta> DELETE_DEPLOYMENT =
      deleting(DEPLOYMENT, "delete deployment");
  private static final Operation<Object, WireObject> LOAD_ADAPTER =
      sending(Operation.post(ADAPTERS), "load adapter");
  private static final Operation<Void, WireObject> LIST_ADAPTERS =
      reading(ADAPTERS, "list adapters");
  private static final Operation<Void, WireObject> GET_ADAPTER = reading(ADAPTER, "read adapter");
  private static final Operation<Object, WireObject> UPDATE_ADAPTER =
      sending(Operation.patch(ADAPTER), "update adapter");
  private static final Operation<Void, ResponseMeta> UNLOAD_ADAPTER =
      deleting(ADAPTER, "unload adapter");

  private final Management management;
  private final Caller caller;

  EndpointCalls(Management management, Caller caller) {
    this.management = management;
    this.caller = caller;
  }

  static Call<WireObject> create(Object body) {
    return CREATE_ENDPOINT.call(body);
  }

  static Call<WireObject> list() {
    return LIST_ENDPOINTS.call();
  }

  static Call<WireObject> get(String endpoint) {
    return at(endpoint, GET_ENDPOINT.call());
  }

  static Call<WireObject> update(String endpoint, Object body) {
    return at(endpoint, UPDATE_ENDPOINT.call(body));
  }

  static Call<ResponseMeta> delete(String endpoint, @Nullable String etag) {
    return at(endpoint, DELETE_ENDPOINT.call()).query("etag", etag);
  }

  static Call<WireObject> events(String endpoint) {
    return at(endpoint, LIST_EVENTS.call());
  }

  static Call<WireObject> deploy(String endpoint, Object body) {
    return at(endpoint, CREATE_DEPLOYMENT.call(body));
  }

  static Call<WireObject> deployments(String endpoint) {
    return at(endpoint, LIST_DEPLOYMENTS.call());
  }

  static Call<WireObject> update(DeploymentId id, Object body) {
    return at(id, UPDATE_DEPLOYMENT.call(body));
  }

  static Call<WireObject> loadAdapter(DeploymentId id, Object body) {
    return at(id, LOAD_ADAPTER.call(body));
  }

  static Call<WireObject> adapters(DeploymentId id) {
    return at(id, LIST_ADAPTERS.call());
  }

  static Call<WireObject> adapter(DeploymentId id, String adapter) {
    return at(id, GET_ADAPTER.call()).path("adapter", adapter);
  }

  static Call<WireObject> updateAdapter(DeploymentId id, String adapter, Object body) {
    return at(id, UPDATE_ADAPTER.call(body)).path("adapter", adapter);
  }

  static Call<ResponseMeta> unloadAdapter(DeploymentId id, String adapter, String etag) {
    return at(id, UNLOAD_ADAPTER.call()).path("adapter", adapter).query("etag", etag);
  }

  CompletableFuture<WireObject> createEndpoint(Object body) {
    return management.ask(caller, create(body));
  }

  CompletableFuture<WireObject> getEndpoint(String endpoint) {
    return management.ask(caller, get(endpoint));
  }

  CompletableFuture<WireObject> route(String endpoint, Object body) {
    return management.ask(caller, update(endpoint, body).named("route endpoint"));
  }

  CompletableFuture<ResponseMeta> deleteEndpoint(String endpoint) {
    return management.ask(caller, delete(endpoint, null));
  }

  CompletableFuture<WireObject> createDeployment(String endpoint, Object body) {
    return management.ask(caller, deploy(endpoint, body));
  }

  CompletableFuture<List<WireObject>> allDeployments(String endpoint) {
    return management.all(caller, () -> deployments(endpoint).query("limit", Management.PAGE_SIZE));
  }

  CompletableFuture<WireObject> getDeployment(DeploymentId id) {
    return management.ask(caller, at(id, GET_DEPLOYMENT.call()));
  }

  CompletableFuture<WireObject> scale(DeploymentId id, Object body) {
    return management.ask(caller, update(id, body).named("scale deployment"));
  }

  CompletableFuture<ResponseMeta> deleteDeployment(DeploymentId id) {
    return management.ask(caller, at(id, DELETE_DEPLOYMENT.call()));
  }

  private static <R> Call<R> at(String endpoint, Call<R> call) {
    return call.path("endpoint", endpoint);
  }

  private static <R> Call<R> at(DeploymentId id, Call<R> call) {
    return at(id.endpoint(), call).path("deployment", id.deployment());
  }
}
