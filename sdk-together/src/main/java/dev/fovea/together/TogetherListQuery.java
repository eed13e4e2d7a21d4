package dev.fovea.together;

import dev.fovea.provider.WireSpec;

/** Which part of a listing to read, and in which order. Everything by default, 50 a page. */
public final class TogetherListQuery extends WireSpec<TogetherListQuery> {
  TogetherListQuery() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets which entries to list, in Together's filter language: {@code name}, {@code created_at},
   * {@code updated_at} (deployments also {@code state}, {@code model}), {@code = != < <= > >=},
   * {@code AND OR NOT}, {@code name:"part*"}.
   *
   * @param filter such as {@code name="cars" AND created_at>"2026-08-01T00:00:00Z"}
   * @return this query
   */
  public TogetherListQuery filter(String filter) {
    return set("filter", filter);
  }

  /**
   * Sets the order.
   *
   * @param orderBy {@code created_at} or {@code updated_at}, with {@code asc} or {@code desc}
   * @return this query
   */
  public TogetherListQuery orderBy(String orderBy) {
    return set("orderBy", orderBy);
  }

  /**
   * Sets how many entries a page has.
   *
   * @param limit 1 to 500
   * @return this query
   */
  public TogetherListQuery limit(int limit) {
    return set("limit", limit);
  }
}
