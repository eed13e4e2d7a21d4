package dev.fovea.fireworks;

import dev.fovea.config.WaitOptions;
import dev.fovea.file.UploadRequest;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallList;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls of everything the specification declares, each plain and with everything it can carry. */
final class SpecificationCalls {
  private static final Consumer<FireworksListQuery> QUERY = only ->
      only.filter("state=\"READY\"").orderBy("create_time desc").pageSize(10).readMask("*");

  private final FireworksClient fireworks;
  private final CallMode mode;
  private final Path folder;
  private final CallList calls;

  private SpecificationCalls(FireworksClient fireworks, CallMode mode, Path folder) {
    this.fireworks = fireworks;
    this.mode = mode;
    this.folder = folder;
    this.calls = new CallList(mode);
  }

  static List<Runnable> all(FireworksClient fireworks, CallMode mode, Path folder) {
    SpecificationCalls all = new SpecificationCalls(fireworks, mode, folder);
    all.files();
    all.jobs();
    all.tuning();
    all.evaluators();
    all.chat();
    all.batches();
    all.deployments();
    all.servers();
    all.adapters();
    all.models();
    return all.calls.calls();
  }

  /** The files that are sent, as an answer gives their addresses. */
  static String files(String address) {
    return Stream.of("train-SYNC.jsonl", "train-ASYNC.jsonl", "large.jsonl")
        .map(name -> '"' + name + "\":\"" + address + '"')
        .collect(Collectors.joining(","));
  }

  private void files() {
    FireworksFileService files = fireworks.files();
    UploadRequest upload = UploadRequest.builder().path(training()).build();
    calls.add(files::list, files::listAsync);
    calls.add(() -> files.list(QUERY), () -> files.listAsync(QUERY));
    calls.add(() -> files.get("leaves"), () -> files.getAsync("leaves"));
    calls.add(() -> files.upload(upload), () -> files.uploadAsync(upload));
    UploadRequest signed = UploadRequest.builder().path(large()).unchecked().build();
    calls.add(() -> files.upload(signed), () -> files.uploadAsync(signed));
    Consumer<FireworksDatasetSpec> spec = set -> set.displayName("Leaves")
        .format("CHAT")
        .exampleCount(3)
        .externalUrl(URI.create("s3://garden/leaves.jsonl"));
    calls.add(() -> files.create("leaves", spec), () -> files.createAsync("leaves", spec));
    calls.add(
        () -> files.select("leaves-oak", "leaves", "kind = \"oak\""),
        () -> files.selectAsync("leaves-oak", "leaves", "kind = \"oak\""));
    Consumer<FireworksDatasetSpec> name = set -> set.displayName("Leaves");
    calls.add(() -> files.update("leaves", name), () -> files.updateAsync("leaves", name));
    calls.add(() -> files.split("leaves", 100), () -> files.splitAsync("leaves", 100));
    Path to = folder.resolve("data-" + mode);
    calls.add(
        () -> files.downloadAll("leaves", true, to),
        () -> files.downloadAllAsync("leaves", true, to));
    calls.run(() -> files.delete("leaves"), () -> files.deleteAsync("leaves"));
  }

