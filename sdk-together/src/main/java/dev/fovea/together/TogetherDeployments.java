package dev.fovea.together;

import dev.fovea.chat.ChatService;
import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.deployment.Hardware;
import dev.fovea.deployment.LeaseOptions;
import dev.fovea.page.Page;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Deployments on Together's management interface. Each flow is written once and run either way. */
final class TogetherDeployments extends ServingTraffic implements TogetherDeploymentService {
  private static final Duration LONGEST_DRAIN = Duration.ofHours(1);

  private final DedicatedDeployments dedicated;
  private final ChatService inference;
  private final ChatService ordinary;

  /**
   * Deployments.
   *
   * @param transport makes the calls
   * @param endpoints those of the first interface, which answer on the ordinary server
   * @param inference the chat of the server that deployments answer on
   */
  TogetherDeployments(
      Transport transport,
      TogetherEndpoints endpoints,
      ChatService inference,
      ChatService ordinary) {
    super(transport, endpoints.management);
    this.dedicated = new DedicatedDeployments(endpoints);
    this.inference = inference;
    this.ordinary = ordinary;
  }

  @Override
  public Deployment create(DeploymentRequest request) {
    return now(creation(request));
  }

  @Override
  public CompletableFuture<Deployment> createAsync(DeploymentRequest request) {
    return later(creation(request));
  }

  @Override
  public Deployment get(String deploymentId) {
    return now(reading(deploymentId));
  }

  @Override
  public CompletableFuture<Deployment> getAsync(String deploymentId) {
    return later(reading(deploymentId));
  }

  @Override
  public Page<Deployment> list() {
    return now(listing(null));
  }

  @Override
  public CompletableFuture<Page<Deployment>> listAsync() {
    return later(listing(null));
  }

  @Override
  public Page<Deployment> list(String endpointId, Consumer<TogetherListQuery> query) {
    return now(below(endpointId, query));
  }

  @Override
  public CompletableFuture<Page<Deployment>> listAsync(
      String endpointId, Consumer<TogetherListQuery> query) {
    return later(below(endpointId, query));
  }

  @Override
  public Deployment validate(String endpointId, DeploymentRequest request) {
    return now(validation(endpointId, request));
  }

  @Override
  public CompletableFuture<Deployment> validateAsync(String endpointId, DeploymentRequest request) {
    return later(validation(endpointId, request));
  }

  @Override
  public Deployment update(String deploymentId, Consumer<TogetherDeploymentSpec> spec) {
    return now(changing(deploymentId, spec));
  }

  @Override
  public CompletableFuture<Deployment> updateAsync(
      String deploymentId, Consumer<TogetherDeploymentSpec> spec) {
    return later(changing(deploymentId, spec));
  }

  @Override
  public Deployment scale(String deploymentId, int min, int max) {
    return now(scaling(deploymentId, min, max));
  }

  @Override
  public CompletableFuture<Deployment> scaleAsync(String deploymentId, int min, int max) {
    return later(scaling(deploymentId, min, max));
  }

  @Override
  public Deployment stop(String deploymentId) {
    return now(scaling(deploymentId, 0, 0));
  }

  @Override
  public Deployment stop(String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return now(stopping(deploymentId, wait));
  }

  @Override
  public CompletableFuture<Deployment> stopAsync(String deploymentId) {
    return later(scaling(deploymentId, 0, 0));
  }

  @Override
  public CompletableFuture<Deployment> stopAsync(
      String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return later(stopping(deploymentId, wait));
  }

  @Override
  public void delete(String deploymentId) {
    done(deleting(deploymentId));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String deploymentId) {
    return doneLater(deleting(deploymentId));
  }

  @Override
  public List<Hardware> hardware() {
    return now(this::machines);
  }

  @Override
  public CompletableFuture<List<Hardware>> hardwareAsync() {
    return later(this::machines);
  }

  @Override
  public List<Hardware> hardware(String model) {
    return now(machinesFor(model));
  }

  @Override
  public CompletableFuture<List<Hardware>> hardwareAsync(String model) {
    return later(machinesFor(model));
  }

  @Override
  public Deployment await(String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return now(serving(deploymentId, wait));
  }

  @Override
  public CompletableFuture<Deployment> awaitAsync(
      String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return later(serving(deploymentId, wait));
  }

  @Override
  public ChatService chat(Deployment deployment) {
    boolean old = DedicatedDeployments.owns(deployment.id());
    return DeploymentService.addressed(old ? ordinary : inference, deployment);
  }

  @Override
  public DeploymentLease lease(
      Consumer<DeploymentRequest.Builder> spec, Consumer<LeaseOptions.Builder> options) {
    return DeploymentLease.open(this, transport.timing(), request(spec), lease(options));
  }

  @Override
  public CompletableFuture<DeploymentLease> leaseAsync(
      Consumer<DeploymentRequest.Builder> spec, Consumer<LeaseOptions.Builder> options) {
    return DeploymentLease.openAsync(this, transport.timing(), request(spec), lease(options));
  }

  private Function<Caller, CompletableFuture<Deployment>> creation(DeploymentRequest request) {
    DeploymentPlan plan = DeploymentPlan.of(request, transport.timing());
    return caller -> new DeploymentCreation(management, caller, plan).run();
  }

