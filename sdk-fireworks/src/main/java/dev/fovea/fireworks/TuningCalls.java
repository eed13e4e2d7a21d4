package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationBuilder;
import dev.fovea.transport.OperationKind;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Fireworks' API offers about fine-tuning, call by call: the same calls in three collections.
 * Whoever makes one fills in the account and the id.
 */
final class TuningCalls {
  private static final String CREATE = "create fine-tuning job";
  private static final Operation<Object, Optional<WireObject>> CREATE_SUPERVISED =
      CreateOnce.operation(Operation.post("accounts/{account}/supervisedFineTuningJobs"), CREATE);
  private static final Operation<Object, Optional<WireObject>> CREATE_PREFERENCE =
      CreateOnce.operation(Operation.post("accounts/{account}/dpoJobs"), CREATE);
  private static final Operation<Object, Optional<WireObject>> CREATE_REINFORCEMENT =
      CreateOnce.operation(
          Operation.post("accounts/{account}/reinforcementFineTuningJobs"), CREATE);

  private static final Operation<Void, WireObject> GET_SUPERVISED =
      read(Operation.get("accounts/{account}/supervisedFineTuningJobs/{id}"), "get");
  private static final Operation<Void, WireObject> GET_PREFERENCE =
      read(Operation.get("accounts/{account}/dpoJobs/{id}"), "get");
  private static final Operation<Void, WireObject> GET_REINFORCEMENT =
      read(Operation.get("accounts/{account}/reinforcementFineTuningJobs/{id}"), "get");

  private static final Operation<Void, WireObject> LIST_SUPERVISED =
      read(Operation.get("accounts/{account}/supervisedFineTuningJobs"), "list");
  private static final Operation<Void, WireObject> LIST_PREFERENCE =
      read(Operation.get("accounts/{account}/dpoJobs"), "list");
  private static final Operation<Void, WireObject> LIST_REINFORCEMENT =
      read(Operation.get("accounts/{account}/reinforcementFineTuningJobs"), "list");

  private static final Operation<Object, ResponseMeta> CANCEL_SUPERVISED =
      act(Operation.post("accounts/{account}/supervisedFineTuningJobs/{id}:cancel"), "cancel");
  private static final Operation<Object, ResponseMeta> CANCEL_PREFERENCE =
      act(Operation.post("accounts/{account}/dpoJobs/{id}:cancel"), "cancel");
  private static final Operation<Object, ResponseMeta> CANCEL_REINFORCEMENT =
      act(Operation.post("accounts/{account}/reinforcementFineTuningJobs/{id}:cancel"), "cancel");

  private static final Operation<Object, ResponseMeta> RESUME_SUPERVISED =
      act(Operation.post("accounts/{account}/supervisedFineTuningJobs/{id}:resume"), "resume");
  private static final Operation<Object, ResponseMeta> RESUME_PREFERENCE =
      act(Operation.post("accounts/{account}/dpoJobs/{id}:resume"), "resume");
  private static final Operation<Object, ResponseMeta> RESUME_REINFORCEMENT =
      act(Operation.post("accounts/{account}/reinforcementFineTuningJobs/{id}:resume"), "resume");

  private static final Operation<Void, ResponseMeta> DELETE_SUPERVISED =
      gone(Operation.delete("accounts/{account}/supervisedFineTuningJobs/{id}"));
  private static final Operation<Void, ResponseMeta> DELETE_PREFERENCE =
      gone(Operation.delete("accounts/{account}/dpoJobs/{id}"));
  private static final Operation<Void, ResponseMeta> DELETE_REINFORCEMENT =
      gone(Operation.delete("accounts/{account}/reinforcementFineTuningJobs/{id}"));

  private static final Operation<Void, Optional<WireObject>> METRICS_PREFERENCE =
      place(Operation.get("accounts/{account}/dpoJobs/{id}:getMetricsFileEndpoint"));
  private static final Operation<Void, Optional<WireObject>> METRICS_REINFORCEMENT = place(
      Operation.get("accounts/{account}/reinforcementFineTuningJobs/{id}:getMetricsFileEndpoint"));

