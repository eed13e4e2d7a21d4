package dev.fovea.together;

import static dev.fovea.together.TogetherAddresses.MANAGEMENT;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Together's management interface (its v2): endpoints, deployments, configurations, hardware, and
 * the project they belong to. Thread-safe.
 */
final class Management {
  private static final String ENDPOINTS = "projects/{project}/endpoints";
  private static final String ENDPOINT = ENDPOINTS + "/{endpoint}";
  private static final String DEPLOYMENTS = ENDPOINT + "/deployments";
  private static final String DEPLOYMENT = DEPLOYMENTS + "/{deployment}";

  private static final Operation<Void, WireObject> WHO_AM_I = Operation.get("whoami")
      .named("read the key's project")
      .receives(WireObject::read)
      .build();
  private static final Operation<Object, WireObject> CREATE_ENDPOINT =
      sending(Operation.post(ENDPOINTS).named("create endpoint"));
  private static final Operation<Void, WireObject> LIST_ENDPOINTS =
      reading(ENDPOINTS, "list deployments");
  private static final Operation<Void, WireObject> GET_ENDPOINT =
      reading(ENDPOINT, "read endpoint");
  private static final Operation<Object, WireObject> UPDATE_ENDPOINT =
      sending(Operation.patch(ENDPOINT).named("route endpoint"));
  private static final Operation<Void, ResponseMeta> DELETE_ENDPOINT =
      deleting(ENDPOINT, "delete endpoint");
  private static final Operation<Object, WireObject> CREATE_DEPLOYMENT =
      sending(Operation.post(DEPLOYMENTS).named("create deployment"));
  private static final Operation<Void, WireObject> LIST_DEPLOYMENTS =
      reading(DEPLOYMENTS, "list deployments");
  private static final Operation<Void, WireObject> GET_DEPLOYMENT =
      reading(DEPLOYMENT, "read deployment");
  private static final Operation<Object, WireObject> UPDATE_DEPLOYMENT =
      sending(Operation.patch(DEPLOYMENT).named("scale deployment"));
  private static final Operation<Void, ResponseMeta> DELETE_DEPLOYMENT =
      deleting(DEPLOYMENT, "delete deployment");
  private static final Operation<Void, WireObject> LIST_CONFIGS =
      reading("projects/{project}/configs", "list configurations");
  private static final Operation<Void, WireObject> LIST_MODELS =
      reading("projects/{project}/models", "list registry models");
  private static final Operation<Void, ResponseMeta> DELETE_MODEL =
      deleting("projects/{project}/models/{model}", "delete model");
  private static final Operation<Void, WireObject> SUPPORTED_MODELS =
      reading("supported-models", "list supported models");
  private static final Operation<Void, WireObject> INSTANCE_TYPES =
      reading("public/inference-instance-types", "list hardware");

  private static final int PAGE_SIZE = 100;
  private static final int MOST_PAGES = 1_000;

  private final @Nullable String configuredProject;
  private volatile @Nullable String knownProject;
  private volatile @Nullable List<InstanceType> knownMachines;

  Management(@Nullable String configuredProject) {
    this.configuredProject = configuredProject;
  }

  /** The project all of it belongs to; asked for once unless it was configured. */
  CompletableFuture<String> project(Caller caller) {
    String known = configuredProject == null ? knownProject : configuredProject;
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    return caller.call(WHO_AM_I.call()).thenApply(answer -> {
      String project = answer.required("project_id");
      knownProject = project;
      return project;
    });
  }

  CompletableFuture<WireObject> createEndpoint(Caller caller, Object body) {
    return inProject(caller, CREATE_ENDPOINT.call(body));
  }

  CompletableFuture<WireObject> listEndpoints(Caller caller, @Nullable String after) {
    return inProject(caller, LIST_ENDPOINTS.call().query("limit", PAGE_SIZE).query("after", after));
  }

  CompletableFuture<WireObject> getEndpoint(Caller caller, String endpoint) {
    return inProject(caller, GET_ENDPOINT.call().path("endpoint", endpoint));
  }

  CompletableFuture<WireObject> updateEndpoint(Caller caller, String endpoint, Object body) {
    return inProject(caller, UPDATE_ENDPOINT.call(body).path("endpoint", endpoint));
  }

  CompletableFuture<ResponseMeta> deleteEndpoint(Caller caller, String endpoint) {
    return inProject(caller, DELETE_ENDPOINT.call().path("endpoint", endpoint));
  }

