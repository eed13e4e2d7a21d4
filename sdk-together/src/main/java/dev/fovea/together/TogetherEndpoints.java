package dev.fovea.together;

import static dev.fovea.transport.TransportSetup.DEFAULT_BASE;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Hardware;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.provider.CallingService;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Endpoints of Together's first interface. */
final class TogetherEndpoints extends CallingService implements TogetherEndpointService {
  private static final String ENDPOINT = "endpoints/{id}";
  private static final String ADAPTERS = ENDPOINT + "/adapters";

  private static final Operation<Object, WireObject> CREATE =
      Management.sending(DEFAULT_BASE, Operation.post("endpoints"), "create dedicated endpoint");
  private static final Operation<Void, WireObject> LIST =
      Management.reading(DEFAULT_BASE, "endpoints", "list dedicated endpoints");
  private static final Operation<Void, WireObject> GET =
      Management.reading(DEFAULT_BASE, ENDPOINT, "read dedicated endpoint");
  private static final Operation<Object, WireObject> UPDATE =
      Management.sending(DEFAULT_BASE, Operation.patch(ENDPOINT), "update dedicated endpoint");
  private static final Operation<Void, ResponseMeta> DELETE =
      Operation.delete(ENDPOINT).named("delete dedicated endpoint").expects(404).build();
  private static final Operation<Void, WireObject> HARDWARE =
      Management.reading(DEFAULT_BASE, "hardware", "list hardware of dedicated endpoints");
  private static final Operation<Void, WireObject> ZONES =
      Management.reading(DEFAULT_BASE, "clusters/availability-zones", "list availability zones");
  private static final Operation<Void, WireObject> LIST_ADAPTERS =
      Management.reading(DEFAULT_BASE, ADAPTERS, "list adapters of dedicated endpoint");
  // The adapter and the endpoint name the binding: the same one again changes nothing.
  private static final Operation<Object, WireObject> BIND = Management.sending(
      DEFAULT_BASE,
      Operation.post(ADAPTERS).kind(OperationKind.IDEMPOTENT_WRITE),
      "bind adapter to endpoint");
  private static final Operation<Object, ResponseMeta> UNBIND = Operation.delete(ADAPTERS)
      .named("unbind adapter from endpoint")
      .sends(Object.class)
      .expects(404)
      .build();

  final Management management;

  TogetherEndpoints(Transport transport, Management management) {
    super(transport);
    this.management = management;
  }

  @Override
  public TogetherDedicatedEndpoint create(Consumer<TogetherDedicatedEndpointSpec> spec) {
    return now(creation(spec));
  }

  @Override
  public CompletableFuture<TogetherDedicatedEndpoint> createAsync(
      Consumer<TogetherDedicatedEndpointSpec> spec) {
    return later(creation(spec));
  }

  @Override
  public TogetherDedicatedEndpoint get(String endpointId) {
    return now(looking(endpointId));
  }

  @Override
  public CompletableFuture<TogetherDedicatedEndpoint> getAsync(String endpointId) {
    return later(looking(endpointId));
  }

  @Override
  public List<TogetherDedicatedEndpoint> list(Consumer<TogetherDedicatedEndpointQuery> query) {
    return now(listing(query));
  }

  @Override
  public CompletableFuture<List<TogetherDedicatedEndpoint>> listAsync(
      Consumer<TogetherDedicatedEndpointQuery> query) {
    return later(listing(query));
  }

  @Override
  public TogetherDedicatedEndpoint update(
      String endpointId, Consumer<TogetherDedicatedEndpointSpec> spec) {
    return now(changing(endpointId, spec));
  }

  @Override
  public CompletableFuture<TogetherDedicatedEndpoint> updateAsync(
      String endpointId, Consumer<TogetherDedicatedEndpointSpec> spec) {
    return later(changing(endpointId, spec));
  }

  @Override
  public TogetherDedicatedEndpoint start(String endpointId) {
    return now(changing(endpointId, spec -> spec.state("STARTED")));
  }

  @Override
  public CompletableFuture<TogetherDedicatedEndpoint> startAsync(String endpointId) {
    return later(changing(endpointId, spec -> spec.state("STARTED")));
  }

  @Override
  public TogetherDedicatedEndpoint stop(String endpointId) {
    return now(changing(endpointId, spec -> spec.state("STOPPED")));
  }

  @Override
  public CompletableFuture<TogetherDedicatedEndpoint> stopAsync(String endpointId) {
    return later(changing(endpointId, spec -> spec.state("STOPPED")));
  }

  @Override
  public void delete(String endpointId) {
    done(deleting(endpointId));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String endpointId) {
    return doneLater(deleting(endpointId));
  }

  @Override
  public TogetherDedicatedEndpoint await(
      String endpointId, String state, Consumer<WaitOptions.Builder> wait) {
    return now(waiting(endpointId, state, wait));
  }

  @Override
  public CompletableFuture<TogetherDedicatedEndpoint> awaitAsync(
      String endpointId, String state, Consumer<WaitOptions.Builder> wait) {
    return later(waiting(endpointId, state, wait));
  }

  @Override
  public List<Hardware> hardware() {
    return now(management.one(HARDWARE.call(), TogetherEndpoints::machines));
  }

  @Override
  public CompletableFuture<List<Hardware>> hardwareAsync() {
    return later(management.one(HARDWARE.call(), TogetherEndpoints::machines));
  }

