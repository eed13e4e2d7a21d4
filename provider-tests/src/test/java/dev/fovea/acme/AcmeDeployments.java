package dev.fovea.acme;

import dev.fovea.chat.ChatService;
import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.deployment.Hardware;
import dev.fovea.json.FieldPaths;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingDeployments;
import dev.fovea.provider.FirstAnswer;
import dev.fovea.provider.Refusal;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Transport;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Deployments at Acme, which calls them stages. Thread-safe. */
final class AcmeDeployments extends CallingDeployments {
  private static final String CREATING = "create deployment";

  private static final Operation<Object, Deployment> CREATE = Operation.post("stages")
      .named(CREATING)
      .sends(Object.class)
      .receives(WireObject.as(AcmeDeployments::read))
      .build();
  private static final Operation<Void, Deployment> GET = Operation.get("stages/{ref}")
      .named("get deployment")
      .receives(WireObject.as(AcmeDeployments::read))
      .build();
  private static final Operation<Void, WireObject> LIST = Operation.get("stages")
      .named("list deployments")
      .receives(WireObject::read)
      .build();
  private static final Operation<Object, Deployment> SCALE = Operation.put("stages/{ref}/size")
      .named("scale deployment")
      .sends(Object.class)
      .receives(WireObject.as(AcmeDeployments::read))
      .build();
  private static final Operation<Void, Boolean> DELETE = Operation.delete("stages/{ref}")
      .named("delete deployment")
      .expects(404)
      .receives((body, meta, status) -> true)
      .build();
  private static final Operation<Void, WireObject> RIGS =
      Operation.get("rigs").named("list hardware").receives(WireObject::read).build();

  private static final FirstAnswer WAIT = FirstAnswer.of(
      AcmeProvider.ID,
      AcmeChat.PROBE,
      model -> Map.of(
          "model", model, "messages", List.of(Map.of("role", "user", "content", "Say yes."))));

  private final ChatService chat;

  AcmeDeployments(Transport transport, ChatService chat) {
    super(transport);
    this.chat = chat;
  }

  @Override
  protected CompletableFuture<Deployment> create(Caller caller, DeploymentRequest request) {
    new Refusal(AcmeProvider.ID, CREATING).noOptions(request.options());
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("mind", request.model());
    request.name().ifPresent(name -> body.put("title", name));
    request.hardware().ifPresent(rig -> body.put("rig", rig));
    request.autoscaling().ifPresent(scaling -> {
      body.put("least", scaling.min());
      body.put("most", scaling.max());
      scaling.idleStop().ifPresent(idle -> body.put("rest_after", idle.toSeconds()));
    });
    Map<String, @Nullable Object> extras =
        request.extraProperties().getOrDefault(AcmeProvider.ID, Map.of());
    return caller.call(CREATE
        .call(FieldPaths.merge(body, extras))
        .whenUnknown("deployments().list() shows whether one of "
            + request.name().orElse(request.model()) + " stands and bills"));
  }

  @Override
  protected CompletableFuture<Deployment> get(Caller caller, String deploymentId) {
    return caller.call(GET.call().path("ref", deploymentId));
  }

  @Override
  protected CompletableFuture<Page<Deployment>> list(Caller caller) {
    return AcmeFiles.PAGES.page(
        caller,
        transport,
        LIST::call,
        answer -> answer.requiredObjects("entries").stream()
            .map(AcmeDeployments::read)
            .toList());
  }

  @Override
  protected CompletableFuture<Deployment> scale(
      Caller caller, String deploymentId, int min, int max) {
    return caller.call(SCALE.call(Map.of("least", min, "most", max)).path("ref", deploymentId));
  }

  @Override
  protected CompletableFuture<Deployment> stopped(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    Poll<Deployment> poll = Poll.<Deployment>of("stop of deployment", deploymentId)
        .until(now -> !now.mayBill())
        .status(Deployment::providerStatus)
        .options(patience(wait, WaitOptions.builder()));
    return scale(caller, deploymentId, 0, 0)
        .thenCompose(ordered -> caller.await(poll, () -> get(caller, deploymentId)));
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String deploymentId) {
    return caller.call(DELETE.call().path("ref", deploymentId));
  }

  @Override
  protected CompletableFuture<List<Hardware>> hardware(Caller caller, @Nullable String model) {
    return caller
        .call(RIGS.call().query("mind", model))
        .thenApply(answer ->
            answer.requiredObjects("entries").stream().map(AcmeDeployments::rig).toList());
  }

  @Override
  protected CompletableFuture<Deployment> serving(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return WAIT.await(
        caller,
        deploymentId,
        patience(wait, WaitOptions.builder()),
        () -> get(caller, deploymentId));
  }

  @Override
  public ChatService chat(Deployment deployment) {
    return DeploymentService.addressed(chat, deployment);
  }

  private static Deployment read(WireObject wire) {
    String id = wire.required("ref");
    String word = wire.text("state").orElse("");
    Deployment.Builder deployment = Deployment.builder()
        .id(id)
        // Chat asks a stage by its name in place of a mind's.
        .chatModel(id)
        .providerStatus(word)
        .status(status(word))
        .meta(wire.meta());
    wire.text("title").ifPresent(deployment::name);
    wire.text("mind").ifPresent(deployment::model);
    wire.text("rig").ifPresent(deployment::hardware);
    wire.count("least").ifPresent(deployment::minReplicas);
    wire.count("most").ifPresent(deployment::maxReplicas);
    wire.time("at").ifPresent(deployment::createdAt);
    return deployment.additionalProperties(wire.rest()).build();
  }

  private static DeploymentStatus status(String word) {
    return switch (word) {
      case "rising" -> DeploymentStatus.STARTING;
      case "up" -> DeploymentStatus.READY;
      case "sinking" -> DeploymentStatus.STOPPING;
      case "down" -> DeploymentStatus.STOPPED;
      default -> DeploymentStatus.UNKNOWN;
    };
  }

  private static Hardware rig(WireObject wire) {
    Hardware.Builder rig = Hardware.builder().id(wire.required("ref"));
    wire.decimal("dollars_an_hour")
        .map(price -> WireObject.dollars(BigDecimal.valueOf(price)))
        .ifPresent(rig::pricePerHour);
    return rig.additionalProperties(wire.rest()).build();
  }
}
