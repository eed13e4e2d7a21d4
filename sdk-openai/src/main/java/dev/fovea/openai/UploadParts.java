package dev.fovea.openai;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.Timing;
import dev.fovea.error.ApiException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import dev.fovea.file.RemoteFile;
import dev.fovea.provider.CheckedUpload;
import dev.fovea.provider.PhaseProgress;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Content;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The parts of a large file, after OpenAI has opened the upload. Which parts the file is made of is
 * said at its end, so a part that fails is sent again alone and a part too many does no harm. What
 * fails for good cancels the upload, unless OpenAI may have completed it. For one use.
 */
final class UploadParts {
  private static final Operation<Object, WireObject> OPEN = Operation.post("uploads")
      .named("begin upload in parts")
      .sends(Object.class)
      .whenUnknown("an upload may have been opened; it holds nothing and ends by itself, so upload"
          + " again")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, String> PART = Operation.post("uploads/{id}/parts")
      .named("upload part")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .transfer()
      .receives(WireObject.as(part -> part.required("id")))
      .build();
  // After a repeat these say that the upload is no longer open: the first time was heard.
  private static final Operation<Object, WireObject> COMPLETE = Operation.post(
          "uploads/{id}/complete")
      .named("complete upload")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .settledBy(400, 404, 409)
      .whenUnknown("files().list() shows whether the file is there")
      .receives((body, meta, status) ->
          status < 300 ? WireObject.read(body, meta, status) : WireObject.of(Map.of()))
      .build();
  private static final Operation<Void, ResponseMeta> CANCEL = Operation.post("uploads/{id}/cancel")
      .named("cancel upload")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .build();

  private static final Set<String> ENDED = Set.of("cancelled", "expired");

  private final Caller caller;
  private final Upload upload;
  private final Timing timing;
  private final WireObject begun;
  private final String id;
  private final long since;
  private volatile boolean completing;

  private UploadParts(Caller caller, Upload upload, Timing timing, WireObject begun) {
    this.caller = caller;
    this.upload = upload;
    this.timing = timing;
    this.begun = begun;
    this.id = begun.required("id");
    this.since = timing.nanoTime();
  }

  static CompletableFuture<RemoteFile> send(Caller caller, Upload upload, Timing timing) {
    return caller
        .call(OPEN.call(upload.announcement())
            .named("begin the upload of " + upload.name() + " in parts"))
        .thenCompose(begun -> new UploadParts(caller, upload, timing, begun).send());
  }

  private CompletableFuture<RemoteFile> send() {
    return caller
        .calls(upload.facts().limits.partsAtOnce(), parts())
        .thenCompose(parts -> caller.call(complete(parts)))
        .thenCompose(this::completed)
        .exceptionallyCompose(
            failure -> caller.undisturbed(() -> ended(Caller.unwrapped(failure))));
  }

  private List<Supplier<Call<String>>> parts() {
    List<FileContent> cut = upload.file().parts(upload.facts().partBytes());
    PhaseProgress progress = upload.checked().sending();
    List<Supplier<Call<String>>> calls = new ArrayList<>();
    for (FileContent bytes : cut) {
      String name = "upload part " + (calls.size() + 1) + " of " + cut.size() + " of " + what();
      calls.add(() -> at(PART.call())
          .named(name)
          .body(Content.form(Map.of(), "data", upload.name(), bytes))
          .progress(progress.part()));
    }
    return calls;
  }

  private Call<WireObject> complete(List<String> parts) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("part_ids", parts);
    String md5 = upload.md5();
    if (md5 != null) {
      body.put("md5", md5);
    }
    completing = true;
    return at(COMPLETE.call(body)).named("complete the upload of " + what());
  }

  private <R> Call<R> at(Call<R> call) {
    return call.path("id", id);
  }

  private CompletableFuture<RemoteFile> completed(WireObject answer) {
    Optional<WireObject> file =
        answer.object("file").filter(f -> f.glance().text("id").isPresent());
    if (file.isPresent()) {
      return CompletableFuture.completedFuture(WireFile.toModel(file.get()));
    }
    String status = answer.text("status").orElse("");
    if (ENDED.contains(status)) {
      throw CheckedUpload.unexpected(
          OpenAiProvider.ID,
          what() + " was not completed: it is " + status + " and its parts are gone",
          "upload again");
    }
    return look();
  }

  // An upload cannot be looked at; the file it became can.
  private CompletableFuture<RemoteFile> look() {
    Instant begin = begun.glance().time("created_at").orElse(Instant.MIN);
    return caller.call(OpenAiFiles.newest(upload.purpose())).thenApply(answer -> {
      List<RemoteFile> found = answer.requiredObjects("data").stream()
          .map(WireFile::toModel)
          .filter(file -> file.filename().equals(upload.name()))
          .filter(file -> file.bytes() == upload.file().length())
          .filter(file -> !file.createdAt().orElse(begin).isBefore(begin))
          .toList();
      if (found.size() == 1) {
        return found.get(0);
      }
      throw CheckedUpload.unexpected(
          OpenAiProvider.ID,
          "it is not known whether " + what() + " is complete",
          "files().list() shows whether the file is there");
    });
  }

  private CompletableFuture<RemoteFile> ended(Throwable failure) {
    Throwable told = overdue(failure);
    // Whether an upload that was completed can still be cancelled is nowhere written.
    return completing && !refused(told)
        ? CompletableFuture.failedFuture(
            CheckedUpload.told(OpenAiProvider.ID, "complete the upload of " + what(), told))
        : upload
            .checked()
            .takenBack(
                caller.call(at(CANCEL.call()).named("cancel the upload of " + what())),
                "upload " + what(),
                told);
  }

  private static boolean refused(Throwable failure) {
    return failure instanceof FoveaException told && told.outcome() != Outcome.UNKNOWN;
  }

  /** Says of a refusal that came too late why it came. */
  private Throwable overdue(Throwable failure) {
    Duration taken = Duration.ofNanos(timing.nanoTime() - since);
    Duration most = upload.facts().lifetime();
    if (taken.compareTo(most) < 0 || !(failure instanceof ApiException refusal)) {
      return failure;
    }
    return ApiException.of(refusal.apiFailure().toBuilder()
        .failure(refusal.failure().toBuilder()
            .next("an upload in parts ends by itself after " + most.toMinutes()
                + " minutes, and this one took " + taken.toMinutes()
                + "; send smaller files or over a faster line")
            .build())
        .build());
  }

  private String what() {
    return upload.name() + " (upload " + id + ")";
  }
}