  @Override
  public List<Hardware> hardware(String model) {
    return now(management.one(HARDWARE.call().query("model", model), TogetherEndpoints::machines));
  }

  @Override
  public CompletableFuture<List<Hardware>> hardwareAsync(String model) {
    return later(
        management.one(HARDWARE.call().query("model", model), TogetherEndpoints::machines));
  }

  @Override
  public List<String> availabilityZones() {
    return now(management.one(ZONES.call(), answer -> answer.texts("avzones")));
  }

  @Override
  public CompletableFuture<List<String>> availabilityZonesAsync() {
    return later(management.one(ZONES.call(), answer -> answer.texts("avzones")));
  }

  @Override
  public List<TogetherAdapterBinding> adapters(String endpointId) {
    return now(management.one(at(endpointId, LIST_ADAPTERS.call()), TogetherEndpoints::bindings));
  }

  @Override
  public CompletableFuture<List<TogetherAdapterBinding>> adaptersAsync(String endpointId) {
    return later(management.one(at(endpointId, LIST_ADAPTERS.call()), TogetherEndpoints::bindings));
  }

  @Override
  public TogetherAdapterBinding bindAdapter(String endpointId, String modelId) {
    return now(
        management.one(at(endpointId, BIND.call(binding(modelId))), TogetherAdapterBinding::new));
  }

  @Override
  public CompletableFuture<TogetherAdapterBinding> bindAdapterAsync(
      String endpointId, String modelId) {
    return later(
        management.one(at(endpointId, BIND.call(binding(modelId))), TogetherAdapterBinding::new));
  }

  @Override
  public void unbindAdapter(String endpointId, String modelId) {
    done(management.one(at(endpointId, UNBIND.call(binding(modelId))), meta -> meta));
  }

  @Override
  public CompletableFuture<Void> unbindAdapterAsync(String endpointId, String modelId) {
    return doneLater(management.one(at(endpointId, UNBIND.call(binding(modelId))), meta -> meta));
  }

  private Function<Caller, CompletableFuture<TogetherDedicatedEndpoint>> creation(
      Consumer<TogetherDedicatedEndpointSpec> spec) {
    Object body = SpecFields.of(new TogetherDedicatedEndpointSpec(), spec)
        .body("create dedicated endpoint", "model", "hardware", "autoscaling");
    return caller -> DeploymentChanges.recovered(
        caller.call(CREATE.call(body)).thenApply(TogetherDedicatedEndpoint::new),
        TogetherErrors::whenClosed);
  }

  Function<Caller, CompletableFuture<ResponseMeta>> deleting(String id) {
    return management.one(at(id, DELETE.call()), meta -> meta);
  }

  Function<Caller, CompletableFuture<TogetherDedicatedEndpoint>> looking(String id) {
    return management.one(at(id, GET.call()), TogetherDedicatedEndpoint::new);
  }

  private Function<Caller, CompletableFuture<List<TogetherDedicatedEndpoint>>> listing(
      Consumer<TogetherDedicatedEndpointQuery> query) {
    return management.one(
        SpecFields.of(new TogetherDedicatedEndpointQuery(), query).query(LIST.call()),
        answer -> answer.requiredObjects("data").stream()
            .map(TogetherDedicatedEndpoint::new)
            .toList());
  }

  Function<Caller, CompletableFuture<TogetherDedicatedEndpoint>> changing(
      String id, Consumer<TogetherDedicatedEndpointSpec> spec) {
    Object body =
        SpecFields.of(new TogetherDedicatedEndpointSpec(), spec).body("update dedicated endpoint");
    return management.one(at(id, UPDATE.call(body)), TogetherDedicatedEndpoint::new);
  }

  Function<Caller, CompletableFuture<TogetherDedicatedEndpoint>> waiting(
      String id, String state, Consumer<WaitOptions.Builder> wait) {
    Poll<TogetherDedicatedEndpoint> poll = Poll.<TogetherDedicatedEndpoint>of(
            "state " + state + " of dedicated endpoint", id)
        .until(now -> now.state().equals(state) || failed(now))
        .status(TogetherDedicatedEndpoint::state)
        .options(patience(wait, WaitOptions.builder()));
    return caller -> caller.await(poll, () -> looking(id).apply(caller)).thenApply(now -> {
      if (now.state().equals(state)) {
        return now;
      }
      throw broken(now);
    });
  }

  private static boolean failed(TogetherDedicatedEndpoint now) {
    return now.state().equals("ERROR") || now.state().equals("FAILED");
  }

  private static DeploymentFailedException broken(TogetherDedicatedEndpoint now) {
    Failure failure = Failure.builder()
        .provider(TogetherProvider.ID)
        .operation("await dedicated endpoint " + now.id())
        .message("it is in state " + now.state())
        .outcome(Outcome.REJECTED)
        .next("it may bill; remove it with endpoints().delete(\"" + now.id() + "\")")
        .build();
    return new DeploymentFailedException(failure, now.id(), true);
  }

  private static Object binding(String modelId) {
    return Map.of("model_id", modelId);
  }

  private static List<Hardware> machines(WireObject answer) {
    return answer.requiredObjects("data").stream().map(InstanceType::perMinute).toList();
  }

  private static List<TogetherAdapterBinding> bindings(WireObject answer) {
    return answer.requiredObjects("data").stream()
        .map(TogetherAdapterBinding::new)
        .toList();
  }

  private static <R> Call<R> at(String id, Call<R> call) {
    return call.path("id", id);
  }
}