  private static final Operation<Object, FireworksPriceEstimate> ESTIMATE = Operation.post(
          "accounts/{account}/supervisedFineTuningJobs:estimateCost")
      .named("estimate price of fine-tuning job")
      .kind(OperationKind.READ)
      .sends(Object.class)
      .receives(WireObject.as(FireworksPriceEstimate::new))
      .build();

  private TuningCalls() {}

  private static Operation<Void, WireObject> read(
      OperationBuilder<Void, ResponseMeta> get, String verb) {
    return get.named(verb + (verb.equals("list") ? " fine-tuning jobs" : " fine-tuning job"))
        .receives(WireObject::read)
        .build();
  }

  // A second request finds the job in another state; a refusal then means that the first arrived.
  private static Operation<Object, ResponseMeta> act(
      OperationBuilder<Void, ResponseMeta> post, String verb) {
    return post.named(verb + " fine-tuning job")
        .kind(OperationKind.IDEMPOTENT_WRITE)
        .sends(Object.class)
        .settledBy(400, 409)
        .build();
  }

  // What is gone already is as good as deleted.
  private static Operation<Void, ResponseMeta> gone(OperationBuilder<Void, ResponseMeta> delete) {
    return delete.named("delete fine-tuning job").expects(404).build();
  }

  // Before anything was measured there may be no file.
  private static Operation<Void, Optional<WireObject>> place(
      OperationBuilder<Void, ResponseMeta> get) {
    return get.named("find metrics of fine-tuning job")
        .expects(404)
        .receives((body, meta, status) -> status == 404
            ? Optional.<WireObject>empty()
            : Optional.of(WireObject.read(body, meta, status)))
        .build();
  }

  static Call<Optional<WireObject>> create(TuningKind kind, Map<String, @Nullable Object> body) {
    return pick(kind, CREATE_SUPERVISED, CREATE_PREFERENCE, CREATE_REINFORCEMENT)
        .body(body);
  }

  static Call<WireObject> get(TuningKind kind) {
    return pick(kind, GET_SUPERVISED, GET_PREFERENCE, GET_REINFORCEMENT);
  }

  static Call<WireObject> list(TuningKind kind) {
    return pick(kind, LIST_SUPERVISED, LIST_PREFERENCE, LIST_REINFORCEMENT);
  }

  static Call<ResponseMeta> cancel(TuningKind kind) {
    return pick(kind, CANCEL_SUPERVISED, CANCEL_PREFERENCE, CANCEL_REINFORCEMENT)
        .body(Map.of());
  }

  static Call<ResponseMeta> resume(TuningKind kind) {
    return pick(kind, RESUME_SUPERVISED, RESUME_PREFERENCE, RESUME_REINFORCEMENT)
        .body(Map.of());
  }

  static Call<ResponseMeta> delete(TuningKind kind) {
    return pick(kind, DELETE_SUPERVISED, DELETE_PREFERENCE, DELETE_REINFORCEMENT);
  }

  /** Asks where the metrics of a job are that does not tell so itself. */
  static Call<Optional<WireObject>> metrics(TuningKind kind) {
    return (kind == TuningKind.PREFERENCE ? METRICS_PREFERENCE : METRICS_REINFORCEMENT).call();
  }

  static Call<FireworksPriceEstimate> estimate(Map<String, @Nullable Object> body) {
    return ESTIMATE.call(body);
  }

  private static <R> Call<R> pick(
      TuningKind kind,
      Operation<?, R> supervised,
      Operation<?, R> preference,
      Operation<?, R> reinforcement) {
    return switch (kind) {
      case SUPERVISED -> supervised.call();
      case PREFERENCE -> preference.call();
      case REINFORCEMENT -> reinforcement.call();
    };
  }
}
