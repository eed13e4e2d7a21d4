package dev.fovea.together;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.file.UploadRequest;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchService;
import dev.fovea.inference.CompletionRequest;
import dev.fovea.inference.EmbeddingRequest;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls of everything the specification declares, each plain and with everything it can carry. */
final class SpecificationCalls {
  private final TogetherClient together;
  private final CallMode mode;
  private final Path folder;
  private final List<Runnable> calls = new ArrayList<>();

  private SpecificationCalls(TogetherClient together, CallMode mode, Path folder) {
    this.together = together;
    this.mode = mode;
    this.folder = folder;
  }

  static List<Runnable> all(TogetherClient together, CallMode mode, Path folder) {
    SpecificationCalls all = new SpecificationCalls(together, mode, folder);
    all.files();
    all.jobs();
    all.tuning();
    all.chat();
    all.embeddings();
    all.endpoints();
    all.models();
    all.batches();
    return all.calls;
  }

  private <R> void add(Supplier<R> plain, Supplier<CompletableFuture<R>> async) {
    calls.add(() -> mode.call(plain, async));
  }

  /** A call without a result. */
  private void run(Runnable plain, Supplier<CompletableFuture<Void>> async) {
    add(
        () -> {
          plain.run();
          return null;
        },
        async);
  }

  private void files() {
    add(() -> together.files().list(), () -> together.files().listAsync());
    add(() -> together.files().get("file-1"), () -> together.files().getAsync("file-1"));
    UploadRequest upload = UploadRequest.builder().path(training()).build();
    add(
        () -> together.files().uploadAtOnce(upload),
        () -> together.files().uploadAtOnceAsync(upload));
    run(() -> together.files().delete("file-1"), () -> together.files().deleteAsync("file-1"));
    Path to = folder.resolve("content-" + mode);
    add(
        () -> together.files().download("file-1", to),
        () -> together.files().downloadAsync("file-1", to));
  }

