package dev.fovea.openai;

import dev.fovea.error.ApiException;
import dev.fovea.file.UploadRequest;
import dev.fovea.providertests.CallList;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Calls of everything the specification declares, each plain and with everything it can carry. */
final class SpecificationCalls {
  private static final Consumer<OpenAiListQuery> QUERY =
      only -> only.after("id-1").limit(10);
  private static final String CHECKPOINT = "ft:gpt-4o-2024-08-06:leaflab::8J6LXhXG:ckpt-step-60";

  private final OpenAiClient openAi;
  private final OpenAiFiles inParts;
  private final OpenAiFiles refused;
  private final CallMode mode;
  private final Path folder;
  private final CallList calls;

  private SpecificationCalls(
      OpenAiClient openAi, OpenAiFiles inParts, OpenAiFiles refused, CallMode mode, Path folder) {
    this.openAi = openAi;
    this.inParts = inParts;
    this.refused = refused;
    this.mode = mode;
    this.folder = folder;
    this.calls = new CallList(mode);
  }

  static List<Runnable> all(
      OpenAiClient openAi, OpenAiFiles inParts, OpenAiFiles refused, CallMode mode, Path folder) {
    SpecificationCalls all = new SpecificationCalls(openAi, inParts, refused, mode, folder);
    all.files();
    all.jobs();
    all.checkpoints();
    all.graders();
    all.models();
    all.inference();
    all.batches();
    return all.calls.calls();
  }

  private void files() {
    OpenAiFileService files = openAi.files();
    UploadRequest upload = UploadRequest.builder().path(training()).build();
    calls.add(() -> files.upload(upload), () -> files.uploadAsync(upload));
    Consumer<OpenAiUploadSpec> expires = own -> own.expiresAfter(Duration.ofHours(2));
    calls.add(() -> files.upload(upload, expires), () -> files.uploadAsync(upload, expires));
    calls.add(() -> inParts.upload(upload, expires), () -> inParts.uploadAsync(upload, expires));
    calls.add(() -> given(upload), () -> refused.uploadAsync(upload).handle((file, no) -> no));
    calls.add(files::list, files::listAsync);
    Consumer<OpenAiListQuery> some = QUERY.andThen(only -> only.order("asc").purpose("fine-tune"));
    calls.add(() -> files.list(some), () -> files.listAsync(some));
    calls.add(() -> files.get("file-1"), () -> files.getAsync("file-1"));
    calls.run(() -> files.delete("file-1"), () -> files.deleteAsync("file-1"));
    Path to = folder.resolve("content-" + mode);
    calls.add(() -> files.download("file-1", to), () -> files.downloadAsync("file-1", to));
  }

  /** The failure of an upload whose parts are refused; what it began is cancelled. */
  private Throwable given(UploadRequest upload) {
    try {
      throw new AssertionError("parts were refused, and yet there is " + refused.upload(upload));
    } catch (ApiException expected) {
      return expected;
    }
  }

  private Path training() {
    String line = "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf is number %d?\"},"
        + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n";
    StringBuilder lines = new StringBuilder();
    for (int number = 0; number < 12; number++) {
      lines.append(line.formatted(number));
    }
    try {
      return Files.writeString(folder.resolve("train-" + mode + ".jsonl"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void jobs() {
    OpenAiFineTuningService jobs = openAi.fineTuning();
    SpecificationRequests.jobs()
        .forEach(request -> calls.add(() -> jobs.create(request), () -> jobs.createAsync(request)));
    calls.add(jobs::list, jobs::listAsync);
    calls.add(() -> jobs.list(QUERY), () -> jobs.listAsync(QUERY));
    Consumer<OpenAiListQuery> mine = only -> only.metadata("garden", "kitchen");
    calls.add(() -> jobs.list(mine), () -> jobs.listAsync(mine));
    calls.add(() -> jobs.get("ftjob-1"), () -> jobs.getAsync("ftjob-1"));
    calls.add(() -> jobs.cancel("ftjob-1"), () -> jobs.cancelAsync("ftjob-1"));
    calls.add(() -> jobs.pause("ftjob-1"), () -> jobs.pauseAsync("ftjob-1"));
    calls.add(() -> jobs.resume("ftjob-1"), () -> jobs.resumeAsync("ftjob-1"));
    calls.add(() -> jobs.events("ftjob-1"), () -> jobs.eventsAsync("ftjob-1"));
    calls.add(() -> jobs.checkpoints("ftjob-1"), () -> jobs.checkpointsAsync("ftjob-1"));
    calls.add(() -> jobs.skippedPictures("ftjob-1"), () -> jobs.skippedPicturesAsync("ftjob-1"));
  }

  private void checkpoints() {
    OpenAiCheckpointPermissionService permissions = openAi.checkpointPermissions();
    calls.add(
        () -> permissions.create(CHECKPOINT, List.of("proj_leaf")),
        () -> permissions.createAsync(CHECKPOINT, List.of("proj_leaf")));
    Consumer<OpenAiCheckpointPermissionQuery> some =
        only -> only.projectId("proj_leaf").limit(5).order("ascending");
    calls.add(
        () -> permissions.list(CHECKPOINT, some), () -> permissions.listAsync(CHECKPOINT, some));
    calls.run(
        () -> permissions.delete(CHECKPOINT, "cp_1"),
        () -> permissions.deleteAsync(CHECKPOINT, "cp_1"));
  }

  private void graders() {
    OpenAiGraderService graders = openAi.graders();
    Map<String, Object> item = Map.of("label", "oak");
    SpecificationRequests.graders().forEach(grader -> {
      calls.add(() -> graders.validate(grader), () -> graders.validateAsync(grader));
      calls.add(
          () -> graders.run(grader, "oak", item), () -> graders.runAsync(grader, "oak", item));
    });
  }

  private void models() {
    calls.add(() -> openAi.models().list(), () -> openAi.models().listAsync());
    calls.add(() -> openAi.models().get(CHECKPOINT), () -> openAi.models().getAsync(CHECKPOINT));
    calls.run(
        () -> openAi.models().delete(CHECKPOINT), () -> openAi.models().deleteAsync(CHECKPOINT));
    Consumer<OpenAiDeploymentOptions.Builder> asked = options -> options.probe(true);
    calls.add(
        () -> openAi.deployments().await(CHECKPOINT, asked, wait -> {}),
        () -> openAi.deployments().awaitAsync(CHECKPOINT, asked, wait -> {}));
  }

  private void inference() {
    SpecificationRequests.chats()
        .forEach(request -> calls.add(
            () -> openAi.chat().create(request), () -> openAi.chat().createAsync(request)));
    calls.drain(() -> openAi.chat().stream(SpecificationRequests.chats().get(0)));
    SpecificationRequests.embeddings()
        .forEach(request -> calls.add(
            () -> openAi.embeddings().create(request),
            () -> openAi.embeddings().createAsync(request)));
    SpecificationRequests.moderations()
        .forEach(request -> calls.add(
            () -> openAi.moderations().create(request),
            () -> openAi.moderations().createAsync(request)));
  }

  private void batches() {
    OpenAiBatchService batches = openAi.batches();
    SpecificationRequests.batches()
        .forEach(request ->
            calls.add(() -> batches.create(request), () -> batches.createAsync(request)));
    calls.add(batches::list, batches::listAsync);
    calls.add(() -> batches.list(QUERY), () -> batches.listAsync(QUERY));
    calls.add(() -> batches.get("batch_1"), () -> batches.getAsync("batch_1"));
    calls.add(() -> batches.cancel("batch_1"), () -> batches.cancelAsync("batch_1"));
  }
}
