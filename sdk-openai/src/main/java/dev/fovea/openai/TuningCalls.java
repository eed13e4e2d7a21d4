package dev.fovea.openai;

import dev.fovea.config.ResponseMeta;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationBuilder;
import dev.fovea.transport.OperationKind;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What OpenAI's API offers about fine-tuning, call by call. */
final class TuningCalls {
  // A failure without an answer says for each call which job to look for.
  private static final Operation<Object, WireObject> CREATE = Operation.post("fine_tuning/jobs")
      .named("create fine-tuning job")
      .sends(Object.class)
      .receives(WireObject::read)
      .build();

  private static final Operation<Void, WireObject> GET =
      read(Operation.get("fine_tuning/jobs/{id}"), "get fine-tuning job");
  private static final Operation<Void, WireObject> LIST =
      read(Operation.get("fine_tuning/jobs"), "list fine-tuning jobs");
  private static final Operation<Void, WireObject> EVENTS =
      read(Operation.get("fine_tuning/jobs/{id}/events"), "list events of fine-tuning job");
  private static final Operation<Void, WireObject> CHECKPOINTS = read(
      Operation.get("fine_tuning/jobs/{id}/checkpoints"), "list checkpoints of fine-tuning job");

  private static final Operation<Void, Optional<WireObject>> CANCEL =
      act(Operation.post("fine_tuning/jobs/{id}/cancel"), "cancel fine-tuning job");
  private static final Operation<Void, Optional<WireObject>> PAUSE =
      act(Operation.post("fine_tuning/jobs/{id}/pause"), "pause fine-tuning job");
  private static final Operation<Void, Optional<WireObject>> RESUME =
      act(Operation.post("fine_tuning/jobs/{id}/resume"), "resume fine-tuning job");

  private TuningCalls() {}

  private static Operation<Void, WireObject> read(
      OperationBuilder<Void, ResponseMeta> get, String name) {
    return get.named(name).receives(WireObject::read).build();
  }

  // A second request finds the job in another state; a refusal then means that the first arrived.
  // Its result is empty then.
  private static Operation<Void, Optional<WireObject>> act(
      OperationBuilder<Void, ResponseMeta> post, String name) {
    return post.named(name)
        .kind(OperationKind.IDEMPOTENT_WRITE)
        .settledBy(400, 409)
        .receives((body, meta, status) -> status < 400
            ? Optional.of(WireObject.read(body, meta, status))
            : Optional.<WireObject>empty())
        .build();
  }

  static Call<WireObject> create(Map<String, @Nullable Object> body) {
    return CREATE.call(body);
  }

  static Call<WireObject> get(String jobId) {
    return GET.call().path("id", jobId);
  }

  static Call<WireObject> list() {
    return LIST.call();
  }

  static Call<WireObject> events(String jobId) {
    return EVENTS.call().path("id", jobId);
  }

  static Call<WireObject> checkpoints(String jobId) {
    return CHECKPOINTS.call().path("id", jobId);
  }

  static Call<Optional<WireObject>> cancel(String jobId) {
    return CANCEL.call().path("id", jobId);
  }

  static Call<Optional<WireObject>> pause(String jobId) {
    return PAUSE.call().path("id", jobId);
  }

  static Call<Optional<WireObject>> resume(String jobId) {
    return RESUME.call().path("id", jobId);
  }
}
