package dev.fovea.provider;

import dev.fovea.ModelCard;
import dev.fovea.ModelService;
import dev.fovea.page.Page;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;

/** Models of a provider: each flow once, both ways to run it. Thread-safe. */
public abstract class CallingModels extends CallingService implements ModelService {
  /**
   * For a provider's own models.
   *
   * @param transport makes the calls
   */
  protected CallingModels(Transport transport) {
    super(transport);
  }

  /**
   * Lists the models.
   *
   * @param caller makes the calls
   * @return the first page
   */
  protected abstract CompletableFuture<Page<ModelCard>> list(Caller caller);

  /**
   * Reads about a model.
   *
   * @param caller makes the calls
   * @param id the model
   * @return the model
   */
  protected abstract CompletableFuture<ModelCard> get(Caller caller, String id);

  /**
   * Deletes a model; one that is gone is no failure.
   *
   * @param caller makes the calls
   * @param id the model
   * @return completes when it is gone
   */
  protected abstract CompletableFuture<?> delete(Caller caller, String id);

  @Override
  public Page<ModelCard> list() {
    return now(this::list);
  }

  @Override
  public CompletableFuture<Page<ModelCard>> listAsync() {
    return later(this::list);
  }

  @Override
  public ModelCard get(String id) {
    return now(caller -> get(caller, id));
  }

  @Override
  public CompletableFuture<ModelCard> getAsync(String id) {
    return later(caller -> get(caller, id));
  }

  @Override
  public void delete(String id) {
    done(caller -> delete(caller, id));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String id) {
    return doneLater(caller -> delete(caller, id));
  }
}
