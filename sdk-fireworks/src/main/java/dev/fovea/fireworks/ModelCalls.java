package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.util.Optional;

/** The calls about models. Their paths are filled by {@link Account#ask}. */
final class ModelCalls {
  /** The collection's name in paths and in full names. */
  static final String MODELS = "models";

  private static final String ALL = "accounts/{account}/models";
  private static final String ONE = ALL + "/{id}";

  private static final Operation<Void, WireObject> LIST =
      Operation.get(ALL).named("list models").receives(WireObject::read).build();
  private static final Operation<Void, WireObject> GET =
      Operation.get(ONE).named("get model").receives(WireObject::read).build();
  private static final Operation<Object, Optional<WireObject>> CREATE =
      CreateOnce.operation(Operation.post(ALL), "create model");
  private static final Operation<Object, WireObject> UPDATE = Operation.patch(ONE)
      .named("update model")
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, ResponseMeta> DELETE =
      Operation.delete(ONE).named("delete model").expects(404).build();
  // Hands out addresses and makes nothing.
  private static final Operation<Object, WireObject> UPLOAD_ENDPOINT = Operation.post(
          ONE + ":getUploadEndpoint")
      .named("begin upload of model")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  // A GET that moves the model on; asking again changes nothing more.
  private static final Operation<Void, WireObject> VALIDATE = Operation.get(ONE + ":validateUpload")
      .named("validate upload of model")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> DOWNLOAD_ENDPOINT = Operation.get(
          ONE + ":getDownloadEndpoint")
      .named("begin download of model")
      .receives(WireObject::read)
      .build();
  private static final Operation<Object, ResponseMeta> PREPARE = Operation.post(ONE + ":prepare")
      .named("prepare model")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .build();

  private ModelCalls() {}

  static Call<WireObject> list() {
    return LIST.call();
  }

  static Call<WireObject> get() {
    return GET.call();
  }

  static Call<Optional<WireObject>> create(Object body) {
    return CREATE.call(body);
  }

  static Call<WireObject> update(Object body) {
    return UPDATE.call(body);
  }

  static Call<ResponseMeta> delete() {
    return DELETE.call();
  }

  static Call<WireObject> uploadEndpoint(Object body) {
    return UPLOAD_ENDPOINT.call(body);
  }

  static Call<WireObject> validate() {
    return VALIDATE.call();
  }

  static Call<WireObject> downloadEndpoint() {
    return DOWNLOAD_ENDPOINT.call();
  }

  static Call<ResponseMeta> prepare(Object body) {
    return PREPARE.call(body);
  }
}
