package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.error.Failure;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.Outcome;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingModels;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Transport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The project's model registry, and uploads into it. */
abstract class ModelRegistry extends CallingModels implements TogetherRegistryService {
  final Management management;

  ModelRegistry(Transport transport, Management management) {
    super(transport);
    this.management = management;
  }

  @Override
  public Page<TogetherModel> registeredModels(Consumer<TogetherListQuery> query) {
    return now(listed(RegistryCalls::list, query, TogetherModel::new));
  }

  @Override
  public CompletableFuture<Page<TogetherModel>> registeredModelsAsync(
      Consumer<TogetherListQuery> query) {
    return later(listed(RegistryCalls::list, query, TogetherModel::new));
  }

  @Override
  public TogetherModel registeredModel(String modelId) {
    return now(management.one(RegistryCalls.get(modelId), TogetherModel::new));
  }

  @Override
  public CompletableFuture<TogetherModel> registeredModelAsync(String modelId) {
    return later(management.one(RegistryCalls.get(modelId), TogetherModel::new));
  }

  @Override
  public TogetherModel register(Consumer<TogetherModelSpec> spec) {
    return now(management.one(registration(spec), TogetherModel::new));
  }

  @Override
  public CompletableFuture<TogetherModel> registerAsync(Consumer<TogetherModelSpec> spec) {
    return later(management.one(registration(spec), TogetherModel::new));
  }

  @Override
  public TogetherModel update(String modelId, Consumer<TogetherModelSpec> spec) {
    return now(management.one(change(modelId, spec), TogetherModel::new));
  }

  @Override
  public CompletableFuture<TogetherModel> updateAsync(
      String modelId, Consumer<TogetherModelSpec> spec) {
    return later(management.one(change(modelId, spec), TogetherModel::new));
  }

  @Override
  public List<TogetherModel.StoredFile> files(String modelId, @Nullable String revisionId) {
    return now(all(() -> RegistryCalls.files(modelId, revisionId), TogetherModel.StoredFile::new));
  }

  @Override
  public CompletableFuture<List<TogetherModel.StoredFile>> filesAsync(
      String modelId, @Nullable String revisionId) {
    return later(
        all(() -> RegistryCalls.files(modelId, revisionId), TogetherModel.StoredFile::new));
  }

  @Override
  public List<TogetherModel.Revision> revisions(String modelId) {
    return now(all(() -> RegistryCalls.revisions(modelId), TogetherModel.Revision::new));
  }

  @Override
  public CompletableFuture<List<TogetherModel.Revision>> revisionsAsync(String modelId) {
    return later(all(() -> RegistryCalls.revisions(modelId), TogetherModel.Revision::new));
  }

  @Override
  public TogetherModelJob uploadRemote(String modelId, String remoteUrl, @Nullable String token) {
    return now(management.one(remote(modelId, remoteUrl, token), TogetherModelJob::new));
  }

  @Override
  public CompletableFuture<TogetherModelJob> uploadRemoteAsync(
      String modelId, String remoteUrl, @Nullable String token) {
    return later(management.one(remote(modelId, remoteUrl, token), TogetherModelJob::new));
  }

  @Override
  public TogetherModelJob remoteUpload(String jobId) {
    return now(management.one(RegistryCalls.upload(jobId), TogetherModelJob::new));
  }

  @Override
  public CompletableFuture<TogetherModelJob> remoteUploadAsync(String jobId) {
    return later(management.one(RegistryCalls.upload(jobId), TogetherModelJob::new));
  }

  @Override
  public Page<TogetherModelJob> remoteUploads(Consumer<TogetherListQuery> query) {
    return now(listed(RegistryCalls::uploads, query, TogetherModelJob::new));
  }

  @Override
  public CompletableFuture<Page<TogetherModelJob>> remoteUploadsAsync(
      Consumer<TogetherListQuery> query) {
    return later(listed(RegistryCalls::uploads, query, TogetherModelJob::new));
  }

  @Override
  public Page<TogetherEvent> remoteUploadEvents(String jobId) {
    return now(
        management.pages(transport, () -> RegistryCalls.uploadEvents(jobId), TogetherEvent::new));
  }

  @Override
  public CompletableFuture<Page<TogetherEvent>> remoteUploadEventsAsync(String jobId) {
    return later(
        management.pages(transport, () -> RegistryCalls.uploadEvents(jobId), TogetherEvent::new));
  }

  @Override
  public TogetherModelJob awaitRemoteUpload(String jobId, Consumer<WaitOptions.Builder> wait) {
    return now(ended("model upload", jobId, () -> RegistryCalls.upload(jobId), wait));
  }

  @Override
  public CompletableFuture<TogetherModelJob> awaitRemoteUploadAsync(
      String jobId, Consumer<WaitOptions.Builder> wait) {
    return later(ended("model upload", jobId, () -> RegistryCalls.upload(jobId), wait));
  }

  private <T> Function<Caller, CompletableFuture<Page<T>>> listed(
      Supplier<Call<WireObject>> listing,
      Consumer<TogetherListQuery> query,
      Function<WireObject, T> read) {
    SpecFields which = SpecFields.of(new TogetherListQuery(), query);
    return management.pages(transport, () -> which.query(listing.get()), read);
  }

  private <T> Function<Caller, CompletableFuture<List<T>>> all(
      Supplier<Call<WireObject>> listing, Function<WireObject, T> read) {
    return caller -> management
        .all(caller, listing)
        .thenApply(objects -> objects.stream().map(read).toList());
  }

  private static Call<WireObject> registration(Consumer<TogetherModelSpec> spec) {
    return RegistryCalls.register(SpecFields.of(new TogetherModelSpec(), spec)
        .body("register model", "name", "baseModelId", "type"));
  }

  // Without a mask the registry overwrites all that can be changed.
  private static Call<WireObject> change(String modelId, Consumer<TogetherModelSpec> spec) {
    Map<String, @Nullable Object> body =
        SpecFields.of(new TogetherModelSpec(), spec).body("update model");
    return RegistryCalls.update(modelId, body).query("updateMask", String.join(",", body.keySet()));
  }

  private static Call<WireObject> remote(String modelId, String url, @Nullable String token) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("modelId", modelId);
    body.put("remoteUrl", url);
    if (token != null) {
      body.put("token", token);
    }
    return RegistryCalls.startUpload(body);
  }

  /** Waits until a job is over. */
  final Function<Caller, CompletableFuture<TogetherModelJob>> ended(
      String what,
      String jobId,
      Supplier<Call<WireObject>> look,
      Consumer<WaitOptions.Builder> wait) {
    Poll<TogetherModelJob> poll = Poll.<TogetherModelJob>of(what, jobId)
        .until(job -> job.isSucceeded() || job.isFailed())
        .status(TogetherModelJob::status)
        .options(patience(wait, WaitOptions.builder()));
    return caller -> caller
        .await(
            poll,
            () -> management
                .ask(caller, look.get())
                .thenApply(answer -> new TogetherModelJob(answer.unwrapped("data"))))
        .thenApply(job -> {
          if (job.isSucceeded()) {
            return job;
          }
          throw failed(what, jobId, job);
        });
  }

  private static JobFailedException failed(String what, String jobId, TogetherModelJob job) {
    String reason = job.message().orElse("Together gives no reason");
    Failure failure = Failure.builder()
        .provider(TogetherProvider.ID)
        .operation("await " + what + " " + jobId)
        .message("it failed: " + reason)
        .outcome(Outcome.REJECTED)
        .build();
    return new JobFailedException(failure, jobId, job.status(), reason);
  }
}
