package dev.fovea;

import dev.fovea.page.Page;
import java.util.concurrent.CompletableFuture;

/**
 * The models of a provider that the account can see, its own fine-tuned ones included where the
 * provider lists them. Being listed does not mean that a model can be asked without a deployment.
 * Thread-safe.
 */
public interface ModelService {
  /** {@return the models} */
  Page<ModelCard> list();

  /** {@return the models to be, without holding the thread} */
  CompletableFuture<Page<ModelCard>> listAsync();

  /**
   * Reads about one model.
   *
   * @param id its name, as the provider spells it
   * @return the model
   */
  ModelCard get(String id);

  /**
   * As {@link #get}, without holding the thread.
   *
   * @param id its name, as the provider spells it
   * @return the model to be
   */
  CompletableFuture<ModelCard> getAsync(String id);

  /**
   * Removes a model of one's own. Deleting what is gone is fine.
   *
   * @param id its name or id, as the provider spells it
   */
  void delete(String id);

  /**
   * As {@link #delete}, without holding the thread.
   *
   * @param id its name or id, as the provider spells it
   * @return completes when it is gone
   */
  CompletableFuture<Void> deleteAsync(String id);
}
