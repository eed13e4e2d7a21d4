package dev.fovea.acme;

import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.json.FieldPaths;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFineTuning;
import dev.fovea.provider.Refusal;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Fine-tuning jobs at Acme, which calls them lessons. Thread-safe. */
final class AcmeFineTuning extends CallingFineTuning {
  private static final String CREATING = "create fine-tuning job";

  private static final Operation<Object, FineTuningJob> CREATE = Operation.post("lessons")
      .named(CREATING)
      .sends(Object.class)
      .receives(WireObject.as(AcmeFineTuning::read))
      .build();
  private static final Operation<Void, FineTuningJob> GET = Operation.get("lessons/{ref}")
      .named("get fine-tuning job")
      .receives(WireObject.as(AcmeFineTuning::read))
      .build();
  private static final Operation<Void, WireObject> LIST = Operation.get("lessons")
      .named("list fine-tuning jobs")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, FineTuningJob> CANCEL = Operation.put("lessons/{ref}/end")
      .named("cancel fine-tuning job")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .receives(WireObject.as(AcmeFineTuning::read))
      .build();
  private static final Operation<Void, WireObject> DIARY = Operation.get("lessons/{ref}/diary")
      .named("list events of fine-tuning job")
      .receives(WireObject::read)
      .build();

  AcmeFineTuning(Transport transport) {
    super(transport);
  }

  @Override
  protected CompletableFuture<FineTuningJob> create(Caller caller, FineTuningRequest request) {
    requirePossible(request);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    request.baseModel().ifPresent(model -> body.put("mind", model));
    body.put("material", request.trainingFile());
    request.suffix().ifPresent(suffix -> body.put("call_it", suffix));
    request
        .hyperparameters()
        .flatMap(parameters -> parameters.epochs())
        .ifPresent(epochs -> body.put("passes", epochs));
    Map<String, @Nullable Object> extras =
        request.extraProperties().getOrDefault(AcmeProvider.ID, Map.of());
    // Acme makes the ids: a lost answer is not repeated, and the message says where to look.
    return caller.call(CREATE
        .call(FieldPaths.merge(body, extras))
        .whenUnknown("fineTuning().list() shows whether there is a job with file "
            + request.trainingFile()));
  }

  private static void requirePossible(FineTuningRequest request) {
    Refusal refusal = new Refusal(AcmeProvider.ID, CREATING);
    refusal.noOptions(request.options());
    if (!(request.method() instanceof FineTuningMethod.Supervised)) {
      throw refusal.of("Acme trains by right answers only", "method", "leave the method out");
    }
    if (request.adapter().isPresent()) {
      throw refusal.of("Acme chooses what is trained", "adapter", "leave the adapter out");
    }
  }

  @Override
  protected CompletableFuture<FineTuningJob> get(Caller caller, String jobId) {
    return caller.call(GET.call().path("ref", jobId));
  }

  @Override
  protected CompletableFuture<Page<FineTuningJob>> list(Caller caller) {
    return AcmeFiles.PAGES.page(
        caller,
        transport,
        LIST::call,
        answer ->
            answer.requiredObjects("entries").stream().map(AcmeFineTuning::read).toList());
  }

  @Override
  protected CompletableFuture<FineTuningJob> cancel(Caller caller, String jobId) {
    return caller.call(CANCEL.call().path("ref", jobId));
  }

  @Override
  protected CompletableFuture<Page<JobEvent>> events(Caller caller, String jobId) {
    return caller
        .call(DIARY.call().path("ref", jobId))
        .thenApply(answer -> Page.of(answer.requiredObjects("entries").stream()
            .map(AcmeFineTuning::event)
            .toList()));
  }

  private static FineTuningJob read(WireObject wire) {
    String word = wire.text("state").orElse("");
    FineTuningJob.Builder job = FineTuningJob.builder()
        .id(wire.required("ref"))
        .status(status(word))
        .providerStatus(word)
        .meta(wire.meta());
    wire.text("mind").ifPresent(job::baseModel);
    wire.text("material").ifPresent(job::trainingFile);
    wire.count("passes").ifPresent(job::epochs);
    wire.time("at").ifPresent(job::createdAt);
    wire.text("new_mind").map(FineTunedModel::of).ifPresent(job::fineTunedModel);
    wire.text("why").ifPresent(job::failureReason);
    return job.additionalProperties(wire.rest()).build();
  }

  private static JobStatus status(String word) {
    return switch (word) {
      case "waiting" -> JobStatus.QUEUED;
      case "learning" -> JobStatus.RUNNING;
      case "learnt" -> JobStatus.SUCCEEDED;
      case "broken" -> JobStatus.FAILED;
      case "ended" -> JobStatus.CANCELLED;
      default -> JobStatus.UNKNOWN;
    };
  }

  private static JobEvent event(WireObject wire) {
    boolean grave = wire.flag("grave").orElse(false);
    JobEvent.Builder event = JobEvent.builder()
        .type(grave ? "grave" : "note")
        .level(grave ? JobEvent.Level.ERROR : JobEvent.Level.INFO)
        .message(wire.text("note").orElse(""));
    wire.time("at").ifPresent(event::createdAt);
    return event.additionalProperties(wire.rest()).build();
  }
}
