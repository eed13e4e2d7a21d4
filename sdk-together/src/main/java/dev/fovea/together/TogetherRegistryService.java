package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.page.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The project's registry of models and adapters, and uploads into it. Keeping models there costs
 * nothing; serving them does. Thread-safe.
 */
public interface TogetherRegistryService {
  /**
   * Lists the models of the registry.
   *
   * @param query sets which, and in which order
   * @return the models
   */
  Page<TogetherModel> registeredModels(Consumer<TogetherListQuery> query);

  /**
   * As {@link #registeredModels(Consumer)}, without holding the thread.
   *
   * @param query sets which, and in which order
   * @return the models, to come
   */
  CompletableFuture<Page<TogetherModel>> registeredModelsAsync(Consumer<TogetherListQuery> query);

  /**
   * Reads a model of the registry.
   *
   * @param modelId {@code ml_…}
   * @return the model
   */
  TogetherModel registeredModel(String modelId);

  /**
   * As {@link #registeredModel(String)}, without holding the thread.
   *
   * @param modelId {@code ml_…}
   * @return the model, to come
   */
  CompletableFuture<TogetherModel> registeredModelAsync(String modelId);

  /**
   * Makes the entry of a model whose weights are uploaded afterwards.
   *
   * @param spec sets name, baseModelId and type, which are required, and a description
   * @return the model
   */
  TogetherModel register(Consumer<TogetherModelSpec> spec);

  /**
   * As {@link #register(Consumer)}, without holding the thread.
   *
   * @param spec sets name, baseModelId and type, which are required, and a description
   * @return the model, to come
   */
  CompletableFuture<TogetherModel> registerAsync(Consumer<TogetherModelSpec> spec);

  /**
   * Changes name, description or visibility of a model.
   *
   * @param modelId {@code ml_…}
   * @param spec sets what changes; what is not set stays
   * @return the model
   */
  TogetherModel update(String modelId, Consumer<TogetherModelSpec> spec);

  /**
   * As {@link #update(String, Consumer)}, without holding the thread.
   *
   * @param modelId {@code ml_…}
   * @param spec sets what changes; what is not set stays
   * @return the model, to come
   */
  CompletableFuture<TogetherModel> updateAsync(String modelId, Consumer<TogetherModelSpec> spec);

  /**
   * Lists the files of a model, all of them.
   *
   * @param modelId {@code ml_…}
   * @param revisionId {@code rv_…}; null for the newest
   * @return the files
   */
  List<TogetherModel.StoredFile> files(String modelId, @Nullable String revisionId);

  /**
   * As {@link #files(String, String)}, without holding the thread.
   *
   * @param modelId {@code ml_…}
   * @param revisionId {@code rv_…}; null for the newest
   * @return the files, to come
   */
  CompletableFuture<List<TogetherModel.StoredFile>> filesAsync(
      String modelId, @Nullable String revisionId);

  /**
   * Lists the revisions of a model, newest first, all of them.
   *
   * @param modelId {@code ml_…}
   * @return the revisions
   */
  List<TogetherModel.Revision> revisions(String modelId);

  /**
   * As {@link #revisions(String)}, without holding the thread.
   *
   * @param modelId {@code ml_…}
   * @return the revisions, to come
   */
  CompletableFuture<List<TogetherModel.Revision>> revisionsAsync(String modelId);

  /**
   * Lets Together fetch the weights of a registered model.
   *
   * @param modelId {@code ml_…}
   * @param remoteUrl a Hugging Face repository, or a signed address of an archive
   * @param token the key for a closed Hugging Face repository, sent and never shown; null for none
   * @return the upload, just begun
   */
  TogetherModelJob uploadRemote(String modelId, String remoteUrl, @Nullable String token);

  /**
   * As {@link #uploadRemote(String, String, String)}, without holding the thread.
   *
   * @param modelId {@code ml_…}
   * @param remoteUrl a Hugging Face repository, or a signed address of an archive
   * @param token the key for a closed Hugging Face repository, sent and never shown; null for none
   * @return the upload, just begun, to come
   */
  CompletableFuture<TogetherModelJob> uploadRemoteAsync(
      String modelId, String remoteUrl, @Nullable String token);

  /**
   * Reads an upload.
   *
   * @param jobId the upload's id, {@code job_…}
   * @return the upload
   */
  TogetherModelJob remoteUpload(String jobId);

  /**
   * As {@link #remoteUpload(String)}, without holding the thread.
   *
   * @param jobId the upload's id, {@code job_…}
   * @return the upload, to come
   */
  CompletableFuture<TogetherModelJob> remoteUploadAsync(String jobId);

  /**
   * Lists the project's uploads.
   *
   * @param query sets how many a page has
   * @return the uploads
   */
  Page<TogetherModelJob> remoteUploads(Consumer<TogetherListQuery> query);

  /**
   * As {@link #remoteUploads(Consumer)}, without holding the thread.
   *
   * @param query sets how many a page has
   * @return the uploads, to come
   */
  CompletableFuture<Page<TogetherModelJob>> remoteUploadsAsync(Consumer<TogetherListQuery> query);

  /**
   * Lists what happened to an upload.
   *
   * @param jobId the upload's id, {@code job_…}
   * @return the events
   */
  Page<TogetherEvent> remoteUploadEvents(String jobId);

  /**
   * As {@link #remoteUploadEvents(String)}, without holding the thread.
   *
   * @param jobId the upload's id, {@code job_…}
   * @return the events, to come
   */
  CompletableFuture<Page<TogetherEvent>> remoteUploadEventsAsync(String jobId);

  /**
   * Waits until an upload is done. Ends with a {@code JobFailedException} when it fails, with a
   * {@code WaitTimeoutException} when it takes too long.
   *
   * @param jobId the upload's id, {@code job_…}
   * @param wait sets how long and how often to look
   * @return the upload
   */
  TogetherModelJob awaitRemoteUpload(String jobId, Consumer<WaitOptions.Builder> wait);

  /**
   * As {@link #awaitRemoteUpload(String, Consumer)}, without holding the thread.
   *
   * @param jobId the upload's id, {@code job_…}
   * @param wait sets how long and how often to look
   * @return the upload, to come
   */
  CompletableFuture<TogetherModelJob> awaitRemoteUploadAsync(
      String jobId, Consumer<WaitOptions.Builder> wait);
}
