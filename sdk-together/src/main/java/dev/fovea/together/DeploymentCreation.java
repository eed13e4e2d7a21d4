package dev.fovea.together;

import dev.fovea.config.Money;
import dev.fovea.deployment.Deployment;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import dev.fovea.provider.Leftover;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Starts a deployment: finds how the model is served, makes an endpoint, a deployment below it, and
 * sends the endpoint's traffic there. No create is sent twice. When a step fails after the first
 * create, what was made is taken back; when that fails too, the exception names what is left and
 * says whether it bills.
 */
final class DeploymentCreation {
  private final Management management;
  private final EndpointCalls calls;
  private final Caller caller;
  private final DeploymentPlan plan;

  DeploymentCreation(Management management, Caller caller, DeploymentPlan plan) {
    this.management = management;
    this.calls = new EndpointCalls(management, caller);
    this.caller = caller;
    this.plan = plan;
  }

  CompletableFuture<Deployment> run() {
    return choice().thenCompose(this::start);
  }

  /** Lets Together check the deployment, as it would stand below an endpoint, and makes nothing. */
  CompletableFuture<Deployment> validate(String endpoint) {
    return choice()
        .thenCompose(config -> management.ask(
            caller,
            EndpointCalls.deploy(endpoint, plan.deploymentBody(config))
                .named("validate deployment")
                .query("validateOnly", true)))
        .thenCompose(wire -> management
            .machines
            .known(caller)
            .thenApply(machines -> DeploymentReading.unmade(wire, endpoint, prices(machines))));
  }

  private CompletableFuture<ServingConfig> choice() {
    return new ServingModels(management, caller).of(plan.request()).thenCompose(this::chosen);
  }

  private CompletableFuture<ServingConfig> chosen(List<ServingConfig> configs) {
    CompletableFuture<List<InstanceType>> machines = plan.request().hardware().isPresent()
        ? management.machines.all(caller)
        : management.machines.known(caller);
    return machines.thenApply(all -> new ServingChoice(plan.request().model(), configs, all)
        .choose(plan.config().orElse(null), plan.request().hardware().orElse(null)));
  }

  private CompletableFuture<Deployment> start(ServingConfig config) {
    CompletableFuture<Endpoint> made =
        calls.createEndpoint(plan.endpointBody()).thenApply(Endpoint::read);
    return DeploymentChanges.recovered(made, failure -> failed(lost(failure)))
        .thenCompose(endpoint -> DeploymentChanges.recovered(
            below(endpoint, config),
            failure -> caller.undisturbed(() -> takeBack(endpoint, failure))));
  }

  private CompletableFuture<Deployment> below(Endpoint endpoint, ServingConfig config) {
    return calls
        .createDeployment(endpoint.id(), plan.deploymentBody(config))
        .thenCompose(made -> calls
            .route(endpoint.id(), DeploymentPlan.split(made.required("id")))
            .thenCompose(routed -> management.machines.known(caller))
            .thenApply(machines ->
                DeploymentReading.read(made, endpoint.id(), endpoint.name(), prices(machines))));
  }

  static Function<String, Optional<Money>> prices(List<InstanceType> machines) {
    return word -> machines.stream()
        .filter(machine -> machine.isCalled(word))
        .findFirst()
        .flatMap(machine -> machine.hardware().pricePerHour());
  }

  // An endpoint alone costs nothing, but the caller must be able to find it.
  private Throwable lost(Throwable failure) {
    if (!(failure instanceof FoveaException known) || known.outcome() != Outcome.UNKNOWN) {
      return failure;
    }
    String left = "an endpoint " + plan.name() + " may have been made: it has no replicas and "
        + "costs nothing, but takes the name";
    return new Leftover(TogetherProvider.ID, plan.name(), false, left).told(known);
  }

  private CompletableFuture<Deployment> takeBack(Endpoint endpoint, Throwable failure) {
    TakeBack taking = new TakeBack(management, caller, endpoint.id());
    CompletableFuture<Leftover> left =
        failure instanceof InterruptedCallException ? taking.orderStop() : taking.removeAll();
    return left.thenCompose(rest -> failed(rest.told(failure)));
  }

  private static <T> CompletableFuture<T> failed(Throwable failure) {
    return CompletableFuture.failedFuture(failure);
  }

  /** An endpoint that was just made. */
  record Endpoint(String id, String name) {
    static Endpoint read(WireObject wire) {
      String id = wire.required("id");
      return new Endpoint(id, wire.required("name"));
    }
  }
}
