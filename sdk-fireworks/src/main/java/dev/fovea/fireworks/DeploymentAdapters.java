package dev.fovea.fireworks;

import dev.fovea.page.Page;
import dev.fovea.provider.CallingDeployments;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The adapters on deployments. Thread-safe. */
abstract class DeploymentAdapters extends CallingDeployments implements FireworksAdapterService {
  final Account account;

  DeploymentAdapters(Transport transport, Account account) {
    super(transport);
    this.account = account;
  }

  @Override
  public FireworksDeployedModel loadAdapter(Consumer<FireworksAdapterSpec> spec) {
    return now(loading(spec));
  }

  @Override
  public CompletableFuture<FireworksDeployedModel> loadAdapterAsync(
      Consumer<FireworksAdapterSpec> spec) {
    return later(loading(spec));
  }

  @Override
  public FireworksDeployedModel adapter(String adapterId) {
    return now(one(calls -> calls.get(adapterId)));
  }

  @Override
  public CompletableFuture<FireworksDeployedModel> adapterAsync(String adapterId) {
    return later(one(calls -> calls.get(adapterId)));
  }

  @Override
  public Page<FireworksDeployedModel> adapters(Consumer<FireworksListQuery> query) {
    return now(caller -> adapters(caller, query));
  }

  @Override
  public CompletableFuture<Page<FireworksDeployedModel>> adaptersAsync(
      Consumer<FireworksListQuery> query) {
    return later(caller -> adapters(caller, query));
  }

  @Override
  public FireworksDeployedModel updateAdapter(
      String adapterId, Consumer<FireworksAdapterSpec> spec) {
    return now(changing(adapterId, spec));
  }

  @Override
  public CompletableFuture<FireworksDeployedModel> updateAdapterAsync(
      String adapterId, Consumer<FireworksAdapterSpec> spec) {
    return later(changing(adapterId, spec));
  }

  @Override
  public void unloadAdapter(String adapterId) {
    done(caller -> adapters(caller).unload(adapterId));
  }

  @Override
  public CompletableFuture<Void> unloadAdapterAsync(String adapterId) {
    return doneLater(caller -> adapters(caller).unload(adapterId));
  }

  AdapterCalls adapters(Caller caller) {
    return new AdapterCalls(account, caller);
  }

  /** Loads an adapter; the body's names may be short ids. */
  CompletableFuture<WireObject> load(
      Caller caller, Map<String, @Nullable Object> body, @Nullable Boolean replaceMergedAddon) {
    Map<String, @Nullable Object> full = new LinkedHashMap<>(body);
    return account
        .name(caller, ModelCalls.MODELS, String.valueOf(body.get("model")))
        .thenCompose(model -> {
          full.put("model", model.toString());
          return account.name(
              caller, DeploymentCalls.DEPLOYMENTS, String.valueOf(body.get("deployment")));
        })
        .thenCompose(deployment -> {
          full.put("deployment", deployment.toString());
          return adapters(caller).load(full, replaceMergedAddon);
        });
  }

  private Function<Caller, CompletableFuture<FireworksDeployedModel>> loading(
      Consumer<FireworksAdapterSpec> spec) {
    FireworksAdapterSpec settings = new FireworksAdapterSpec();
    Map<String, @Nullable Object> body =
        SpecFields.of(settings, spec).body("load adapter", "model", "deployment");
    return caller -> load(caller, body, settings.replacing() ? true : null)
        .thenApply(FireworksDeployedModel::new);
  }

  private Function<Caller, CompletableFuture<FireworksDeployedModel>> changing(
      String adapterId, Consumer<FireworksAdapterSpec> spec) {
    FireworksAdapterSpec settings = new FireworksAdapterSpec();
    Map<String, @Nullable Object> body = SpecFields.of(settings, spec).body("update adapter");
    if (settings.replacing()) {
      throw new IllegalArgumentException(
          "fireworks: update adapter: replaceMergedAddon is for loading one; leave it out");
    }
    return one(calls -> calls.update(adapterId, body));
  }

  private CompletableFuture<Page<FireworksDeployedModel>> adapters(
      Caller caller, Consumer<FireworksListQuery> query) {
    SpecFields which = SpecFields.of(new FireworksListQuery(), query);
    return account.page(
        caller,
        () -> which.query(AdapterCalls.list()),
        AdapterCalls.ADAPTERS,
        FireworksDeployedModel::new);
  }

  private Function<Caller, CompletableFuture<FireworksDeployedModel>> one(
      Function<AdapterCalls, CompletableFuture<WireObject>> call) {
    return caller -> call.apply(adapters(caller)).thenApply(FireworksDeployedModel::new);
  }
}