  private Path training() {
    String line = "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
        + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n";
    try {
      return Files.writeString(folder.resolve("train-" + mode + ".jsonl"), line.repeat(3));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path weights() {
    try {
      Path weights = Files.createDirectories(folder.resolve("weights-" + mode));
      Files.copy(training(), weights.resolve("train-" + mode + ".jsonl"));
      return weights;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file too large to be sent in one request. */
  private Path large() {
    Path large = folder.resolve("large.jsonl");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(160_000_000);
      return large;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void jobs() {
    FireworksFineTuningService jobs = fireworks.fineTuning();
    calls.add(
        () -> whole(jobs.list()), () -> jobs.listAsync().thenApply(SpecificationCalls::whole));
    calls.add(() -> jobs.list(QUERY), () -> jobs.listAsync(QUERY));
    for (String kind :
        List.of("supervisedFineTuningJobs", "dpoJobs", "reinforcementFineTuningJobs")) {
      String id = "accounts/leaflab/" + kind + "/leaves";
      calls.add(() -> jobs.get(id), () -> jobs.getAsync(id));
      calls.add(() -> jobs.cancel(id), () -> jobs.cancelAsync(id));
      calls.add(() -> jobs.resume(id), () -> jobs.resumeAsync(id));
      calls.add(() -> jobs.metrics(id), () -> jobs.metricsAsync(id));
      calls.run(() -> jobs.delete(id), () -> jobs.deleteAsync(id));
    }
  }

  private static <T> List<T> whole(Page<T> first) {
    List<T> all = new ArrayList<>();
    first.all().forEach(all::add);
    return all;
  }

  private void tuning() {
    FireworksFineTuningService jobs = fireworks.fineTuning();
    SpecificationRequests.jobs()
        .forEach(request -> calls.add(() -> jobs.create(request), () -> jobs.createAsync(request)));
    FineTuningRequest plain = SpecificationRequests.job().build();
    calls.add(() -> jobs.estimate(plain), () -> jobs.estimateAsync(plain));
    calls.add(
        () -> jobs.estimate(SpecificationRequests.supervised()),
        () -> jobs.estimateAsync(SpecificationRequests.supervised()));
  }

  private void evaluators() {
    FireworksEvaluatorService evaluators = fireworks.evaluators();
    Consumer<FireworksEvaluatorSpec> spec = set -> set.displayName("Exact")
        .description("compares answers")
        .entryPoint("main.py::grade")
        .requirements("numpy")
        .defaultDataset("accounts/leaflab/datasets/leaves")
        .commitHash("abc123")
        .gitHub("leaflab/graders")
        .criterion(criterion -> criterion
            .name("exact")
            .description("the same word")
            .language("python")
            .entry("main.py", "grade")
            .file("main.py", "def grade(): pass"));
    calls.add(() -> evaluators.create("exact", spec), () -> evaluators.createAsync("exact", spec));
    calls.add(() -> evaluators.list(QUERY), () -> evaluators.listAsync(QUERY));
    calls.add(() -> evaluators.get("exact"), () -> evaluators.getAsync("exact"));
    Consumer<FireworksEvaluatorSpec> name = set -> set.displayName("Exact");
    calls.add(() -> evaluators.update("exact", name), () -> evaluators.updateAsync("exact", name));
    calls.add(
        () -> evaluators.replaceCode("exact", training()),
        () -> evaluators.replaceCodeAsync("exact", training()));
    Path to = folder.resolve("evaluator-" + mode);
    Path code = folder.resolve("code-" + mode);
    calls.add(
        () -> evaluators.downloadBuildLog("exact", to),
        () -> evaluators.downloadBuildLogAsync("exact", to));
    calls.add(
        () -> evaluators.downloadCode("exact", code),
        () -> evaluators.downloadCodeAsync("exact", code));
    calls.run(() -> evaluators.delete("exact"), () -> evaluators.deleteAsync("exact"));
  }

  private void chat() {
    SpecificationRequests.chats()
        .forEach(request -> calls.add(
            () -> fireworks.chat().create(request), () -> fireworks.chat().createAsync(request)));
    SpecificationRequests.completions()
        .forEach(request -> calls.add(
            () -> fireworks.completions().create(request),
            () -> fireworks.completions().createAsync(request)));
    calls.drain(() -> fireworks.chat().stream(SpecificationRequests.chats().get(0)));
    calls.drain(
        () -> fireworks.completions().stream(SpecificationRequests.completions().get(0)));
  }

  private void batches() {
    FireworksBatchService batches = fireworks.batches();
    SpecificationRequests.batches()
        .forEach(request ->
            calls.add(() -> batches.create(request), () -> batches.createAsync(request)));
    calls.add(() -> batches.list(QUERY), () -> batches.listAsync(QUERY));
    calls.add(() -> batches.get("leaves"), () -> batches.getAsync("leaves"));
    calls.run(() -> batches.delete("leaves"), () -> batches.deleteAsync("leaves"));
  }

  private void deployments() {
    FireworksDeploymentService service = fireworks.deployments();
    SpecificationRequests.deployments().forEach(request -> {
      calls.add(() -> service.create(request), () -> service.createAsync(request));
      calls.add(() -> service.validate(request), () -> service.validateAsync(request));
    });
    calls.add(service::list, service::listAsync);
    Consumer<FireworksListQuery> query = QUERY.andThen(only -> only.showDeleted(true));
    calls.add(() -> service.list(query), () -> service.listAsync(query));
    calls.add(() -> service.get("leaves"), () -> service.getAsync("leaves"));
    calls.add(() -> service.scale("leaves", 1, 2), () -> service.scaleAsync("leaves", 1, 2));
    calls.add(() -> service.scaleNow("leaves", 2), () -> service.scaleNowAsync("leaves", 2));
    calls.add(() -> service.undelete("leaves"), () -> service.undeleteAsync("leaves"));
    Consumer<FireworksDeploymentSpec> change = set -> set.displayName("Leaves")
        .description("names leaves")
        .minReplicas(1)
        .maxReplicas(2)
        .scaleUpWindow(Duration.ofSeconds(30))
        .scaleDownWindow(Duration.ofMinutes(10))
        .scaleToZeroWindow(Duration.ofMinutes(15))
        .loadTargets(Map.of("default", 0.8))
        .enableAddons(true);
    calls.add(() -> service.update("leaves", change), () -> service.updateAsync("leaves", change));
    calls.run(() -> service.delete("leaves"), () -> service.deleteAsync("leaves"));
    calls.run(
        () -> service.delete("leaves", how -> how.hard(true).ignoreChecks(true)),
        () -> service.deleteAsync("leaves", how -> how.hard(true).ignoreChecks(true)));
  }

  private void servers() {
    FireworksDeploymentService service = fireworks.deployments();
    calls.add(
        () -> service.metrics("leaves", Duration.ofMinutes(5)),
        () -> service.metricsAsync("leaves", Duration.ofMinutes(5)));
    calls.add(
        () -> service.terminationMessage("leaves"),
        () -> service.terminationMessageAsync("leaves"));
    calls.add(
        () -> service.shapes(only -> only.targetModel(SpecificationRequests.MODEL)),
        () -> service.shapesAsync(only -> only.targetModel(SpecificationRequests.MODEL)));
    String shape = "accounts/fireworks/deploymentShapes/fast";
    calls.add(() -> service.shape(shape), () -> service.shapeAsync(shape));
    calls.add(
        () -> service.shapeVersions(shape, QUERY), () -> service.shapeVersionsAsync(shape, QUERY));
    String version = shape + "/versions/v1";
    calls.add(() -> service.shapeVersion(version), () -> service.shapeVersionAsync(version));
    Consumer<WaitOptions.Builder> once = wait -> wait.timeout(Duration.ofMillis(1));
    calls.add(() -> service.await("leaves", once), () -> service.awaitAsync("leaves", once));
  }

  private void adapters() {
    FireworksDeploymentService service = fireworks.deployments();
    Consumer<FireworksAdapterSpec> load = set -> set.model("accounts/leaflab/models/leaves")
        .deployment("accounts/leaflab/deployments/base")
        .displayName("Leaves")
        .description("names leaves")
        .isDefault(true)
        .isPublic(false)
        .replaceMergedAddon(false);
    calls.add(() -> service.loadAdapter(load), () -> service.loadAdapterAsync(load));
    calls.add(() -> service.adapter("leaves"), () -> service.adapterAsync("leaves"));
    calls.add(() -> service.adapters(QUERY), () -> service.adaptersAsync(QUERY));
    Consumer<FireworksAdapterSpec> name = set -> set.displayName("Leaves");
    calls.add(
        () -> service.updateAdapter("leaves", name),
        () -> service.updateAdapterAsync("leaves", name));
    calls.run(() -> service.unloadAdapter("leaves"), () -> service.unloadAdapterAsync("leaves"));
  }

  private void models() {
    FireworksModelService models = fireworks.models();
    calls.add(models::list, models::listAsync);
    calls.add(() -> models.list("fireworks", QUERY), () -> models.listAsync("fireworks", QUERY));
    calls.add(() -> models.get("leaves"), () -> models.getAsync("leaves"));
    Consumer<FireworksModelSpec> adapter = set -> set.displayName("Leaves")
        .description("names leaves")
        .kind("HF_PEFT_ADDON")
        .baseModel(SpecificationRequests.MODEL)
        .rank(8)
        .targetModules("q_proj", "v_proj")
        .contextLength(8192)
        .supportsImageInput(true)
        .supportsTools(false)
        .isPublic(false);
    calls.add(() -> models.create("leaves", adapter), () -> models.createAsync("leaves", adapter));
    Consumer<FireworksModelSpec> name = set -> set.displayName("Leaves").isPublic(false);
    calls.add(() -> models.update("leaves", name), () -> models.updateAsync("leaves", name));
    Path weights = weights();
    calls.add(
        () -> models.uploadFiles("leaves", weights, set -> {}),
        () -> models.uploadFilesAsync("leaves", weights, set -> {}));
    calls.run(() -> models.prepare("leaves", "FP8"), () -> models.prepareAsync("leaves", "FP8"));
    Path to = folder.resolve("model-" + mode);
    calls.add(() -> models.download("leaves", to), () -> models.downloadAsync("leaves", to));
    calls.run(() -> models.delete("leaves"), () -> models.deleteAsync("leaves"));
  }
}
