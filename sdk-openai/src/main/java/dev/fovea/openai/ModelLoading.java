package dev.fovea.openai;

import dev.fovea.config.Timing;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.error.NotFoundException;
import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.NumberFacts;
import dev.fovea.provider.OwnOptions;
import dev.fovea.provider.Refusal;
import java.time.Duration;

/**
 * Until when a model that is not there counts as one being loaded, and whether it is to be asked a
 * question. Immutable.
 */
final class ModelLoading {
  private static final NumberFacts FACTS =
      NumberFacts.of(OpenAiProvider.ID, DatedFacts.read(ModelLoading.class, "serving.json"));
  private static final Refusal REFUSAL = new Refusal(OpenAiProvider.ID, "create deployment");

  private final Timing timing;
  private final long begun;
  private final long windowNanos;
  private final boolean probe;

  private ModelLoading(Timing timing, Duration window, boolean probe) {
    this.timing = timing;
    this.begun = timing.nanoTime();
    this.windowNanos = window.toNanos();
    this.probe = probe;
  }

  static ModelLoading of(String model, OpenAiDeploymentOptions options, Timing timing) {
    // Models that nobody tuned are there or not.
    Duration whole = options
        .graceWindow()
        .orElseGet(() ->
            TunedName.is(model) ? Duration.ofSeconds(FACTS.number("graceSeconds")) : Duration.ZERO);
    Duration left = options
        .finishedAt()
        .map(end -> whole.minus(Duration.between(end, timing.now())))
        .filter(rest -> rest.compareTo(whole) < 0)
        .orElse(whole);
    return new ModelLoading(timing, left, options.probe());
  }

  /** Refuses what has no meaning where there are no machines. */
  static ModelLoading of(DeploymentRequest request, Timing timing) {
    request.hardware().ifPresent(word -> {
      throw refused("hardware", "OpenAI chooses the machines its models run on", "leave it out");
    });
    request.autoscaling().ifPresent(word -> {
      throw refused(
          "autoscaling",
          "OpenAI's models have no replicas of one's own",
          "leave it out; what limits them is the project's rate limit");
    });
    request.name().ifPresent(word -> {
      throw refused(
          "name",
          "a model at OpenAI answers to its own name only",
          "call it by " + request.model());
    });
    if (request.extraProperties().containsKey(OpenAiProvider.ID)) {
      throw refused(
          "extraProperties",
          "deploying a model sends no request that could carry them",
          "put them into the chat request");
    }
    OpenAiDeploymentOptions options = OwnOptions.find(
            OpenAiProvider.ID,
            request.options(),
            OpenAiDeploymentOptions.class,
            REFUSAL.operation())
        .orElseGet(() -> OpenAiDeploymentOptions.builder().build());
    return of(request.model(), options, timing);
  }

  static RuntimeException refused(String field, String why, String instead) {
    return REFUSAL.of(why, field, instead);
  }

  boolean probes() {
    return probe;
  }

  /** Whether a failed look means that the model is on its way. */
  boolean bears(Throwable failure) {
    return failure instanceof NotFoundException missing
        && (missing.code().filter("model_not_found"::equals).isPresent()
            || missing.param().filter("model"::equals).isPresent())
        && timing.nanoTime() - begun < windowNanos;
  }
}
