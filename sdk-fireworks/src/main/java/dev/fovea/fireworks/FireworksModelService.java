package dev.fovea.fireworks;

import dev.fovea.ModelCard;
import dev.fovea.ModelService;
import dev.fovea.config.WaitOptions;
import dev.fovea.page.Page;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Models at Fireworks: the account's own, tuned or uploaded, and those Fireworks offers.
 * {@code list} goes through the account's own and then, page by page, through what Fireworks
 * offers; {@code get} and {@code delete} take a full name, {@code accounts/ACCOUNT/models/ID}, or
 * the id alone of one of the account's own. {@link FireworksModel#of} has what only Fireworks
 * tells. Thread-safe.
 *
 * <p>An upload registers the model, stores its files and lets Fireworks check them. Where it breaks
 * off, the model stands half uploaded under its id: {@link #uploadFiles} goes on, {@code delete}
 * removes it. Models cost nothing while nobody deploys them.
 */
public interface FireworksModelService extends ModelService {
  /**
   * Lists the models of one account.
   *
   * @param accountId whose, such as {@code acme}; {@code fireworks} for those Fireworks offers
   * @param query sets which, and in which order
   * @return the models
   */
  Page<ModelCard> list(String accountId, Consumer<FireworksListQuery> query);

  /**
   * As {@link #list(String, Consumer)}, without holding the thread.
   *
   * @param accountId whose, such as {@code acme}; {@code fireworks} for those Fireworks offers
   * @param query sets which, and in which order
   * @return the models, to come
   */
  CompletableFuture<Page<ModelCard>> listAsync(
      String accountId, Consumer<FireworksListQuery> query);

  /**
   * Registers a model without its files, which {@link #uploadFiles} stores. The same again makes no
   * second one.
   *
   * @param modelId the id it gets: 1 to 63 of a-z, 0-9 and -, beginning with a letter
   * @param spec sets what it is
   * @return the model, which is not ready
   */
  ModelCard create(String modelId, Consumer<FireworksModelSpec> spec);

  /**
   * As {@link #create(String, Consumer)}, without holding the thread.
   *
   * @param modelId the id it gets: 1 to 63 of a-z, 0-9 and -, beginning with a letter
   * @param spec sets what it is
   * @return the model, which is not ready, to come
   */
  CompletableFuture<ModelCard> createAsync(String modelId, Consumer<FireworksModelSpec> spec);

  /**
   * Uploads a model or an adapter in the format of Hugging Face, and waits until it is ready. The
   * rank and the modules of an adapter are taken from its {@code adapter_config.json}. Files of any
   * size go through little memory.
   *
   * @param modelId the id it gets: 1 to 63 of a-z, 0-9 and -, beginning with a letter
   * @param folder the folder with its files; what is hidden and what lies deeper is left out
   * @param spec sets baseModel, which adapters need, and more
   * @return the model and what Fireworks remarked about it
   */
  FireworksUploadedModel upload(String modelId, Path folder, Consumer<FireworksModelSpec> spec);

  /**
   * As {@link #upload(String, Path, Consumer)}, without holding the thread.
   *
   * @param modelId the id it gets: 1 to 63 of a-z, 0-9 and -, beginning with a letter
   * @param folder the folder with its files; what is hidden and what lies deeper is left out
   * @param spec sets baseModel, which adapters need, and more
   * @return the model and what Fireworks remarked about it, to come
   */
  CompletableFuture<FireworksUploadedModel> uploadAsync(
      String modelId, Path folder, Consumer<FireworksModelSpec> spec);

  /**
   * Stores the files of a model that is registered, in place of those it has, and waits until it is
   * ready.
   *
   * @param modelId its full name, or its id in this account
   * @param folder the folder with its files; what is hidden and what lies deeper is left out
   * @param spec sets who hears how far it is, and how the files are checked; what else is set is
   *     not sent
   * @return the model and what Fireworks remarked about it
   */
  FireworksUploadedModel uploadFiles(
      String modelId, Path folder, Consumer<FireworksModelSpec> spec);

  /**
   * As {@link #uploadFiles(String, Path, Consumer)}, without holding the thread.
   *
   * @param modelId its full name, or its id in this account
   * @param folder the folder with its files; what is hidden and what lies deeper is left out
   * @param spec sets who hears how far it is, and how the files are checked; what else is set is
   *     not sent
   * @return the model and what Fireworks remarked about it, to come
   */
  CompletableFuture<FireworksUploadedModel> uploadFilesAsync(
      String modelId, Path folder, Consumer<FireworksModelSpec> spec);

  /**
   * Waits until a model is ready, such as one that a job has just made.
   *
   * @param modelId its full name, or its id in this account
   * @param wait sets how patient to be
   * @return the model, ready
   */
  ModelCard await(String modelId, Consumer<WaitOptions.Builder> wait);

  /**
   * As {@link #await(String, Consumer)}, without holding the thread.
   *
   * @param modelId its full name, or its id in this account
   * @param wait sets how patient to be
   * @return the model, ready, to come
   */
  CompletableFuture<ModelCard> awaitAsync(String modelId, Consumer<WaitOptions.Builder> wait);

  /**
   * Changes what is said about a model.
   *
   * @param modelId its full name, or its id in this account
   * @param spec sets what changes; what is not set stays
   * @return the model
   */
  ModelCard update(String modelId, Consumer<FireworksModelSpec> spec);

  /**
   * As {@link #update(String, Consumer)}, without holding the thread.
   *
   * @param modelId its full name, or its id in this account
   * @param spec sets what changes; what is not set stays
   * @return the model, to come
   */
  CompletableFuture<ModelCard> updateAsync(String modelId, Consumer<FireworksModelSpec> spec);

  /**
   * Lets Fireworks turn a model's weights into another precision before a deployment asks for it.
   *
   * @param modelId its full name, or its id in this account
   * @param precision Fireworks' word, such as {@code FP8}
   */
  void prepare(String modelId, String precision);

  /**
   * As {@link #prepare(String, String)}, without holding the thread.
   *
   * @param modelId its full name, or its id in this account
   * @param precision Fireworks' word, such as {@code FP8}
   * @return completes when it is done
   */
  CompletableFuture<Void> prepareAsync(String modelId, String precision);

  /**
   * Saves a model's files, such as a tuned adapter. What breaks off goes on where it was.
   *
   * @param modelId its full name, or its id in this account
   * @param folder where to; made if it is not there
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the files
   */
  List<Path> download(String modelId, Path folder, CopyOption... options);

  /**
   * As {@link #download(String, Path, CopyOption...)}, without holding the thread.
   *
   * @param modelId its full name, or its id in this account
   * @param folder where to; made if it is not there
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the files, to come
   */
  CompletableFuture<List<Path>> downloadAsync(String modelId, Path folder, CopyOption... options);
}
