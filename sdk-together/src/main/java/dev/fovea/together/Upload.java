package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.ConflictException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.json.JsonCodec;
import dev.fovea.provider.CheckedUpload;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Content;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One upload, step by step; for one use.
 *
 * <p>Together hands out a storage URL by a redirect that must not be followed: the file is
 * registered with a POST, its bytes are PUT to the store without the key, then Together is told to
 * look at them. Registering makes something new each time; the two other steps can be repeated. A
 * file too large for one PUT goes in parts, see {@link UploadParts}.
 */
final class Upload {
  /** Where the bytes go, and the id they get. */
  record Slot(String fileId, URI location) {}

  /** The one call without a path of its own: the URL was handed out, signed. */
  static final Operation<Void, ResponseMeta> STORE =
      Operation.put("{+place}").on("storage").named("store bytes").transfer().build();

  private static final Operation<Void, Slot> REGISTER = Operation.post("files")
      .named("register file for upload")
      .expects(302)
      .whenUnknown("an empty file may have been registered, files().list() shows it; it does no"
          + " harm, so upload again")
      .receives((body, meta, status) -> slot(meta, status))
      .build();
  private static final Operation<Void, RemoteFile> PREPROCESS = Operation.post(
          "files/{id}/preprocess")
      .named("finish upload")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .receives(WireObject.as(WireFile::toModel))
      .build();
  private static final Operation<Void, RemoteFile> AT_ONCE = Operation.post("files/upload")
      .named("upload file in one request")
      .transfer()
      .whenUnknown("files().list() shows whether it is there")
      .receives(WireObject.as(WireFile::toModel))
      .build();

  private static final String CHECKED_PURPOSE = "fine-tune";
  private static final String CHECKED_TYPE = "jsonl";

  final CheckedUpload checked;
  final UploadFacts facts;
  private final String type;

  Upload(UploadRequest request, UploadFacts facts) {
    this.checked = new CheckedUpload(TogetherProvider.ID, request);
    this.facts = facts;
    this.type = facts.type(name());
    if (request.checked()) {
      facts.requirePurpose(name(), request.purpose());
      facts.limits.require(name(), file().length());
    }
  }

  String name() {
    return checked.name();
  }

  /** The bytes to send, with their hash once the first pass has been made. */
  FileContent file() {
    return checked.file();
  }

  /** Reads the whole file before anything is sent: checks it if it is for training, and hashes. */
  Upload check(Supplier<DatasetRules> rules, BooleanSupplier unwanted) {
    UploadRequest request = checked.request();
    boolean forTraining = request.purpose().equals(CHECKED_PURPOSE) && type.equals(CHECKED_TYPE);
    if (request.checked() && forTraining) {
      checked.check(rules.get(), unwanted);
    } else if (request.checked() || facts.limits.inParts(file().length())) {
      checked.read(FileContent::sha256, unwanted);
    }
    return this;
  }

  /** Sends it the way its size asks for. */
  CompletableFuture<RemoteFile> send(Caller caller) {
    if (facts.limits.inParts(file().length())) {
      UploadFacts.Parts cut = facts.parts(file().length());
      return orStored(
          caller,
          UploadParts.begin(this, cut),
          begun -> new UploadParts(caller, this, cut, begun).send());
    }
    return orStored(
        caller,
        REGISTER.call().body(Content.form(form())),
        slot -> caller.call(store(slot)).thenCompose(stored -> caller.call(preprocess(slot))));
  }

  /** Sends it in one request, as a form. */
  CompletableFuture<RemoteFile> sendAtOnce(Caller caller) {
    if (facts.limits.inParts(file().length())) {
      throw new IllegalArgumentException("together: cannot upload " + name()
          + " in one request: it is too large; use upload(..), which sends it in parts");
    }
    Map<String, String> form = form();
    form.remove("checksum");
    return caller.call(AT_ONCE
        .call()
        .named("upload " + name() + " in one request")
        .body(Content.form(form, "file", name(), file()))
        .progress(checked.sending()));
  }

  /** What a new file is to be, by the wire's names. */
  Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("purpose", checked.request().purpose());
    form.put("file_name", name());
    form.put("file_type", type);
    String sha256 = file().sha256();
    if (sha256 != null) {
      form.put("checksum", sha256);
    }
    return form;
  }

  /** Goes on after the first call, unless it is told that these bytes are stored already. */
  private static <T> CompletableFuture<RemoteFile> orStored(
      Caller caller, Call<T> first, Function<T, CompletableFuture<RemoteFile>> next) {
    CompletableFuture<T> made = caller.call(first);
    return made.thenCompose(next).exceptionallyCompose(failure -> {
      Throwable cause = Caller.unwrapped(failure);
      Optional<String> known = made.isCompletedExceptionally() ? known(cause) : Optional.empty();
      return known
          .map(id -> caller.call(TogetherFiles.look(id)))
          .orElseGet(() -> CompletableFuture.failedFuture(cause));
    });
  }

  private static Optional<String> known(Throwable failure) {
    if (!(failure instanceof ConflictException conflict)) {
      return Optional.empty();
    }
    try {
      byte[] body = conflict.body().getBytes(StandardCharsets.UTF_8);
      return WireObject.of(JsonCodec.shared().readMap(body)).text("file_id");
    } catch (UnreadableResponseException noJson) {
      return Optional.empty();
    }
  }

  private Call<ResponseMeta> store(Slot slot) {
    return STORE
        .call()
        .named("upload " + name() + " as file " + slot.fileId())
        .<ResponseMeta>receives((body, meta, status) -> stored(meta, status, slot))
        .at(slot.location())
        .body(file())
        .progress(checked.sending());
  }

  private static Call<RemoteFile> preprocess(Slot slot) {
    return PREPROCESS
        .call()
        .named("finish the upload of file " + slot.fileId())
        .path("id", slot.fileId());
  }

  private static Slot slot(ResponseMeta meta, int status) {
    if (status != 302) {
      throw unexpected(
          "Together answered " + status + " where it announces the store with 302", "");
    }
    String fileId = meta.headers().get("x-together-file-id");
    String location = meta.headers().get("location");
    if (fileId == null || fileId.isBlank() || location == null) {
      throw unexpected("Together's 302 lacks the file's id or the store's place", "");
    }
    return new Slot(fileId, place(location, "Together's 302 names no usable place for " + fileId));
  }

  /** A signed URL; the message of a refusal never holds it. */
  static URI place(String location, String otherwise) {
    return CheckedUpload.place(TogetherProvider.ID, location, otherwise);
  }

  static UnreadableResponseException unexpected(String message, String next) {
    return CheckedUpload.unexpected(TogetherProvider.ID, message, next);
  }

  private static ResponseMeta stored(ResponseMeta meta, int status, Slot slot) {
    if (status != 200) {
      throw unexpected(
          "the store answered " + status + " where only 200 means stored",
          "delete file " + slot.fileId() + " and upload again");
    }
    return meta;
  }
}
