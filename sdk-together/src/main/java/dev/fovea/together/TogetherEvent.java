package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.time.Instant;
import java.util.Optional;

/** Something that happened to an endpoint, to a deployment below it, or to an upload. */
public final class TogetherEvent extends WireResource {
  TogetherEvent(WireObject wire) {
    super(wire, "id", "type");
  }

  /** {@return when it happened} */
  public Optional<Instant> createdAt() {
    return time("createdAt");
  }

  /** {@return what happened, in Together's word; empty when it does not say} */
  public String type() {
    return text("type").orElse("");
  }

  /**
   * {@return how grave it is, {@code LEVEL_DEBUG}, {@code _INFO}, {@code _WARN}, {@code _ERROR}}
   */
  public Optional<String> level() {
    return text("level");
  }

  /** {@return the sentence for people} */
  public Optional<String> message() {
    return text("message");
  }

  /** {@return the part of Together that tells it} */
  public Optional<String> source() {
    return text("source");
  }

  /** {@return what it is about, {@code SOURCE_KIND_ENDPOINT} or {@code SOURCE_KIND_DEPLOYMENT}} */
  public Optional<String> sourceKind() {
    return text("sourceKind");
  }

  /** {@return the deployment it is about, {@code dep_…}} */
  public Optional<String> deploymentId() {
    return text("deploymentId");
  }

  /** {@return why it happened, in Together's word} */
  public Optional<String> reason() {
    return text("reason");
  }

  /** {@return how many replicas there were before} */
  public Optional<Integer> oldReplicas() {
    return count("oldReplicas");
  }

  /** {@return how many replicas there are now} */
  public Optional<Integer> newReplicas() {
    return count("newReplicas");
  }
}
