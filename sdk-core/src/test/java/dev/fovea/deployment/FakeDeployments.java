package dev.fovea.deployment;

import dev.fovea.chat.ChatService;
import dev.fovea.config.WaitOptions;
import dev.fovea.page.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One deployment in memory. Failures and states are queued; calls are written down. */
final class FakeDeployments implements DeploymentService {
  static final String ID = "ep_1/dep_1";

  final List<String> calls = new ArrayList<>();
  final List<DeploymentRequest> requests = new ArrayList<>();
  final Deque<Supplier<? extends RuntimeException>> stopFailures = new ArrayDeque<>();
  final Deque<DeploymentStatus> states = new ArrayDeque<>();
  final RecordingChat chat = new RecordingChat();
  Supplier<Deployment> awaiting = () -> deployment(DeploymentStatus.READY);
  CompletableFuture<Deployment> creating =
      CompletableFuture.completedFuture(deployment(DeploymentStatus.PENDING));
  CompletableFuture<Deployment> serving =
      CompletableFuture.completedFuture(deployment(DeploymentStatus.READY));
  boolean flagSeenByStop;
  boolean machines = true;

  static Deployment deployment(DeploymentStatus status) {
    return Deployment.builder()
        .id(ID)
        .chatModel("acme/leaves")
        .status(status)
        .providerStatus(status.name())
        .build();
  }

  private Deployment now() {
    DeploymentStatus next = states.size() > 1 ? states.remove() : states.peek();
    return deployment(next == null ? DeploymentStatus.STOPPED : next);
  }

  @Override
  public Deployment create(DeploymentRequest request) {
    calls.add("create");
    requests.add(request);
    return deployment(DeploymentStatus.PENDING);
  }

  @Override
  public CompletableFuture<Deployment> createAsync(DeploymentRequest request) {
    calls.add("create");
    requests.add(request);
    return creating;
  }

  @Override
  public Deployment get(String deploymentId) {
    calls.add("get");
    return now();
  }

  @Override
  public CompletableFuture<Deployment> getAsync(String deploymentId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<Deployment> list() {
    return Page.of(List.of(now()));
  }

  @Override
  public CompletableFuture<Page<Deployment>> listAsync() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Deployment scale(String deploymentId, int min, int max) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Deployment> scaleAsync(String deploymentId, int min, int max) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Deployment stop(String deploymentId) {
    calls.add("stop");
    flagSeenByStop = Thread.currentThread().isInterrupted();
    if (!stopFailures.isEmpty()) {
      throw stopFailures.remove().get();
    }
    return now();
  }

  @Override
  public Deployment stop(String deploymentId, Consumer<WaitOptions.Builder> wait) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Deployment> stopAsync(String deploymentId) {
    calls.add("stopAsync");
    return stopFailures.isEmpty()
        ? CompletableFuture.completedFuture(now())
        : CompletableFuture.failedFuture(stopFailures.remove().get());
  }

  @Override
  public CompletableFuture<Deployment> stopAsync(
      String deploymentId, Consumer<WaitOptions.Builder> wait) {
    return stopAsync(deploymentId);
  }

  @Override
  public void delete(String deploymentId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String deploymentId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Hardware> hardware() {
    return List.of();
  }

  @Override
  public CompletableFuture<List<Hardware>> hardwareAsync() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Hardware> hardware(String model) {
    return List.of();
  }

  @Override
  public CompletableFuture<List<Hardware>> hardwareAsync(String model) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Deployment await(String deploymentId, Consumer<WaitOptions.Builder> wait) {
    calls.add("await");
    return awaiting.get();
  }

  @Override
  public CompletableFuture<Deployment> awaitAsync(
      String deploymentId, Consumer<WaitOptions.Builder> wait) {
    calls.add("await");
    return serving;
  }

  @Override
  public boolean hasMachines() {
    return machines;
  }

  @Override
  public ChatService chat(Deployment deployment) {
    return DeploymentService.addressed(chat, deployment);
  }

  @Override
  public DeploymentLease lease(
      Consumer<DeploymentRequest.Builder> spec, Consumer<LeaseOptions.Builder> options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<DeploymentLease> leaseAsync(
      Consumer<DeploymentRequest.Builder> spec, Consumer<LeaseOptions.Builder> options) {
    throw new UnsupportedOperationException();
  }
}
