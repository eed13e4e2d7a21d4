package dev.fovea.openai;

import dev.fovea.ModelCard;
import dev.fovea.chat.ChatService;
import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.deployment.Hardware;
import dev.fovea.error.NotFoundException;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingDeployments;
import dev.fovea.provider.FirstAnswer;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Transport;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Models as deployments: OpenAI serves them by itself. Thread-safe. */
final class OpenAiDeployments extends CallingDeployments implements OpenAiDeploymentService {
  // The wait itself repeats it. A refused question was understood by the model, which is there:
  // reasoning models refuse one that leaves them no room to think.
  private static final Operation<Object, WireObject> PROBE = Operation.post("chat/completions")
      .named("probe model")
      .kind(OperationKind.CREATE)
      .expects(400)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();

  private final OpenAiModels models;
  private final ChatService chat;
  private final boolean compatible;
  private final FirstAnswer firstAnswer;

  // What create was told, for the wait that follows knows an id only. Not everybody waits.
  private final Map<String, ModelLoading> loadings = Collections.synchronizedMap(new Newest());

  /** Forgets the oldest when there are too many. */
  private static final class Newest extends LinkedHashMap<String, ModelLoading> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 200;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, ModelLoading> eldest) {
      return size() > MOST;
    }
  }

  OpenAiDeployments(Transport transport, ChatService chat, boolean compatible) {
    super(transport);
    this.models = new OpenAiModels(transport, compatible);
    this.chat = chat;
    this.compatible = compatible;
    this.firstAnswer = FirstAnswer.of(OpenAiProvider.ID, PROBE, this::question);
  }

  private Map<String, Object> question(String model) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.put("messages", List.of(Map.of("role", "user", "content", "Say yes.")));
    body.put(compatible ? "max_tokens" : "max_completion_tokens", 1);
    return body;
  }

  @Override
  public boolean hasMachines() {
    return false;
  }

  @Override
  public ChatService chat(Deployment deployment) {
    return DeploymentService.addressed(chat, deployment);
  }

  @Override
  protected CompletableFuture<Deployment> create(Caller caller, DeploymentRequest request) {
    String model = request.model();
    ModelLoading loading = ModelLoading.of(request, transport.timing());
    loadings.put(model, loading);
    return look(caller, model, loading).whenComplete((seen, failure) -> {
      if (failure != null) {
        loadings.remove(model, loading);
      }
    });
  }

  @Override
  protected CompletableFuture<Deployment> get(Caller caller, String deploymentId) {
    return look(caller, deploymentId, loadings.get(deploymentId));
  }

  private CompletableFuture<Deployment> look(
      Caller caller, String model, @Nullable ModelLoading loading) {
    return models
        .get(caller, model)
        .thenApply(OpenAiDeployments::ready)
        .exceptionallyCompose(failure -> {
          Throwable cause = Caller.unwrapped(failure);
          return loading != null && loading.bears(cause)
              ? CompletableFuture.completedFuture(absent(
                  model,
                  DeploymentStatus.PENDING,
                  "model_not_found",
                  "OpenAI does not know it yet; loading a tuned model takes minutes"))
              : CompletableFuture.failedFuture(cause);
        });
  }

  private static Deployment ready(ModelCard card) {
    Deployment.Builder deployment = Deployment.builder()
        .id(card.id())
        .chatModel(card.id())
        .model(card.id())
        .status(DeploymentStatus.READY)
        .providerStatus("listed")
        .withoutMachines();
    card.createdAt().ifPresent(deployment::createdAt);
    Map<String, Object> facts = new LinkedHashMap<>(card.additionalProperties());
    card.owner().ifPresent(owner -> facts.put("owned_by", owner));
    return deployment.additionalProperties(facts).build();
  }

  private static Deployment absent(
      String model, DeploymentStatus status, String word, String message) {
    return Deployment.builder()
        .id(model)
        .chatModel(model)
        .model(model)
        .status(status)
        .providerStatus(word)
        .message(message)
        .withoutMachines()
        .build();
  }

  @Override
  protected CompletableFuture<Page<Deployment>> list(Caller caller) {
    Function<ModelCard, Instant> age = card -> card.createdAt().orElse(Instant.EPOCH);
    return models
        .all(caller)
        .thenApply(all -> Page.of(all.stream()
            .filter(card -> compatible || TunedName.is(card.id()))
            .sorted(Comparator.comparing(age).reversed())
            .map(OpenAiDeployments::ready)
            .toList()));
  }

  @Override
  protected CompletableFuture<Deployment> scale(
      Caller caller, String deploymentId, int min, int max) {
    if (min != 0 || max != 0) {
      throw ModelLoading.refused(
          "autoscaling",
          "OpenAI's models have no replicas of one's own",
          "ask the model as it is; what limits it is the project's rate limit");
    }
    loadings.remove(named(deploymentId));
    return CompletableFuture.completedFuture(absent(
        deploymentId,
        DeploymentStatus.STOPPED,
        "stopped",
        "nothing ran for it and nothing bills; the model stays and answers"));
  }

  @Override
  protected CompletableFuture<Deployment> stopped(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return scale(caller, deploymentId, 0, 0);
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String deploymentId) {
    return scale(caller, deploymentId, 0, 0);
  }

  private static String named(String deploymentId) {
    if (deploymentId.isBlank()) {
      throw new IllegalArgumentException("openai: the deployment's id, a model's name, is empty");
    }
    return deploymentId;
  }

  @Override
  protected CompletableFuture<List<Hardware>> hardware(Caller caller, @Nullable String model) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public Deployment await(
      String model,
      Consumer<OpenAiDeploymentOptions.Builder> options,
      Consumer<WaitOptions.Builder> wait) {
    return now(answering(model, told(model, options), wait));
  }

  @Override
  public CompletableFuture<Deployment> awaitAsync(
      String model,
      Consumer<OpenAiDeploymentOptions.Builder> options,
      Consumer<WaitOptions.Builder> wait) {
    return later(answering(model, told(model, options), wait));
  }

  @Override
  protected CompletableFuture<Deployment> serving(
      Caller caller, String deploymentId, Consumer<WaitOptions.Builder> wait) {
    ModelLoading known = loadings.get(deploymentId);
    ModelLoading loading = known == null ? told(deploymentId, options -> {}) : known;
    return answering(deploymentId, loading, wait).apply(caller);
  }

  private ModelLoading told(String model, Consumer<OpenAiDeploymentOptions.Builder> spec) {
    OpenAiDeploymentOptions.Builder options = OpenAiDeploymentOptions.builder();
    spec.accept(options);
    return ModelLoading.of(model, options.build(), transport.timing());
  }

  private Function<Caller, CompletableFuture<Deployment>> answering(
      String model, ModelLoading loading, Consumer<WaitOptions.Builder> wait) {
    WaitOptions patience = patience(wait, WaitOptions.builder());
    return caller -> {
      Supplier<CompletableFuture<Deployment>> look = () -> look(caller, model, loading);
      CompletableFuture<Deployment> answer = loading.probes()
          ? firstAnswer.await(caller, model, patience, look)
          : caller.await(
              Poll.<Deployment>of("model", model)
                  .until(now -> now.status() == DeploymentStatus.READY)
                  .status(Deployment::providerStatus)
                  .options(patience),
              look);
      return answer.whenComplete((ready, failure) -> forget(model, failure));
    };
  }

  // Who gave up waiting may wait again.
  private void forget(String model, @Nullable Throwable failure) {
    if (failure == null || Caller.unwrapped(failure) instanceof NotFoundException) {
      loadings.remove(model);
    }
  }
}
