package dev.fovea.together;

import dev.fovea.chat.ChatRequest;
import dev.fovea.file.UploadRequest;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchService;
import dev.fovea.inference.CompletionRequest;
import dev.fovea.inference.EmbeddingRequest;
import dev.fovea.providertests.CallList;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Calls of everything the specification declares, each plain and with everything it can carry. */
final class SpecificationCalls {
  private final TogetherClient together;
  private final CallMode mode;
  private final Path folder;
  private final CallList calls;

  private SpecificationCalls(TogetherClient together, CallMode mode, Path folder) {
    this.together = together;
    this.mode = mode;
    this.folder = folder;
    this.calls = new CallList(mode);
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
    return all.calls.calls();
  }

  private void files() {
    calls.add(() -> together.files().list(), () -> together.files().listAsync());
    calls.add(() -> together.files().get("file-1"), () -> together.files().getAsync("file-1"));
    UploadRequest upload = UploadRequest.builder().path(training()).build();
    calls.add(
        () -> together.files().uploadAtOnce(upload),
        () -> together.files().uploadAtOnceAsync(upload));
    calls.run(
        () -> together.files().delete("file-1"), () -> together.files().deleteAsync("file-1"));
    Path to = folder.resolve("content-" + mode);
    calls.add(
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
    calls.add(jobs::list, jobs::listAsync);
    calls.add(() -> jobs.get("ft-1"), () -> jobs.getAsync("ft-1"));
    calls.add(() -> jobs.cancel("ft-1"), () -> jobs.cancelAsync("ft-1"));
    calls.run(() -> jobs.delete("ft-1"), () -> jobs.deleteAsync("ft-1"));
    calls.add(() -> jobs.events("ft-1"), () -> jobs.eventsAsync("ft-1"));
    calls.add(() -> jobs.checkpoints("ft-1"), () -> jobs.checkpointsAsync("ft-1"));
  }

  private void tuning() {
    TogetherFineTuningService jobs = together.fineTuning();
    for (FineTuningRequest request : SpecificationRequests.jobs()) {
      calls.add(() -> jobs.create(request), () -> jobs.createAsync(request));
      calls.add(() -> jobs.estimate(request), () -> jobs.estimateAsync(request));
    }
    calls.add(
        () -> jobs.limits(SpecificationRequests.MODEL),
        () -> jobs.limitsAsync(SpecificationRequests.MODEL));
    calls.add(jobs::supportedModels, jobs::supportedModelsAsync);
    Consumer<TogetherMetricsSpec> filter =
        only -> only.fromStep(1).toStep(9).from(Instant.EPOCH).to(Instant.EPOCH).resolution(100);
    calls.add(() -> jobs.metrics("ft-1"), () -> jobs.metricsAsync("ft-1", all -> {}));
    calls.add(() -> jobs.metrics("ft-1", filter), () -> jobs.metricsAsync("ft-1", filter));
    Path to = folder.resolve("weights-" + mode);
    Path step = folder.resolve("step-" + mode);
    Path adapter = folder.resolve("adapter-" + mode);
    calls.add(() -> jobs.downloadWeights("ft-1", to), () -> jobs.downloadWeightsAsync("ft-1", to));
    calls.add(
        () -> jobs.downloadWeights("ft-1:10", step),
        () -> jobs.downloadWeightsAsync("ft-1:10", step));
    calls.add(
        () -> jobs.downloadAdapter("ft-1", adapter),
        () -> jobs.downloadAdapterAsync("ft-1", adapter));
  }

  private void chat() {
    for (ChatRequest request : SpecificationRequests.chats()) {
      calls.add(() -> together.chat().create(request), () -> together.chat().createAsync(request));
    }
    for (CompletionRequest request : SpecificationRequests.completions()) {
      calls.add(
          () -> together.completions().create(request),
          () -> together.completions().createAsync(request));
    }
    streams();
  }

  /** Read to the end; the second way is a future's, which streams have no use for. */
  private void streams() {
    ChatRequest chat = SpecificationRequests.chats().get(0);
    CompletionRequest text = SpecificationRequests.completions().get(0);
    calls.drain(() -> together.chat().stream(chat));
    calls.drain(() -> together.completions().stream(text));
  }

  private void embeddings() {
    for (List<String> texts : List.of(List.of("an oak leaf"), List.of("an oak leaf", "a fern"))) {
      EmbeddingRequest request = EmbeddingRequest.builder()
          .model("BAAI/bge-base-en-v1.5")
          .inputs(texts)
          .build();
      calls.add(
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
      calls.add(() -> batches.create(each), () -> batches.createAsync(each));
    }
    calls.add(batches::list, batches::listAsync);
    calls.add(() -> batches.get("b-1"), () -> batches.getAsync("b-1"));
    calls.add(() -> batches.cancel("b-1"), () -> batches.cancelAsync("b-1"));
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
    calls.add(() -> endpoints.create(plain), () -> endpoints.createAsync(plain));
    calls.add(() -> endpoints.create(more), () -> endpoints.createAsync(more));
    calls.add(() -> endpoints.list(all -> {}), () -> endpoints.listAsync(all -> {}));
    Consumer<TogetherDedicatedEndpointQuery> query =
        only -> only.type("dedicated").usageType("on-demand").mine(true);
    calls.add(() -> endpoints.list(query), () -> endpoints.listAsync(query));
    calls.add(() -> endpoints.get("endpoint-1"), () -> endpoints.getAsync("endpoint-1"));
    Consumer<TogetherDedicatedEndpointSpec> change = spec -> spec.displayName("Leaves")
        .state("STARTED")
        .autoscaling(1, 2)
        .inactiveTimeout(Duration.ZERO);
    calls.add(
        () -> endpoints.update("endpoint-1", change),
        () -> endpoints.updateAsync("endpoint-1", change));
    calls.add(() -> endpoints.start("endpoint-1"), () -> endpoints.startAsync("endpoint-1"));
    calls.add(() -> endpoints.stop("endpoint-1"), () -> endpoints.stopAsync("endpoint-1"));
    calls.run(() -> endpoints.delete("endpoint-1"), () -> endpoints.deleteAsync("endpoint-1"));
    calls.add(endpoints::hardware, endpoints::hardwareAsync);
    calls.add(
        () -> endpoints.hardware("garden/leaves"), () -> endpoints.hardwareAsync("garden/leaves"));
    calls.add(endpoints::availabilityZones, endpoints::availabilityZonesAsync);
  }

  private void models() {
    TogetherModelService models = together.models();
    calls.add(models::list, models::listAsync);
    calls.add(models::listDedicated, models::listDedicatedAsync);
    Consumer<TogetherModelUploadSpec> model =
        spec -> spec.modelName("leaves").modelSource("garden/leaves-7b");
    Consumer<TogetherModelUploadSpec> adapter = model.andThen(spec -> spec.modelType("adapter")
        .hfToken("hf-key")
        .description("Knows leaves.")
        .baseModel(SpecificationRequests.MODEL)
        .loraModel("garden/base"));
    calls.add(() -> models.upload(model), () -> models.uploadAsync(model));
    calls.add(() -> models.upload(adapter), () -> models.uploadAsync(adapter));
    calls.add(() -> models.job("job-1"), () -> models.jobAsync("job-1"));
    calls.add(models::jobs, models::jobsAsync);
  }
}
