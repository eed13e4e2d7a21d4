package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls about adapters on deployments, which Fireworks calls deployed models. */
final class AdapterCalls {
  /** The collection's name in paths and in full names. */
  static final String ADAPTERS = "deployedModels";

  private static final String ALL = "accounts/{account}/deployedModels";
  private static final String ONE = ALL + "/{id}";

  // Fireworks makes the id, so a second request could load it twice.
  private static final Operation<Object, WireObject> LOAD = Operation.post(ALL)
      .named("load adapter")
      .sends(Object.class)
      .whenUnknown("it may be loaded, which costs nothing: deployments().adapters(..) shows it")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> LIST =
      Operation.get(ALL).named("list adapters").receives(WireObject::read).build();
  private static final Operation<Void, WireObject> GET =
      Operation.get(ONE).named("get adapter").receives(WireObject::read).build();
  private static final Operation<Object, WireObject> UPDATE = Operation.patch(ONE)
      .named("update adapter")
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, ResponseMeta> UNLOAD =
      Operation.delete(ONE).named("unload adapter").expects(404).build();

  private final Account account;
  private final Caller caller;

  AdapterCalls(Account account, Caller caller) {
    this.account = account;
    this.caller = caller;
  }

  static Call<WireObject> list() {
    return LIST.call();
  }

  CompletableFuture<WireObject> load(
      Map<String, @Nullable Object> body, @Nullable Boolean replaceMergedAddon) {
    return account.ask(caller, LOAD.call(body).query("replaceMergedAddon", replaceMergedAddon));
  }

  CompletableFuture<WireObject> get(String id) {
    return account.ask(caller, GET::call, ADAPTERS, id);
  }

  CompletableFuture<WireObject> update(String id, Map<String, ?> body) {
    return account.ask(caller, () -> UPDATE.call(body), ADAPTERS, id);
  }

  CompletableFuture<ResponseMeta> unload(String id) {
    return account.ask(caller, UNLOAD::call, ADAPTERS, id);
  }
}
