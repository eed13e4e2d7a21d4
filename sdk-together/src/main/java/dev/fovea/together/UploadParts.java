package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import dev.fovea.file.RemoteFile;
import dev.fovea.provider.PhaseProgress;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The parts of a large file, after Together has opened the upload. A part that fails is sent again
 * alone; whatever fails for good closes the upload again, so that nothing of it is kept. For one
 * use.
 */
final class UploadParts {
  private static final Operation<Object, WireObject> INITIATE = Operation.post(
          "files/multipart/initiate")
      .named("begin upload in parts")
      .sends(Object.class)
      .whenUnknown("an upload may have been opened; it holds nothing yet, so upload again")
      .receives(WireObject::read)
      .build();
  // After a repeat these say that the upload is no longer open: the first time was heard.
  private static final Operation<Object, WireObject> COMPLETE = Operation.post(
          "files/multipart/complete")
      .named("complete upload")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .settledBy(400, 404, 409)
      .receives((body, meta, status) ->
          status < 300 ? WireObject.read(body, meta, status) : WireObject.of(Map.of()))
      .build();
  private static final Operation<Object, ResponseMeta> ABORT = Operation.post(
          "files/multipart/abort")
      .named("abort upload")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .build();

  private final Caller caller;
  private final Upload upload;
  private final UploadFacts.Parts cut;
  private final WireObject begun;
  private final String uploadId;
  private final String fileId;

  UploadParts(Caller caller, Upload upload, UploadFacts.Parts cut, WireObject begun) {
    this.caller = caller;
    this.upload = upload;
    this.cut = cut;
    this.begun = begun;
    this.uploadId = begun.required("upload_id");
    this.fileId = begun.required("file_id");
  }

  static Call<WireObject> begin(Upload upload, UploadFacts.Parts cut) {
    Map<String, Object> body = new LinkedHashMap<>(upload.form());
    body.put("file_size", upload.file().length());
    body.put("num_parts", cut.count());
    return INITIATE.call(body).named("begin the upload of " + upload.name() + " in parts");
  }

  CompletableFuture<RemoteFile> send() {
    return CompletableFuture.completedFuture(begun)
        .thenCompose(open -> caller.calls(upload.facts.limits.partsAtOnce(), puts()))
        .thenCompose(tags -> caller.call(complete(tags)))
        .thenCompose(this::completed)
        .exceptionallyCompose(
            failure -> caller.undisturbed(() -> abort(Caller.unwrapped(failure))));
  }

  private List<Supplier<Call<String>>> puts() {
    Map<Long, WireObject> announced = new LinkedHashMap<>();
    begun
        .objects("parts")
        .forEach(part -> part.integer("PartNumber", "part_number")
            .ifPresent(number -> announced.put(number, part)));
    PhaseProgress progress = upload.checked.sending();
    List<Supplier<Call<String>>> puts = new ArrayList<>();
    for (int k = 1; k <= cut.count(); k++) {
      WireObject part = announced.get((long) k);
      if (part == null) {
        throw Upload.unexpected(
            "Together opened " + what() + " without part " + k + " of " + cut.count(), "");
      }
      puts.add(put(k, part, progress));
    }
    return puts;
  }

  private Supplier<Call<String>> put(int number, WireObject part, PhaseProgress progress) {
    String name = "upload part " + number + " of " + cut.count() + " of " + what();
    String url = part.text("URL", "UploadURL", "url").orElse("");
    var place = Upload.place(url, "Together names no usable place to " + name);
    Map<String, ?> headers = part.object("Headers")
        .or(() -> part.object("headers"))
        .map(WireObject::rest)
        .orElse(Map.of());
    FileContent bytes = upload.file().parts(cut.bytes()).get(number - 1);
    return () -> {
      Call<String> put = Upload.STORE
          .call()
          .named(name)
          .<String>receives((body, meta, status) -> tag(meta))
          .at(place)
          .body(bytes)
          .progress(progress.part());
      headers.forEach((header, value) -> put.header(header, value(value)));
      return put;
    };
  }

  // Go's own shape of headers is a list of values each.
  private static String value(Object value) {
    return value instanceof List<?> values
        ? String.join(", ", values.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }

  private static String tag(ResponseMeta meta) {
    String tag = meta.headers().getOrDefault("etag", "").replace("\"", "").strip();
    if (tag.isEmpty()) {
      throw Upload.unexpected("the store's answer lacks the ETag that completes the upload", "");
    }
    return tag;
  }

  private Call<WireObject> complete(List<String> tags) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (String tag : tags) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("part_number", parts.size() + 1);
      part.put("etag", tag);
      parts.add(part);
    }
    Map<String, Object> body = ids();
    body.put("parts", parts);
    return COMPLETE.call(body).named("complete the upload of " + what());
  }

  private CompletableFuture<RemoteFile> completed(WireObject answer) {
    WireObject file = answer.object("file").orElse(answer);
    if (file.glance().text("id").isPresent()) {
      return CompletableFuture.completedFuture(WireFile.toModel(file));
    }
    return caller.call(TogetherFiles.look(fileId)).thenApply(found -> {
      if (found.bytes() != upload.file().length()) {
        throw Upload.unexpected(
            "it is not known whether " + what() + " is complete",
            "files().get(\"" + fileId + "\") tells");
      }
      return found;
    });
  }

  private CompletableFuture<RemoteFile> abort(Throwable failure) {
    return upload.checked.takenBack(
        caller.call(ABORT.call(ids()).named("abort the upload of " + what())),
        "upload " + what(),
        failure);
  }

  private Map<String, Object> ids() {
    Map<String, Object> ids = new LinkedHashMap<>();
    ids.put("upload_id", uploadId);
    ids.put("file_id", fileId);
    return ids;
  }

  private String what() {
    return upload.name() + " as file " + fileId + " (upload " + uploadId + ")";
  }
}
