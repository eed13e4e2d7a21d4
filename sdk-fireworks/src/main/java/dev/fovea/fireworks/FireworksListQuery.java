package dev.fovea.fireworks;

import dev.fovea.provider.WireSpec;

/** Which part of a listing to read, and in which order. Everything by default, 50 a page. */
public final class FireworksListQuery extends WireSpec<FireworksListQuery> {
  FireworksListQuery() {
    super(FireworksProvider.ID);
  }

  /**
   * Sets which entries to list, in the filter language of Google's AIP-160. Fields are spelt in
   * {@code snake_case}.
   *
   * @param filter such as {@code state="READY" AND create_time>"2026-05-01T00:00:00Z"}
   * @return this query
   */
  public FireworksListQuery filter(String filter) {
    return set("filter", filter);
  }

  /**
   * Sets the order; by name unless the service says otherwise.
   *
   * @param orderBy a field in {@code snake_case}, such as {@code create_time desc}
   * @return this query
   */
  public FireworksListQuery orderBy(String orderBy) {
    return set("orderBy", orderBy);
  }

  /**
   * Sets how many entries a page has.
   *
   * @param pageSize 1 to 200; Fireworks lowers what is above
   * @return this query
   */
  public FireworksListQuery pageSize(int pageSize) {
    return set("pageSize", pageSize);
  }

  /**
   * Sets which fields of the entries are sent; the rest is then absent.
   *
   * @param fields names in {@code snake_case}, joined by commas; {@code name} and {@code state}
   *     must be among them
   * @return this query
   */
  public FireworksListQuery readMask(String fields) {
    return set("readMask", fields);
  }

  /**
   * Sets whether deleted deployments are listed too; for deployments only.
   *
   * @param showDeleted true to list them
   * @return this query
   */
  public FireworksListQuery showDeleted(boolean showDeleted) {
    return set("showDeleted", showDeleted);
  }

  /**
   * Sets the model to be run; for deployment shapes only.
   *
   * @param targetModel its full name
   * @return this query
   */
  public FireworksListQuery targetModel(String targetModel) {
    return set("targetModel", targetModel);
  }
}
