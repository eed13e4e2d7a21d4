package dev.fovea.together;

import dev.fovea.provider.WireSpec;
import java.time.Duration;
import java.util.Map;

/** What an endpoint of Together's first interface is to be, or what to change about it. */
public final class TogetherDedicatedEndpointSpec extends WireSpec<TogetherDedicatedEndpointSpec> {
  TogetherDedicatedEndpointSpec() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets the model to serve. Required when it is made, fixed from then on.
   *
   * @param model its name, such as that of a fine-tuned model
   * @return these settings
   */
  public TogetherDedicatedEndpointSpec model(String model) {
    return set("model", model);
  }

  /**
   * Sets what a replica runs on. Required when it is made, fixed from then on.
   *
   * @param hardware an id of {@link TogetherEndpointService#hardware(String)}
   * @return these settings
   */
  public TogetherDedicatedEndpointSpec hardware(String hardware) {
    return set("hardware", hardware);
  }

  /**
   * Sets how many replicas there are. Required when it is made.
   *
   * @param min the smallest number, 0 or more
   * @param max the largest number, at least {@code min}
   * @return these settings
   */
  public TogetherDedicatedEndpointSpec autoscaling(int min, int max) {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException(
          "together: replicas must be 0 <= min <= max: min " + min + ", max " + max);
    }
    return set("autoscaling", Map.of("min_replicas", min, "max_replicas", max));
  }

  /**
   * Sets the name people read.
   *
   * @param displayName the name
   * @return these settings
   */
  public TogetherDedicatedEndpointSpec displayName(String displayName) {
    return set("display_name", displayName);
  }

  /**
   * Sets whether it runs. When it is made Together starts it by default.
   *
   * @param state {@code STARTED} or {@code STOPPED}
   * @return these settings
   */
  public TogetherDedicatedEndpointSpec state(String state) {
    return set("state", state);
  }

  /**
   * Sets the time without a request after which it stops by itself.
   *
   * @param timeout whole minutes; zero for never
   * @return these settings
   */
  public TogetherDedicatedEndpointSpec inactiveTimeout(Duration timeout) {
    if (timeout.isNegative() || (timeout.toMinutes() == 0 && !timeout.isZero())) {
      throw new IllegalArgumentException(
          "together: inactiveTimeout is zero or at least a minute, not " + timeout);
    }
    return set("inactive_timeout", timeout.toMinutes());
  }

  /**
   * Sets whether a small model may not guess ahead.
   *
   * @param disable true to forbid it
   * @return these settings
   */
  public TogetherDedicatedEndpointSpec disableSpeculativeDecoding(boolean disable) {
    return set("disable_speculative_decoding", disable);
  }

  /**
   * Sets where it runs.
   *
   * @param zone one of {@link TogetherEndpointService#availabilityZones()}
   * @return these settings
   */
  public TogetherDedicatedEndpointSpec availabilityZone(String zone) {
    return set("availability_zone", zone);
  }
}