  private Path training() {
    try {
      return Files.writeString(
          folder.resolve("train.jsonl"),
          "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
              + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void jobs() {
    TogetherFineTuningService jobs = together.fineTuning();
    add(jobs::list, jobs::listAsync);
    add(() -> jobs.get("ft-1"), () -> jobs.getAsync("ft-1"));
    add(() -> jobs.cancel("ft-1"), () -> jobs.cancelAsync("ft-1"));
    run(() -> jobs.delete("ft-1"), () -> jobs.deleteAsync("ft-1"));
    add(() -> jobs.events("ft-1"), () -> jobs.eventsAsync("ft-1"));
    add(() -> jobs.checkpoints("ft-1"), () -> jobs.checkpointsAsync("ft-1"));
  }

  private void tuning() {
    TogetherFineTuningService jobs = together.fineTuning();
    for (FineTuningRequest request : SpecificationRequests.jobs()) {
      add(() -> jobs.create(request), () -> jobs.createAsync(request));
      add(() -> jobs.estimate(request), () -> jobs.estimateAsync(request));
    }
    add(
        () -> jobs.limits(SpecificationRequests.MODEL),
        () -> jobs.limitsAsync(SpecificationRequests.MODEL));
    add(jobs::supportedModels, jobs::supportedModelsAsync);
    Consumer<TogetherMetricsSpec> filter =
        only -> only.fromStep(1).toStep(9).from(Instant.EPOCH).to(Instant.EPOCH).resolution(100);
    add(() -> jobs.metrics("ft-1"), () -> jobs.metricsAsync("ft-1", all -> {}));
    add(() -> jobs.metrics("ft-1", filter), () -> jobs.metricsAsync("ft-1", filter));
    Path to = folder.resolve("weights-" + mode);
    Path step = folder.resolve("step-" + mode);
    Path adapter = folder.resolve("adapter-" + mode);
    add(() -> jobs.downloadWeights("ft-1", to), () -> jobs.downloadWeightsAsync("ft-1", to));
    add(
        () -> jobs.downloadWeights("ft-1:10", step),
        () -> jobs.downloadWeightsAsync("ft-1:10", step));
    add(
        () -> jobs.downloadAdapter("ft-1", adapter),
        () -> jobs.downloadAdapterAsync("ft-1", adapter));
  }

  private void chat() {
    for (ChatRequest request : SpecificationRequests.chats()) {
      add(() -> together.chat().create(request), () -> together.chat().createAsync(request));
    }
    for (CompletionRequest request : SpecificationRequests.completions()) {
      add(
          () -> together.completions().create(request),
          () -> together.completions().createAsync(request));
    }
    streams();
  }

  /** Read to the end; the second way is a future's, which streams have no use for. */
  private void streams() {
    ChatRequest chat = SpecificationRequests.chats().get(0);
    CompletionRequest text = SpecificationRequests.completions().get(0);
    calls.add(() -> drain(together.chat().stream(chat)));
    calls.add(() -> drain(together.completions().stream(text)));
  }

  private static void drain(ChatStream stream) {
    try (stream) {
      stream.forEach(chunk -> {});
    }
  }

  private void embeddings() {
    for (List<String> texts : List.of(List.of("an oak leaf"), List.of("an oak leaf", "a fern"))) {
      EmbeddingRequest request = EmbeddingRequest.builder()
          .model("BAAI/bge-base-en-v1.5")
          .inputs(texts)
          .build();
      add(
          () -> together.embeddings().create(request),
          () -> together.embeddings().createAsync(request));
    }
  }

  private void batches() {
    BatchService batches = together.batches();
    BatchRequest.Builder request = BatchRequest.builder().inputFile("file-1");
    for (BatchRequest each : List.of(
        request.build(),
        BatchRequest.builder()
            .inputFile("file-1")
            .endpoint("/v1/chat/completions")
            .completionWindow("24h")
            .priority(1)
            .model(SpecificationRequests.MODEL)
            .build())) {
      add(() -> batches.create(each), () -> batches.createAsync(each));
    }
    add(batches::list, batches::listAsync);
    add(() -> batches.get("b-1"), () -> batches.getAsync("b-1"));
    add(() -> batches.cancel("b-1"), () -> batches.cancelAsync("b-1"));
  }

  private void endpoints() {
    TogetherEndpointService endpoints = together.endpoints();
    Consumer<TogetherDedicatedEndpointSpec> plain =
        spec -> spec.model("garden/leaves").hardware("1x_nvidia_h100_80gb_sxm").autoscaling(1, 2);
    Consumer<TogetherDedicatedEndpointSpec> more = plain.andThen(spec -> spec.displayName("Leaves")
        .state("STARTED")
        .inactiveTimeout(Duration.ofMinutes(30))
        .disableSpeculativeDecoding(true)
        .availabilityZone("us-central-4b"));
    add(() -> endpoints.create(plain), () -> endpoints.createAsync(plain));
    add(() -> endpoints.create(more), () -> endpoints.createAsync(more));
    add(() -> endpoints.list(all -> {}), () -> endpoints.listAsync(all -> {}));
    Consumer<TogetherDedicatedEndpointQuery> query =
        only -> only.type("dedicated").usageType("on-demand").mine(true);
    add(() -> endpoints.list(query), () -> endpoints.listAsync(query));
    add(() -> endpoints.get("endpoint-1"), () -> endpoints.getAsync("endpoint-1"));
    Consumer<TogetherDedicatedEndpointSpec> change = spec -> spec.displayName("Leaves")
        .state("STARTED")
        .autoscaling(1, 2)
        .inactiveTimeout(Duration.ZERO);
    add(
        () -> endpoints.update("endpoint-1", change),
        () -> endpoints.updateAsync("endpoint-1", change));
    add(() -> endpoints.start("endpoint-1"), () -> endpoints.startAsync("endpoint-1"));
    add(() -> endpoints.stop("endpoint-1"), () -> endpoints.stopAsync("endpoint-1"));
    run(() -> endpoints.delete("endpoint-1"), () -> endpoints.deleteAsync("endpoint-1"));
    add(endpoints::hardware, endpoints::hardwareAsync);
    add(() -> endpoints.hardware("garden/leaves"), () -> endpoints.hardwareAsync("garden/leaves"));
    add(endpoints::availabilityZones, endpoints::availabilityZonesAsync);
  }

  private void models() {
    TogetherModelService models = together.models();
    add(models::list, models::listAsync);
    add(models::listDedicated, models::listDedicatedAsync);
    Consumer<TogetherModelUploadSpec> model =
        spec -> spec.modelName("leaves").modelSource("garden/leaves-7b");
    Consumer<TogetherModelUploadSpec> adapter = model.andThen(spec -> spec.modelType("adapter")
        .hfToken("hf-key")
        .description("Knows leaves.")
        .baseModel(SpecificationRequests.MODEL)
        .loraModel("garden/base"));
    add(() -> models.upload(model), () -> models.uploadAsync(model));
    add(() -> models.upload(adapter), () -> models.uploadAsync(adapter));
    add(() -> models.job("job-1"), () -> models.jobAsync("job-1"));
    add(models::jobs, models::jobsAsync);
  }
}
