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

/** The calls about the project's model registry and the uploads into it. */
final class RegistryCalls {
  private static final String MODELS = "projects/{project}/models";
  private static final String MODEL = MODELS + "/{model}";
  private static final String UPLOADS = MODELS + "/uploads";

  private static final Operation<Void, WireObject> LIST = reading(MODELS, "list registry models");
  private static final Operation<Object, WireObject> REGISTER =
      sending(Operation.post(MODELS), "register model");
  private static final Operation<Void, WireObject> GET = reading(MODEL, "read registry model");
  private static final Operation<Object, WireObject> UPDATE =
      sending(Operation.patch(MODEL), "update model");
  private static final Operation<Void, ResponseMeta> DELETE = deleting(MODEL, "delete model");
  private static final Operation<Void, WireObject> FILES =
      reading(MODEL + "/files", "list files of model");
  private static final Operation<Void, WireObject> REVISIONS =
      reading(MODEL + "/revisions", "list revisions of model");
  private static final Operation<Object, WireObject> UPLOAD =
      sending(Operation.post(UPLOADS), "upload model from elsewhere");
  private static final Operation<Void, WireObject> LIST_UPLOADS =
      reading(UPLOADS, "list model uploads");
  private static final Operation<Void, WireObject> GET_UPLOAD =
      reading(UPLOADS + "/{upload}", "read model upload");
  private static final Operation<Void, WireObject> UPLOAD_EVENTS =
      reading(UPLOADS + "/{upload}/events", "list events of model upload");

  private RegistryCalls() {}

  static Call<WireObject> list() {
    return LIST.call();
  }

  static Call<WireObject> register(Object body) {
    return REGISTER.call(body);
  }

  static Call<WireObject> get(String model) {
    return GET.call().path("model", model);
  }

  static Call<WireObject> update(String model, Object body) {
    return UPDATE.call(body).path("model", model);
  }

  static Call<ResponseMeta> delete(String model) {
    return DELETE.call().path("model", model);
  }

  static Call<WireObject> files(String model, @Nullable String revision) {
    return FILES.call().path("model", model).query("revisionId", revision);
  }

  static Call<WireObject> revisions(String model) {
    return REVISIONS.call().path("model", model);
  }

  static Call<WireObject> startUpload(Object body) {
    return UPLOAD.call(body);
  }

  static Call<WireObject> uploads() {
    return LIST_UPLOADS.call();
  }

  static Call<WireObject> upload(String job) {
    return GET_UPLOAD.call().path("upload", job);
  }

  static Call<WireObject> uploadEvents(String job) {
    return UPLOAD_EVENTS.call().path("upload", job);
  }

  /** The registry's models of a name. The server filters; who asks compares again. */
  static CompletableFuture<List<WireObject>> named(
      Management management, Caller caller, String name) {
    String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
    String filter = "name=\"" + quoted + "\"";
    return management.all(
        caller, () -> list().query("filter", filter).query("limit", Management.PAGE_SIZE));
  }
}
