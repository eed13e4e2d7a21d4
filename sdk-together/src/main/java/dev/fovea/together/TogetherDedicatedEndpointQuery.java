package dev.fovea.together;

import dev.fovea.provider.WireSpec;

/** Which endpoints of Together's first interface to list. All of them by default. */
public final class TogetherDedicatedEndpointQuery extends WireSpec<TogetherDedicatedEndpointQuery> {
  TogetherDedicatedEndpointQuery() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets the kind.
   *
   * @param type {@code dedicated} or {@code serverless}
   * @return this query
   */
  public TogetherDedicatedEndpointQuery type(String type) {
    return set("type", type);
  }

  /**
   * Sets how it is paid for.
   *
   * @param usageType {@code on-demand} or {@code reserved}
   * @return this query
   */
  public TogetherDedicatedEndpointQuery usageType(String usageType) {
    return set("usage_type", usageType);
  }

  /**
   * Sets whose to list.
   *
   * @param mine true for the caller's own only
   * @return this query
   */
  public TogetherDedicatedEndpointQuery mine(boolean mine) {
    return set("mine", mine);
  }
}
