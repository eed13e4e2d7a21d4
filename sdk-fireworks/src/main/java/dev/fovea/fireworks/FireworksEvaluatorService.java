package dev.fovea.fireworks;

import dev.fovea.config.WaitOptions;
import dev.fovea.page.Page;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What grades answers in reinforcement fine-tuning: code that Fireworks builds and runs. An
 * evaluator is {@link #upload uploaded} as an archive, or {@link #create created} with its code in
 * the request; then Fireworks builds it. Thread-safe.
 *
 * <p>Ids are full names such as {@code accounts/acme/evaluators/exact}; a short id means one of the
 * own account.
 */
public interface FireworksEvaluatorService {
  /**
   * Makes an evaluator. Its id is chosen here, so that a request that is sent again makes no second
   * one.
   *
   * @param evaluatorId its short id: 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}
   * @param spec sets what it is
   * @return the evaluator
   * @throws dev.fovea.error.ConflictException if another has this id
   */
  FireworksEvaluator create(String evaluatorId, Consumer<FireworksEvaluatorSpec> spec);

  /**
   * As {@link #create}, without holding the thread.
   *
   * @param evaluatorId its short id
   * @param spec sets what it is
   * @return the evaluator
   */
  CompletableFuture<FireworksEvaluator> createAsync(
      String evaluatorId, Consumer<FireworksEvaluatorSpec> spec);

  /**
   * Makes an evaluator of an archive of code. When storing the code fails, the evaluator is there
   * without it: {@link #replaceCode} tries that again.
   *
   * @param evaluatorId its short id: 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}
   * @param code the archive, a {@code .tar.gz} as Fireworks' own tools make it
   * @param spec sets what it is
   * @return the evaluator, usually still being built
   * @throws dev.fovea.error.ConflictException if another has this id
   * @throws java.io.UncheckedIOException if the archive cannot be read; nothing was sent
   */
  FireworksEvaluator upload(String evaluatorId, Path code, Consumer<FireworksEvaluatorSpec> spec);

  /**
   * As {@link #upload}, without holding the thread.
   *
   * @param evaluatorId its short id
   * @param code the archive
   * @param spec sets what it is
   * @return the evaluator, usually still being built
   */
  CompletableFuture<FireworksEvaluator> uploadAsync(
      String evaluatorId, Path code, Consumer<FireworksEvaluatorSpec> spec);

  /**
   * Gives an evaluator other code.
   *
   * @param evaluatorId the evaluator
   * @param code the archive, a {@code .tar.gz} as Fireworks' own tools make it
   * @return the evaluator, usually being built again
   * @throws java.io.UncheckedIOException if the archive cannot be read; nothing was sent
   */
  FireworksEvaluator replaceCode(String evaluatorId, Path code);

  /**
   * As {@link #replaceCode}, without holding the thread.
   *
   * @param evaluatorId the evaluator
   * @param code the archive
   * @return the evaluator, usually being built again
   */
  CompletableFuture<FireworksEvaluator> replaceCodeAsync(String evaluatorId, Path code);

  /**
   * Asks for one evaluator.
   *
   * @param evaluatorId the evaluator
   * @return the evaluator as it stands now
   * @throws dev.fovea.error.NotFoundException if there is no such evaluator
   */
  FireworksEvaluator get(String evaluatorId);

  /**
   * As {@link #get}, without holding the thread.
   *
   * @param evaluatorId the evaluator
   * @return the evaluator as it stands now
   */
  CompletableFuture<FireworksEvaluator> getAsync(String evaluatorId);

  /**
   * Lists evaluators.
   *
   * @param query sets which, and in which order
   * @return the first page
   */
  Page<FireworksEvaluator> list(Consumer<FireworksListQuery> query);

  /**
   * As {@link #list}, without holding the thread.
   *
   * @param query sets which, and in which order
   * @return the first page
   */
  CompletableFuture<Page<FireworksEvaluator>> listAsync(Consumer<FireworksListQuery> query);

  /**
   * Changes what an evaluator says about itself.
   *
   * @param evaluatorId the evaluator
   * @param spec sets what changes
   * @return the evaluator
   * @throws dev.fovea.error.NotFoundException if there is no such evaluator
   */
  FireworksEvaluator update(String evaluatorId, Consumer<FireworksEvaluatorSpec> spec);

  /**
   * As {@link #update}, without holding the thread.
   *
   * @param evaluatorId the evaluator
   * @param spec sets what changes
   * @return the evaluator
   */
  CompletableFuture<FireworksEvaluator> updateAsync(
      String evaluatorId, Consumer<FireworksEvaluatorSpec> spec);

  /**
   * Deletes an evaluator. Deleting one that is gone is fine.
   *
   * @param evaluatorId the evaluator
   */
  void delete(String evaluatorId);

  /**
   * As {@link #delete}, without holding the thread.
   *
   * @param evaluatorId the evaluator
   * @return completes when it is gone
   */
  CompletableFuture<Void> deleteAsync(String evaluatorId);

  /**
   * Waits until an evaluator is built.
   *
   * @param evaluatorId the evaluator
   * @param wait how patient to be
   * @return the evaluator, which can grade
   * @throws dev.fovea.error.JobFailedException if its code could not be built
   * @throws dev.fovea.error.WaitTimeoutException if time is up; the building goes on
   */
  FireworksEvaluator await(String evaluatorId, Consumer<WaitOptions.Builder> wait);

  /**
   * As {@link #await}, without holding the thread.
   *
   * @param evaluatorId the evaluator
   * @param wait how patient to be
   * @return the evaluator, which can grade
   */
  CompletableFuture<FireworksEvaluator> awaitAsync(
      String evaluatorId, Consumer<WaitOptions.Builder> wait);

  /**
   * Downloads what was said while an evaluator was built.
   *
   * @param evaluatorId the evaluator
   * @param target the file to write
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the file
   * @throws java.io.UncheckedIOException if the file exists or cannot be written
   */
  Path downloadBuildLog(String evaluatorId, Path target, CopyOption... options);

  /**
   * As {@link #downloadBuildLog}, without holding the thread.
   *
   * @param evaluatorId the evaluator
   * @param target the file to write
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the file
   */
  CompletableFuture<Path> downloadBuildLogAsync(
      String evaluatorId, Path target, CopyOption... options);

  /**
   * Downloads an evaluator's code, each file under its own name.
   *
   * @param evaluatorId the evaluator
   * @param folder where to; it must exist
   * @param options {@code REPLACE_EXISTING} to replace files that are there
   * @return the files in the order of their names
   * @throws java.io.UncheckedIOException if a file is there already or cannot be written
   */
  List<Path> downloadCode(String evaluatorId, Path folder, CopyOption... options);

  /**
   * As {@link #downloadCode}, without holding the thread.
   *
   * @param evaluatorId the evaluator
   * @param folder where to; it must exist
   * @param options {@code REPLACE_EXISTING} to replace files that are there
   * @return the files in the order of their names
   */
  CompletableFuture<List<Path>> downloadCodeAsync(
      String evaluatorId, Path folder, CopyOption... options);
}
