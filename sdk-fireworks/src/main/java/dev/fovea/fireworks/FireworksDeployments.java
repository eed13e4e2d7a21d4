package dev.fovea.fireworks;

import dev.fovea.chat.ChatService;
import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.deployment.Hardware;
import dev.fovea.page.Page;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Deployments at Fireworks, and adapters on them as deployments. Thread-safe. */
final class FireworksDeployments extends DeploymentShapes implements FireworksDeploymentService {
  private final ChatService chat;

  FireworksDeployments(Transport transport, Account account, ChatService chat) {
    super(transport, account);
    this.chat = chat;
  }

  @Override
  public Deployment validate(DeploymentRequest request) {
    return now(validating(request));
  }

  @Override
  public CompletableFuture<Deployment> validateAsync(DeploymentRequest request) {
    return later(validating(request));
  }

  @Override
  public Page<Deployment> list(Consumer<FireworksListQuery> query) {
    return now(caller -> list(caller, query));
  }

  @Override
  public CompletableFuture<Page<Deployment>> listAsync(Consumer<FireworksListQuery> query) {
    return later(caller -> list(caller, query));
  }

  @Override
  public Deployment update(String deploymentId, Consumer<FireworksDeploymentSpec> spec) {
    return now(updating(deploymentId, spec));
  }

  @Override
  public CompletableFuture<Deployment> updateAsync(
      String deploymentId, Consumer<FireworksDeploymentSpec> spec) {
    return later(updating(deploymentId, spec));
  }

  @Override
  public Deployment scaleNow(String deploymentId, int replicas) {
    return now(caller -> changes(caller).scaleNow(deploymentId, replicas));
  }

  @Override
  public CompletableFuture<Deployment> scaleNowAsync(String deploymentId, int replicas) {
    return later(caller -> changes(caller).scaleNow(deploymentId, replicas));
  }

  @Override
  public void delete(String deploymentId, Consumer<FireworksDeletion> how) {
    done(caller -> changes(caller).delete(deploymentId, how));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String deploymentId, Consumer<FireworksDeletion> how) {
    return doneLater(caller -> changes(caller).delete(deploymentId, how));
  }

  @Override
  public Deployment undelete(String deploymentId) {
    return now(read(calls -> calls.undelete(deploymentId)));
  }

  @Override
  public CompletableFuture<Deployment> undeleteAsync(String deploymentId) {
    return later(read(calls -> calls.undelete(deploymentId)));
  }

  @Override
  public Map<String, Double> metrics(String deploymentId, Duration range) {
    return now(caller -> changes(caller).metrics(deploymentId, range));
  }

  @Override
  public CompletableFuture<Map<String, Double>> metricsAsync(String deploymentId, Duration range) {
    return later(caller -> changes(caller).metrics(deploymentId, range));
  }

  @Override
  public Optional<String> terminationMessage(String deploymentId) {
    return now(caller -> changes(caller).terminationMessage(deploymentId));
  }

  @Override
  public CompletableFuture<Optional<String>> terminationMessageAsync(String deploymentId) {
    return later(caller -> changes(caller).terminationMessage(deploymentId));
  }

  @Override
  public ChatService chat(Deployment deployment) {
    return DeploymentService.addressed(chat, deployment);
  }

  @Override
  protected CompletableFuture<Deployment> create(Caller caller, DeploymentRequest request) {
    DeploymentPlan plan = DeploymentPlan.of(request, transport.timing());
    return plan.isAdapter()
        ? load(caller, plan.adapterBody(request.model(), plan.base()), plan.replaceMergedAddon())
            .thenApply(DeploymentReading::adapter)
        : account
            .name(caller, ModelCalls.MODELS, request.model())
            .thenCompose(model -> made(caller, plan, plan.body(model.toString()), call -> call))
            .thenApply(DeploymentReading::read);
  }

