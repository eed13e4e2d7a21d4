package dev.fovea.together;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A measure that decides how many replicas a deployment has. Without one Together counts the
 * requests in flight and aims at 8 for each replica. Immutable.
 */
public final class TogetherScalingMetric {
  private final Map<String, @Nullable Object> fields;

  private TogetherScalingMetric(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /**
   * A measure and its aim.
   *
   * @param name what is measured, in Together's word: {@code inflight_requests},
   *     {@code gpu_utilization}, {@code ttft}, {@code e2e_latency}, …
   * @param type how the aim is meant: {@code METRIC_TARGET_TYPE_VALUE}, {@code _UTILIZATION} or
   *     {@code _AVERAGE_VALUE}
   * @param target the aim, in the measure's unit
   * @return the measure
   */
  public static TogetherScalingMetric of(String name, String type, double target) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", Objects.requireNonNull(name, "name"));
    fields.put("type", Objects.requireNonNull(type, "type"));
    fields.put("target", whole(target));
    return new TogetherScalingMetric(fields);
  }

  /**
   * The same measure, looked at by a percentile.
   *
   * @param percentile {@code p50}, {@code p90}, {@code p95} or {@code p99}
   * @return the measure
   */
  public TogetherScalingMetric percentile(String percentile) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
    more.put("percentile", Objects.requireNonNull(percentile, "percentile"));
    return new TogetherScalingMetric(more);
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }

  // Servers that want a whole number refuse 1.0.
  static Number whole(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return (long) number;
    }
    return number;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TogetherScalingMetric metric && metric.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return "TogetherScalingMetric" + fields;
  }
}
