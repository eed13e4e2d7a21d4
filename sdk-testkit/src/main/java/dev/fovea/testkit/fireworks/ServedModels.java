package dev.fovea.testkit.fireworks;

import dev.fovea.testkit.learning.TunedModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands behind the model names of inference. Asking is traffic: it wakes what sleeps. */
interface ServedModels {
  /** What a model name leads to. */
  sealed interface Target {}

  /**
   * Something that answers.
   *
   * @param name the model's full name, as answers spell it
   * @param base the base model it is or was made from
   * @param learned what it has learned; null if nothing
   * @param host the full name of the deployment it runs on; null when serverless
   */
  record Ready(
      String name,
      Catalogue.Model base,
      @Nullable TunedModel learned,
      @Nullable String host) implements Target {
    /** What it has learned; absent if nothing. */
    Optional<TunedModel> tuned() {
      return Optional.ofNullable(learned);
    }

    /** The full name of the deployment it runs on; absent when serverless. */
    Optional<String> deployment() {
      return Optional.ofNullable(host);
    }
  }

  /** Nothing answers to that name: 404. */
  record Unknown() implements Target {}

  /** A deployment whose first replica is still to come: 503 {@code DEPLOYMENT_SCALING_UP}. */
  record ScalingUp() implements Target {}

  /** A deployment that is loading weights: 425. */
  record HotLoading() implements Target {}

  /** What the list of callable models says of one. */
  record Callable(String name, Catalogue.Model base, Instant createdAt) {}

  /** Finds what answers to a name, in any of its forms, and counts as traffic to it. */
  Target find(String name);

  /** The models that can be called now, serverless ones first. */
  List<Callable> callable();
}
