package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint of Together's first interface, or an entry of its list, which tells less. It bills by
 * the minute from {@code PENDING} on until it is {@code STOPPED}.
 */
public final class TogetherDedicatedEndpoint extends WireResource {
  TogetherDedicatedEndpoint(WireObject wire) {
    super(wire, "id", "name");
  }

  /** {@return the name chat uses as its model} */
  public String name() {
    return text("name").orElseGet(this::id);
  }

  /** {@return the name people read} */
  public Optional<String> displayName() {
    return text("display_name");
  }

  /** {@return the model it serves} */
  public Optional<String> model() {
    return text("model");
  }

  /** {@return the hardware of a replica, as {@code hardware()} names it} */
  public Optional<String> hardware() {
    return text("hardware");
  }

  /** {@return {@code dedicated} or {@code serverless}} */
  public Optional<String> type() {
    return text("type");
  }

  /** {@return whose it is} */
  public Optional<String> owner() {
    return text("owner");
  }

  /**
   * {@return the state in Together's word: {@code PENDING}, {@code STARTING}, {@code STARTED},
   * {@code STOPPING}, {@code STOPPED}, {@code ERROR}, {@code FAILED} or one of the future; empty
   * when it does not say}
   */
  public String state() {
    return text("state").orElse("");
  }

  /** {@return the smallest number of replicas} */
  public Optional<Integer> minReplicas() {
    return wire().object("autoscaling").flatMap(scaling -> scaling.count("min_replicas"));
  }

  /** {@return the largest number of replicas} */
  public Optional<Integer> maxReplicas() {
    return wire().object("autoscaling").flatMap(scaling -> scaling.count("max_replicas"));
  }

  /** {@return when it was made} */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }
}
