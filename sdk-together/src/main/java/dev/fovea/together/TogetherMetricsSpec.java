package dev.fovea.together;

import dev.fovea.provider.WireSpec;
import java.time.Instant;

/** Which points of a job's metrics are wanted: all, unless set. For one thread and one use. */
public final class TogetherMetricsSpec extends WireSpec<TogetherMetricsSpec> {
  TogetherMetricsSpec() {
    super(TogetherProvider.ID);
  }

  /**
   * Leaves out what was measured before a step.
   *
   * @param step the first step wanted, 0 or more
   * @return these settings
   */
  public TogetherMetricsSpec fromStep(long step) {
    return set("global_step_from", step);
  }

  /**
   * Leaves out what was measured after a step.
   *
   * @param step the last step wanted, 0 or more
   * @return these settings
   */
  public TogetherMetricsSpec toStep(long step) {
    return set("global_step_to", step);
  }

  /**
   * Leaves out what was measured earlier.
   *
   * @param from the first moment wanted
   * @return these settings
   */
  public TogetherMetricsSpec from(Instant from) {
    return set("logged_at_from", from);
  }

  /**
   * Leaves out what was measured later.
   *
   * @param to the last moment wanted
   * @return these settings
   */
  public TogetherMetricsSpec to(Instant to) {
    return set("logged_at_to", to);
  }

  /**
   * Thins out the points of training; those of evaluation always come complete.
   *
   * @param points how many points of training at most, 1 or more
   * @return these settings
   */
  public TogetherMetricsSpec resolution(int points) {
    if (points < 1) {
      throw new IllegalArgumentException("resolution must be at least 1: " + points);
    }
    return set("resolution", points);
  }
}