  private Function<Caller, CompletableFuture<Deployment>> validation(
      String endpoint, DeploymentRequest request) {
    DeploymentPlan plan = DeploymentPlan.of(request, transport.timing());
    return caller -> new DeploymentCreation(management, caller, plan).validate(endpoint);
  }

  private Function<Caller, CompletableFuture<Deployment>> changing(
      String deploymentId, Consumer<TogetherDeploymentSpec> spec) {
    DeploymentId id = DeploymentId.parse(deploymentId);
    Object body = SpecFields.of(new TogetherDeploymentSpec(), spec).body("update deployment");
    return caller -> priced(caller, id, management.ask(caller, EndpointCalls.update(id, body)));
  }

  private Function<Caller, CompletableFuture<Page<Deployment>>> below(
      String endpoint, Consumer<TogetherListQuery> query) {
    SpecFields which = SpecFields.of(new TogetherListQuery(), query);
    return caller -> management
        .machines
        .known(caller)
        .thenCompose(machines -> pages(
                () -> which.query(EndpointCalls.deployments(endpoint)),
                wire -> DeploymentReading.read(
                    wire, endpoint, null, DeploymentCreation.prices(machines)))
            .apply(caller));
  }

  private Function<Caller, CompletableFuture<Deployment>> reading(String deploymentId) {
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.reading(deploymentId);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    return caller -> priced(caller, id, new EndpointCalls(management, caller).getDeployment(id));
  }

  private Function<Caller, CompletableFuture<Deployment>> scaling(
      String deploymentId, int min, int max) {
    if (min < 0 || max < min || (min == 0 && max > 0)) {
      throw new IllegalArgumentException(
          "together: replicas must be 0 and 0, or 1 <= min <= max: min " + min + ", max " + max);
    }
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.scaling(deploymentId, min, max);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    return caller ->
        priced(caller, id, new DeploymentChanges(management, caller).scale(id, min, max));
  }

  private Function<Caller, CompletableFuture<Deployment>> stopping(
      String deploymentId, Consumer<WaitOptions.Builder> wait) {
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.stopping(deploymentId, wait);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    WaitOptions patience = patience(wait, WaitOptions.builder().timeout(LONGEST_DRAIN));
    return caller -> {
      DeploymentChanges changes = new DeploymentChanges(management, caller);
      return priced(
          caller,
          id,
          changes.scale(id, 0, 0).thenCompose(ordered -> changes.stopped(id, patience)));
    };
  }

  private Function<Caller, CompletableFuture<Boolean>> deleting(String deploymentId) {
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.deleting(deploymentId);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    WaitOptions patience = WaitOptions.builder().timeout(LONGEST_DRAIN).build();
    return caller -> new DeploymentChanges(management, caller).delete(id, patience);
  }

  private CompletableFuture<List<Hardware>> machines(Caller caller) {
    return management
        .machines
        .all(caller)
        .thenApply(all -> all.stream().map(InstanceType::hardware).toList());
  }

  private Function<Caller, CompletableFuture<List<Hardware>>> machinesFor(String model) {
    return caller -> new ServingModels(management, caller)
        .of(model)
        .thenCompose(configs -> management
            .machines
            .all(caller)
            .thenApply(all -> all.stream()
                .filter(machine -> configs.stream().anyMatch(config -> config.runsOn(machine)))
                .map(InstanceType::hardware)
                .toList()));
  }

  private Function<Caller, CompletableFuture<Deployment>> serving(
      String deploymentId, Consumer<WaitOptions.Builder> wait) {
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.serving(deploymentId, wait);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    WaitOptions patience = patience(wait, WaitOptions.builder());
    return caller -> new ServingCheck(management, caller, id).await(patience);
  }

  private Function<Caller, CompletableFuture<Page<Deployment>>> listing(@Nullable String after) {
    return caller -> management
        .ask(
            caller, EndpointCalls.list().query("limit", Management.PAGE_SIZE).query("after", after))
        .thenCompose(
            page -> management.machines.known(caller).thenApply(machines -> page(page, machines)));
  }

  private Page<Deployment> page(WireObject listing, List<InstanceType> machines) {
    List<Deployment> deployments = new ArrayList<>();
    for (WireObject endpoint : listing.requiredObjects("data")) {
      String id = endpoint.required("id");
      for (WireObject deployment : endpoint.objects("deployments")) {
        deployments.add(DeploymentReading.read(
            deployment,
            id,
            endpoint.text("name").orElse(null),
            DeploymentCreation.prices(machines)));
      }
    }
    return listing
        .text("next_cursor")
        .map(cursor -> Page.of(deployments, cursor, next -> now(listing(next))))
        .orElseGet(() -> Page.of(deployments));
  }

  private CompletableFuture<Deployment> priced(
      Caller caller, DeploymentId id, CompletableFuture<WireObject> answer) {
    return answer.thenCompose(wire -> management
        .machines
        .known(caller)
        .thenApply(machines -> DeploymentReading.read(
            wire, id.endpoint(), null, DeploymentCreation.prices(machines))));
  }

  private static DeploymentRequest request(Consumer<DeploymentRequest.Builder> spec) {
    DeploymentRequest.Builder request = DeploymentRequest.builder();
    spec.accept(request);
    return request.build();
  }

  private static LeaseOptions lease(Consumer<LeaseOptions.Builder> spec) {
    LeaseOptions.Builder options = LeaseOptions.builder();
    spec.accept(options);
    return options.build();
  }
}