  CompletableFuture<WireObject> createDeployment(Caller caller, String endpoint, Object body) {
    return inProject(caller, CREATE_DEPLOYMENT.call(body).path("endpoint", endpoint));
  }

  CompletableFuture<List<WireObject>> listDeployments(Caller caller, String endpoint) {
    return all(caller, () -> LIST_DEPLOYMENTS.call().path("endpoint", endpoint));
  }

  CompletableFuture<WireObject> getDeployment(Caller caller, DeploymentId id) {
    return inProject(caller, at(id, GET_DEPLOYMENT.call()));
  }

  CompletableFuture<WireObject> updateDeployment(Caller caller, DeploymentId id, Object body) {
    return inProject(caller, at(id, UPDATE_DEPLOYMENT.call(body)));
  }

  CompletableFuture<ResponseMeta> deleteDeployment(Caller caller, DeploymentId id) {
    return inProject(caller, at(id, DELETE_DEPLOYMENT.call()));
  }

  CompletableFuture<List<WireObject>> configs(Caller caller, String model) {
    return all(caller, () -> LIST_CONFIGS.call().query("referenceModel", model));
  }

  /** The registry's models of a name. The server filters; who asks compares again. */
  CompletableFuture<List<WireObject>> models(Caller caller, String name) {
    String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
    return all(caller, () -> LIST_MODELS.call().query("filter", "name=\"" + quoted + "\""));
  }

  CompletableFuture<ResponseMeta> deleteModel(Caller caller, String model) {
    return inProject(caller, DELETE_MODEL.call().path("model", model));
  }

  CompletableFuture<List<WireObject>> supportedModels(Caller caller, String name) {
    return all(
        caller,
        () -> SUPPORTED_MODELS.call().query("product", "PRODUCT_DEDICATED").query("search", name));
  }

  /** The kinds of machine and their prices, asked anew. */
  CompletableFuture<List<InstanceType>> machines(Caller caller) {
    return caller.call(INSTANCE_TYPES.call()).thenApply(answer -> {
      List<InstanceType> machines = InstanceType.all(answer);
      knownMachines = machines;
      return machines;
    });
  }

  /** The same as remembered; empty when they cannot be had, because nothing hangs on a price. */
  CompletableFuture<List<InstanceType>> knownMachines(Caller caller) {
    List<InstanceType> known = knownMachines;
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    return machines(caller).exceptionally(failure -> {
      if (Caller.unwrapped(failure) instanceof InterruptedCallException interrupted) {
        throw interrupted;
      }
      return List.of();
    });
  }

  private <R> CompletableFuture<R> inProject(Caller caller, Call<R> call) {
    return project(caller).thenCompose(project -> caller.call(call.path("project", project)));
  }

  /** All pages of a listing. */
  private CompletableFuture<List<WireObject>> all(Caller caller, Supplier<Call<WireObject>> first) {
    return more(caller, first, null, new ArrayList<>(), 1);
  }

  private CompletableFuture<List<WireObject>> more(
      Caller caller,
      Supplier<Call<WireObject>> first,
      @Nullable String after,
      List<WireObject> seen,
      int page) {
    Call<WireObject> call = first.get().query("after", after);
    CompletableFuture<WireObject> answer = call.operation().path().startsWith("projects/")
        ? inProject(caller, call.query("limit", PAGE_SIZE))
        : caller.call(call);
    return answer.thenCompose(listing -> {
      seen.addAll(listing.objects("data"));
      String next = listing.text("next_cursor").orElse(null);
      boolean last = next == null || next.equals(after) || page == MOST_PAGES;
      return last
          ? CompletableFuture.completedFuture(seen)
          : more(caller, first, next, seen, page + 1);
    });
  }

  private static <R> Call<R> at(DeploymentId id, Call<R> call) {
    return call.path("endpoint", id.endpoint()).path("deployment", id.deployment());
  }

  private static Operation<Void, WireObject> reading(String path, String name) {
    return Operation.get(path)
        .named(name)
        .on(MANAGEMENT)
        .receives(WireObject::read)
        .build();
  }

  private static Operation<Object, WireObject> sending(
      OperationBuilder<Void, ResponseMeta> operation) {
    return operation
        .on(MANAGEMENT)
        .sends(Object.class)
        .receives(WireObject::read)
        .build();
  }

  // Something gone already is as good as deleted, also when nobody asked before.
  private static Operation<Void, ResponseMeta> deleting(String path, String name) {
    return Operation.delete(path).named(name).on(MANAGEMENT).expects(404).build();
  }
}
