package dev.fovea.fireworks;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long an answer took and how much of its question was cached, as Fireworks measured it. What a
 * serverless model does not tell is absent. Immutable.
 */
public final class FireworksPerformance extends WireView {
  FireworksPerformance(Map<String, ?> metrics) {
    super(WireObject.of(metrics));
  }

  /** {@return the tokens of the question} */
  public Optional<Long> promptTokens() {
    return wire().integer("prompt-tokens");
  }

  /** {@return those of them that were in the cache} */
  public Optional<Long> cachedPromptTokens() {
    return wire().integer("cached-prompt-tokens");
  }

  /** {@return the time until the first token} */
  public Optional<Duration> timeToFirstToken() {
    return seconds("server-time-to-first-token");
  }

  /** {@return the time the server worked} */
  public Optional<Duration> processingTime() {
    return seconds("server-processing-time");
  }

  /** {@return the time the question waited before it was read; deployments only} */
  public Optional<Duration> prefillQueueTime() {
    return seconds("prefill-queue-duration");
  }

  /** {@return the time it took to read the question; deployments only} */
  public Optional<Duration> prefillTime() {
    return seconds("prefill-duration");
  }

  /** {@return the time the answer waited before it was written; deployments only} */
  public Optional<Duration> generationQueueTime() {
    return seconds("generation-queue-duration");
  }

  /** {@return the time it took to write the answer; deployments only} */
  public Optional<Duration> generationTime() {
    return seconds("generation-duration");
  }

  /** {@return how many requests the server worked on; deployments only} */
  public Optional<Long> concurrentRequests() {
    return wire().integer("num-concurrent-requests");
  }

  /** {@return the deployment that answered; deployments only} */
  public Optional<String> deployment() {
    return text("deployment");
  }

  /** {@return tokens of a predicted answer that were right} */
  public Optional<Long> matchedSpeculationTokens() {
    return wire().integer("speculation-prompt-matched-tokens");
  }

  // Numbers come as texts in headers; nobody waits a year for an answer.
  private Optional<Duration> seconds(String name) {
    return wire()
        .decimal(name)
        .filter(seconds -> seconds >= 0 && seconds < 1e8)
        .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  /** {@return all that was told} */
  @Override
  public String toString() {
    return "FireworksPerformance" + additionalProperties();
  }
}
