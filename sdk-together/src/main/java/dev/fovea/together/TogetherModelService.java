package dev.fovea.together;

import dev.fovea.ModelCard;
import dev.fovea.ModelService;
import dev.fovea.config.WaitOptions;
import dev.fovea.page.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Models at Together: those it serves, the project's registry, and uploads by the first interface.
 * {@code list} goes through the models Together serves and then, page by page, through what else
 * the registry has; {@code get} and {@code delete} take a name or a registry id {@code ml_…}.
 * Thread-safe.
 */
public interface TogetherModelService extends ModelService, TogetherRegistryService {
  /**
   * Lists the models that can be deployed on hardware of one's own.
   *
   * @return the models
   */
  Page<ModelCard> listDedicated();

  /**
   * As {@link #listDedicated()}, without holding the thread.
   *
   * @return the models, to come
   */
  CompletableFuture<Page<ModelCard>> listDedicatedAsync();

  /**
   * Lets Together fetch a model or an adapter from elsewhere, by its first interface.
   *
   * @param spec sets modelName and modelSource, which are required, and more
   * @return the job, with the model's name
   */
  TogetherModelJob upload(Consumer<TogetherModelUploadSpec> spec);

  /**
   * As {@link #upload(Consumer)}, without holding the thread.
   *
   * @param spec sets modelName and modelSource, which are required, and more
   * @return the job, with the model's name, to come
   */
  CompletableFuture<TogetherModelJob> uploadAsync(Consumer<TogetherModelUploadSpec> spec);

  /**
   * Reads a job of the first interface.
   *
   * @param jobId the job's id
   * @return the job
   */
  TogetherModelJob job(String jobId);

  /**
   * As {@link #job(String)}, without holding the thread.
   *
   * @param jobId the job's id
   * @return the job, to come
   */
  CompletableFuture<TogetherModelJob> jobAsync(String jobId);

  /**
   * Lists the jobs of the first interface.
   *
   * @return the jobs, all of them
   */
  List<TogetherModelJob> jobs();

  /**
   * As {@link #jobs()}, without holding the thread.
   *
   * @return the jobs, all of them, to come
   */
  CompletableFuture<List<TogetherModelJob>> jobsAsync();

  /**
   * Waits until a job of the first interface is done. Ends with a {@code JobFailedException} when
   * it fails, with a {@code WaitTimeoutException} when it takes too long.
   *
   * @param jobId the job's id
   * @param wait sets how long and how often to look
   * @return the job
   */
  TogetherModelJob awaitJob(String jobId, Consumer<WaitOptions.Builder> wait);

  /**
   * As {@link #awaitJob(String, Consumer)}, without holding the thread.
   *
   * @param jobId the job's id
   * @param wait sets how long and how often to look
   * @return the job, to come
   */
  CompletableFuture<TogetherModelJob> awaitJobAsync(
      String jobId, Consumer<WaitOptions.Builder> wait);
}
