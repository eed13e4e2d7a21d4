package dev.fovea.together;

import dev.fovea.chat.ChatService;
import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.deployment.Hardware;
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
import java.util.function.Predicate;
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
  public ChatService chat(Deployment deployment) {
    boolean old = DedicatedDeployments.owns(deployment.id());
    return DeploymentService.addressed(old ? ordinary : inference, deployment);
  }

  @Override
  protected CompletableFuture<Deployment> create(Caller caller, DeploymentRequest request) {
    DeploymentPlan plan = DeploymentPlan.of(request, transport.timing());
    return new DeploymentCreation(management, caller, plan).run();
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
        .thenCompose(machines -> management
            .pages(
                transport,
                () -> which.query(EndpointCalls.deployments(endpoint)),
                wire -> DeploymentReading.read(
                    wire, endpoint, null, DeploymentCreation.prices(machines)))
            .apply(caller));
  }

  @Override
  protected CompletableFuture<Deployment> get(Caller caller, String deploymentId) {
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.reading(deploymentId).apply(caller);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    return priced(caller, id, new EndpointCalls(management, caller).getDeployment(id));
  }

  @Override
  protected CompletableFuture<Deployment> scale(
      Caller caller, String deploymentId, int min, int max) {
    if (min < 0 || max < min || (min == 0 && max > 0)) {
      throw new IllegalArgumentException(
          "together: replicas must be 0 and 0, or 1 <= min <= max: min " + min + ", max " + max);
    }
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.scaling(deploymentId, min, max).apply(caller);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    return priced(caller, id, new DeploymentChanges(management, caller).scale(id, min, max));
  }

  @Override
  protected CompletableFuture<Deployment> stopped(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.stopping(deploymentId, wait).apply(caller);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    WaitOptions patience = patience(wait, WaitOptions.builder().timeout(LONGEST_DRAIN));
    DeploymentChanges changes = new DeploymentChanges(management, caller);
    return priced(
        caller, id, changes.scale(id, 0, 0).thenCompose(ordered -> changes.stopped(id, patience)));
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String deploymentId) {
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.deleting(deploymentId).apply(caller);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    WaitOptions patience = WaitOptions.builder().timeout(LONGEST_DRAIN).build();
    return new DeploymentChanges(management, caller).delete(id, patience);
  }

  @Override
  protected CompletableFuture<List<Hardware>> hardware(Caller caller, @Nullable String model) {
    return model == null
        ? machines(caller, machine -> true)
        : new ServingModels(management, caller)
            .of(model)
            .thenCompose(configs -> machines(
                caller, machine -> configs.stream().anyMatch(config -> config.runsOn(machine))));
  }

  private CompletableFuture<List<Hardware>> machines(
      Caller caller, Predicate<InstanceType> suitable) {
    return management
        .machines
        .all(caller)
        .thenApply(
            all -> all.stream().filter(suitable).map(InstanceType::hardware).toList());
  }

  @Override
  protected CompletableFuture<Deployment> serving(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    if (DedicatedDeployments.owns(deploymentId)) {
      return dedicated.serving(deploymentId, wait).apply(caller);
    }
    DeploymentId id = DeploymentId.parse(deploymentId);
    WaitOptions patience = patience(wait, WaitOptions.builder());
    return new ServingCheck(management, caller, id).await(patience);
  }

  @Override
  protected CompletableFuture<Page<Deployment>> list(Caller caller) {
    return management
        .machines
        .known(caller)
        .thenCompose(machines -> management.pages.page(
            caller,
            transport,
            () -> EndpointCalls.list().query("limit", Management.PAGE_SIZE),
            listing -> deployments(listing, machines)));
  }

  private static List<Deployment> deployments(WireObject listing, List<InstanceType> machines) {
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
    return deployments;
  }

  private CompletableFuture<Deployment> priced(
      Caller caller, DeploymentId id, CompletableFuture<WireObject> answer) {
    return answer.thenCompose(wire -> management
        .machines
        .known(caller)
        .thenApply(machines -> DeploymentReading.read(
            wire, id.endpoint(), null, DeploymentCreation.prices(machines))));
  }
}
