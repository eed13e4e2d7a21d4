package dev.fovea.fireworks;

import dev.fovea.config.WaitOptions;
import dev.fovea.error.Excerpt;
import dev.fovea.error.Failure;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.Outcome;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingService;
import dev.fovea.provider.SpecFields;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Content;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Evaluators at Fireworks. Thread-safe. */
final class FireworksEvaluators extends CallingService implements FireworksEvaluatorService {
  private final EvaluatorCalls evaluators;

  FireworksEvaluators(Transport transport, Account account) {
    super(transport);
    this.evaluators = new EvaluatorCalls(account);
  }

  private static SpecFields told(Consumer<FireworksEvaluatorSpec> spec) {
    return SpecFields.of(new FireworksEvaluatorSpec(), spec);
  }

  private Function<Caller, CompletableFuture<FireworksEvaluator>> created(
      String evaluatorId, Consumer<FireworksEvaluatorSpec> spec) {
    return caller -> evaluators.create(caller, evaluatorId, told(spec).body("create evaluator"));
  }

  @Override
  public FireworksEvaluator create(String evaluatorId, Consumer<FireworksEvaluatorSpec> spec) {
    return now(created(evaluatorId, spec));
  }

  @Override
  public CompletableFuture<FireworksEvaluator> createAsync(
      String evaluatorId, Consumer<FireworksEvaluatorSpec> spec) {
    return later(created(evaluatorId, spec));
  }

  private Function<Caller, CompletableFuture<FireworksEvaluator>> uploaded(
      String evaluatorId, Path code, Consumer<FireworksEvaluatorSpec> spec) {
    return caller -> caller
        .work(unwanted -> Content.file(code))
        .thenCompose(file -> created(evaluatorId, spec)
            .apply(caller)
            .thenCompose(made -> evaluators.store(caller, made.id(), code, file)));
  }

  @Override
  public FireworksEvaluator upload(
      String evaluatorId, Path code, Consumer<FireworksEvaluatorSpec> spec) {
    return now(uploaded(evaluatorId, code, spec));
  }

  @Override
  public CompletableFuture<FireworksEvaluator> uploadAsync(
      String evaluatorId, Path code, Consumer<FireworksEvaluatorSpec> spec) {
    return later(uploaded(evaluatorId, code, spec));
  }

  private Function<Caller, CompletableFuture<FireworksEvaluator>> replaced(
      String evaluatorId, Path code) {
    return caller -> caller
        .work(unwanted -> Content.file(code))
        .thenCompose(file -> evaluators.replace(caller, evaluatorId, code, file));
  }

  @Override
  public FireworksEvaluator replaceCode(String evaluatorId, Path code) {
    return now(replaced(evaluatorId, code));
  }

  @Override
  public CompletableFuture<FireworksEvaluator> replaceCodeAsync(String evaluatorId, Path code) {
    return later(replaced(evaluatorId, code));
  }

  @Override
  public FireworksEvaluator get(String evaluatorId) {
    return now(caller -> evaluators.get(caller, evaluatorId));
  }

  @Override
  public CompletableFuture<FireworksEvaluator> getAsync(String evaluatorId) {
    return later(caller -> evaluators.get(caller, evaluatorId));
  }

  private Function<Caller, CompletableFuture<Page<FireworksEvaluator>>> listed(
      Consumer<FireworksListQuery> query) {
    return caller -> evaluators.list(caller, SpecFields.of(new FireworksListQuery(), query));
  }

  @Override
  public Page<FireworksEvaluator> list(Consumer<FireworksListQuery> query) {
    return now(listed(query));
  }

  @Override
  public CompletableFuture<Page<FireworksEvaluator>> listAsync(Consumer<FireworksListQuery> query) {
    return later(listed(query));
  }

  @Override
  public FireworksEvaluator update(String evaluatorId, Consumer<FireworksEvaluatorSpec> spec) {
    return now(caller -> evaluators.update(caller, evaluatorId, told(spec)));
  }

  @Override
  public CompletableFuture<FireworksEvaluator> updateAsync(
      String evaluatorId, Consumer<FireworksEvaluatorSpec> spec) {
    return later(caller -> evaluators.update(caller, evaluatorId, told(spec)));
  }

  @Override
  public void delete(String evaluatorId) {
    done(caller -> evaluators.delete(caller, evaluatorId));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String evaluatorId) {
    return doneLater(caller -> evaluators.delete(caller, evaluatorId));
  }

  @Override
  public FireworksEvaluator await(String evaluatorId, Consumer<WaitOptions.Builder> wait) {
    return now(caller -> built(caller, evaluatorId, wait));
  }

  @Override
  public CompletableFuture<FireworksEvaluator> awaitAsync(
      String evaluatorId, Consumer<WaitOptions.Builder> wait) {
    return later(caller -> built(caller, evaluatorId, wait));
  }

  private CompletableFuture<FireworksEvaluator> built(
      Caller caller, String evaluatorId, Consumer<WaitOptions.Builder> wait) {
    Poll<FireworksEvaluator> poll = Poll.<FireworksEvaluator>of("evaluator", evaluatorId)
        .until(evaluator -> evaluator.isActive() || evaluator.isFailed())
        .status(FireworksEvaluator::state)
        .options(patience(wait, WaitOptions.builder()));
    return caller
        .await(poll, () -> evaluators.get(caller, evaluatorId))
        .thenApply(FireworksEvaluators::active);
  }

  private static FireworksEvaluator active(FireworksEvaluator evaluator) {
    if (evaluator.isActive()) {
      return evaluator;
    }
    String why = evaluator.problem().orElse("");
    throw new JobFailedException(
        Failure.builder()
            .provider(FireworksProvider.ID)
            .operation("wait for evaluator " + evaluator.id())
            .message(
                Excerpt.of("its code could not be built" + (why.isEmpty() ? "" : ": " + why), 1000))
            .outcome(Outcome.REJECTED)
            .next("evaluators().downloadBuildLog(..) tells more; mend the code and replaceCode(..)")
            .build(),
        evaluator.id(),
        evaluator.state(),
        why);
  }

  private Function<Caller, CompletableFuture<Path>> log(
      String evaluatorId, Path target, CopyOption... options) {
    String what = "download build log of evaluator " + evaluatorId;
    return caller -> evaluators
        .log(caller, evaluatorId)
        .thenCompose(place -> SignedFiles.save(caller, what, place, target, options));
  }

  @Override
  public Path downloadBuildLog(String evaluatorId, Path target, CopyOption... options) {
    return now(log(evaluatorId, target, options));
  }

  @Override
  public CompletableFuture<Path> downloadBuildLogAsync(
      String evaluatorId, Path target, CopyOption... options) {
    return later(log(evaluatorId, target, options));
  }

  private Function<Caller, CompletableFuture<List<Path>>> code(
      String evaluatorId, Path folder, CopyOption... options) {
    String what = "download code of evaluator " + evaluatorId;
    return caller -> evaluators
        .code(caller, evaluatorId)
        .thenCompose(files -> SignedFiles.saveAll(caller, what, files, folder, options));
  }

  @Override
  public List<Path> downloadCode(String evaluatorId, Path folder, CopyOption... options) {
    return now(code(evaluatorId, folder, options));
  }

  @Override
  public CompletableFuture<List<Path>> downloadCodeAsync(
      String evaluatorId, Path folder, CopyOption... options) {
    return later(code(evaluatorId, folder, options));
  }
}