  private CompletableFuture<WireObject> made(
      Caller caller,
      DeploymentPlan plan,
      Map<String, @Nullable Object> body,
      UnaryOperator<Call<Optional<WireObject>>> how) {
    Call<Optional<WireObject>> create = plan.query(DeploymentCalls.create(body))
        .whenUnknown("deployments().get(\"" + plan.id() + "\") tells whether it stands and bills; a"
            + " request with that name makes no second one");
    return CreateOnce.settled(
        account.ask(caller, how.apply(create)),
        () -> new DeploymentCalls(account, caller).get(plan.id()),
        body,
        List.of("baseModel"));
  }

  private Function<Caller, CompletableFuture<Deployment>> validating(DeploymentRequest request) {
    DeploymentPlan plan = DeploymentPlan.of(request, transport.timing());
    if (plan.isAdapter()) {
      throw DeploymentPlan.unsupported(
          "baseDeployment", "loading an adapter cannot be tried out", "load it: it costs nothing");
    }
    UnaryOperator<Call<Optional<WireObject>>> dry = call -> call.named("validate deployment")
        .query("validateOnly", true)
        .whenUnknown("nothing was made; ask again");
    return caller -> account
        .name(caller, ModelCalls.MODELS, request.model())
        .thenCompose(model -> made(caller, plan, plan.body(model.toString()), dry))
        .thenApply(DeploymentReading::unmade);
  }

  @Override
  protected CompletableFuture<Deployment> get(Caller caller, String deploymentId) {
    return FireworksDeployment.isAdapter(deploymentId)
        ? adapters(caller).get(deploymentId).thenApply(DeploymentReading::adapter)
        : new DeploymentCalls(account, caller).get(deploymentId).thenApply(DeploymentReading::kept);
  }

  @Override
  protected CompletableFuture<Page<Deployment>> list(Caller caller) {
    return list(caller, query -> query.orderBy("create_time desc"));
  }

  private CompletableFuture<Page<Deployment>> list(
      Caller caller, Consumer<FireworksListQuery> query) {
    SpecFields which = SpecFields.of(new FireworksListQuery(), query);
    return account.page(
        caller,
        () -> which.query(DeploymentCalls.list()),
        DeploymentCalls.DEPLOYMENTS,
        DeploymentReading::read);
  }

  private Function<Caller, CompletableFuture<Deployment>> updating(
      String deploymentId, Consumer<FireworksDeploymentSpec> spec) {
    Map<String, @Nullable Object> body =
        SpecFields.of(new FireworksDeploymentSpec(), spec).body("update deployment");
    return read(calls -> calls.update(deploymentId, body));
  }

  @Override
  protected CompletableFuture<Deployment> scale(
      Caller caller, String deploymentId, int min, int max) {
    return changes(caller).scale(deploymentId, min, max);
  }

  @Override
  protected CompletableFuture<Deployment> stopped(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return changes(caller).stop(deploymentId, wait);
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String deploymentId) {
    return changes(caller).delete(deploymentId, how -> how.ignoreChecks(true));
  }

  @Override
  protected CompletableFuture<List<Hardware>> hardware(Caller caller, @Nullable String model) {
    List<Hardware> all = ServingFacts.bundled().accelerators();
    return model == null
        ? CompletableFuture.completedFuture(all)
        : new ShapeChoice(this, caller).of(model, all);
  }

  @Override
  protected CompletableFuture<Deployment> serving(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return ServingCheck.await(
        caller,
        deploymentId,
        patience(wait, WaitOptions.builder()),
        () -> get(caller, deploymentId));
  }

  private DeploymentChanges changes(Caller caller) {
    return new DeploymentChanges(account, caller);
  }

  private Function<Caller, CompletableFuture<Deployment>> read(
      Function<DeploymentCalls, CompletableFuture<WireObject>> call) {
    return caller ->
        call.apply(new DeploymentCalls(account, caller)).thenApply(DeploymentReading::read);
  }
}
