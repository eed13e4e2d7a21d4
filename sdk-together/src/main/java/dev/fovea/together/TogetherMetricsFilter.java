package dev.fovea.together;

import dev.fovea.transport.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which points of a job's metrics are wanted: all, unless set. For one thread and one use. */
public final class TogetherMetricsFilter {
  private final Map<String, Object> query = new LinkedHashMap<>();

  TogetherMetricsFilter() {}

  /**
   * Leaves out what was measured before a step.
   *
   * @param step the first step wanted, 0 or more
   * @return this filter
   */
  public TogetherMetricsFilter fromStep(long step) {
    return with("global_step_from", step);
  }

  /**
   * Leaves out what was measured after a step.
   *
   * @param step the last step wanted, 0 or more
   * @return this filter
   */
  public TogetherMetricsFilter toStep(long step) {
    return with("global_step_to", step);
  }

  /**
   * Leaves out what was measured earlier.
   *
   * @param from the first moment wanted
   * @return this filter
   */
  public TogetherMetricsFilter from(Instant from) {
    return with("logged_at_from", from);
  }

  /**
   * Leaves out what was measured later.
   *
   * @param to the last moment wanted
   * @return this filter
   */
  public TogetherMetricsFilter to(Instant to) {
    return with("logged_at_to", to);
  }

  /**
   * Thins out the points of training; those of evaluation always come complete.
   *
   * @param points how many points of training at most, 1 or more
   * @return this filter
   */
  public TogetherMetricsFilter resolution(int points) {
    if (points < 1) {
      throw new IllegalArgumentException("resolution must be at least 1: " + points);
    }
    return with("resolution", points);
  }

  private TogetherMetricsFilter with(String name, Object value) {
    query.put(name, value);
    return this;
  }

  <R> Call<R> narrow(Call<R> call) {
    query.forEach(call::query);
    return call;
  }

  @Override
  public String toString() {
    return "TogetherMetricsFilter" + query;
  }
}
