package dev.fovea.together;

import dev.fovea.provider.WireSpec;
import java.time.Instant;
import java.util.List;

/** Which events of an endpoint to list. All of them by default, newest first. */
public final class TogetherEventQuery extends WireSpec<TogetherEventQuery> {
  TogetherEventQuery() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets what must have happened.
   *
   * @param types Together's words
   * @return this query
   */
  public TogetherEventQuery types(String... types) {
    return set("types", List.of(types));
  }

  /**
   * Sets the time from which on to list.
   *
   * @param since the earliest time
   * @return this query
   */
  public TogetherEventQuery since(Instant since) {
    return set("since", since);
  }

  /**
   * Sets the time up to which to list.
   *
   * @param until the latest time
   * @return this query
   */
  public TogetherEventQuery until(Instant until) {
    return set("until", until);
  }

  /**
   * Sets how grave an event must be.
   *
   * @param minLevel {@code LEVEL_DEBUG}, {@code LEVEL_INFO}, {@code LEVEL_WARN} or
   *     {@code LEVEL_ERROR}
   * @return this query
   */
  public TogetherEventQuery minLevel(String minLevel) {
    return set("minLevel", minLevel);
  }

  /**
   * Sets what the events must be about.
   *
   * @param sourceKinds {@code SOURCE_KIND_ENDPOINT}, {@code SOURCE_KIND_DEPLOYMENT}
   * @return this query
   */
  public TogetherEventQuery sourceKinds(String... sourceKinds) {
    return set("sourceKinds", List.of(sourceKinds));
  }

  /**
   * Sets which deployments the events must be about.
   *
   * @param deploymentIds as {@code dep_…} or {@code ep_…/dep_…}
   * @return this query
   */
  public TogetherEventQuery deploymentIds(String... deploymentIds) {
    return set(
        "deploymentIds",
        List.of(deploymentIds).stream()
            .map(id -> id.substring(id.lastIndexOf('/') + 1))
            .toList());
  }

  /**
   * Sets which one thing the events must be about.
   *
   * @param subjectId its id
   * @return this query
   */
  public TogetherEventQuery subjectId(String subjectId) {
    return set("subjectId", subjectId);
  }

  /**
   * Sets how many events a page has.
   *
   * @param limit 1 to 500
   * @return this query
   */
  public TogetherEventQuery limit(int limit) {
    return set("limit", limit);
  }
}
