package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The calls about deployments and their shapes. */
final class DeploymentCalls {
  /** The collection's name in paths and in full names. */
  static final String DEPLOYMENTS = "deployments";

  /** The shapes' collection. */
  static final String SHAPES = "deploymentShapes";

  /** The object whose fields are changed one by one. */
  static final String POLICY = "autoscalingPolicy";

  private static final String ALL = "accounts/{account}/deployments";
  private static final String ONE = ALL + "/{id}";
  private static final String SHAPE = "accounts/{account}/deploymentShapes/{id}";

  private static final Operation<Object, Optional<WireObject>> CREATE =
      CreateOnce.operation(Operation.post(ALL), "create deployment");
  private static final Operation<Void, WireObject> LIST =
      Operation.get(ALL).named("list deployments").receives(WireObject::read).build();
  private static final Operation<Void, WireObject> GET =
      Operation.get(ONE).named("get deployment").receives(WireObject::read).build();
  private static final Operation<Object, WireObject> UPDATE = Operation.patch(ONE)
      .named("update deployment")
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Object, ResponseMeta> SCALE = Operation.patch(ONE + ":scale")
      .named("scale deployment")
      .sends(Object.class)
      .build();
  private static final Operation<Void, ResponseMeta> DELETE =
      Operation.delete(ONE).named("delete deployment").expects(404).build();
  private static final Operation<Object, WireObject> UNDELETE = Operation.post(ONE + ":undelete")
      .named("undelete deployment")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> METRICS = Operation.get(ONE + ":metrics")
      .named("read metrics of deployment")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> TERMINATION = Operation.get(
          ONE + "/terminationMessage")
      .named("read termination message of deployment")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> LIST_SHAPES = Operation.get(
          "accounts/{account}/deploymentShapes")
      .named("list deployment shapes")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> GET_SHAPE = Operation.get(SHAPE)
      .named("get deployment shape")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> LIST_VERSIONS = Operation.get(
          SHAPE + "/versions")
      .named("list versions of deployment shape")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> GET_VERSION = Operation.get(
          SHAPE + "/versions/{version}")
      .named("get version of deployment shape")
      .receives(WireObject::read)
      .build();

  private final Account account;
  private final Caller caller;

  DeploymentCalls(Account account, Caller caller) {
    this.account = account;
    this.caller = caller;
  }

  static Call<Optional<WireObject>> create(Object body) {
    return CREATE.call(body);
  }

  static Call<WireObject> list() {
    return LIST.call();
  }

  static Call<WireObject> shapes() {
    return LIST_SHAPES.call();
  }

  static Call<WireObject> versions() {
    return LIST_VERSIONS.call();
  }

  static Call<WireObject> version() {
    return GET_VERSION.call();
  }

  CompletableFuture<WireObject> get(String id) {
    return about(id, GET::call);
  }

  /** Changes what the body has and nothing else, which a mask has to say. */
  CompletableFuture<WireObject> update(String id, Map<String, ?> body) {
    List<String> mask = new ArrayList<>();
    body.forEach((name, value) -> {
      if (name.equals(POLICY) && value instanceof Map<?, ?> policy) {
        policy.keySet().forEach(part -> mask.add(snake(POLICY) + "." + snake(part.toString())));
      } else {
        mask.add(snake(name));
      }
    });
    return about(id, () -> UPDATE.call(body).query("updateMask", String.join(",", mask)));
  }

  // Masks spell fields otherwise than bodies do.
  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  CompletableFuture<ResponseMeta> scale(String id, int replicas) {
    return about(id, () -> SCALE.call(Map.of("replicaCount", replicas)));
  }

  CompletableFuture<ResponseMeta> delete(
      String id, Function<Call<ResponseMeta>, Call<ResponseMeta>> how) {
    return about(id, () -> how.apply(DELETE.call()));
  }

  CompletableFuture<WireObject> undelete(String id) {
    return about(id, () -> UNDELETE.call(Map.of()));
  }

  CompletableFuture<WireObject> metrics(String id, String range) {
    return about(id, () -> METRICS.call().query("timeRange", range));
  }

  CompletableFuture<WireObject> termination(String id) {
    return about(id, TERMINATION::call);
  }

  CompletableFuture<WireObject> shape(String id) {
    return account.ask(caller, GET_SHAPE::call, SHAPES, id);
  }

  private <R> CompletableFuture<R> about(String id, Supplier<Call<R>> call) {
    return account.ask(caller, call, DEPLOYMENTS, id);
  }
}
