package dev.fovea.openai;

import dev.fovea.provider.WireSpec;

/** Which permissions of a checkpoint to list. All by default, the newest first. */
public final class OpenAiCheckpointPermissionQuery
    extends WireSpec<OpenAiCheckpointPermissionQuery> {
  OpenAiCheckpointPermissionQuery() {
    super(OpenAiProvider.ID);
  }

  /**
   * Lists the permissions of one project only.
   *
   * @param projectId the project, {@code proj_…}
   * @return this query
   */
  public OpenAiCheckpointPermissionQuery projectId(String projectId) {
    return set("project_id", projectId);
  }

  /**
   * Begins behind a permission.
   *
   * @param permissionId the last one already seen
   * @return this query
   */
  public OpenAiCheckpointPermissionQuery after(String permissionId) {
    return set("after", permissionId);
  }

  /**
   * Sets how many entries a page has; 10 when unset.
   *
   * @param limit at least 1
   * @return this query
   */
  public OpenAiCheckpointPermissionQuery limit(int limit) {
    return set("limit", limit);
  }

  /**
   * Sets the order by time.
   *
   * @param order {@code ascending} or {@code descending}, which is what OpenAI does by itself;
   *     other listings spell it differently
   * @return this query
   */
  public OpenAiCheckpointPermissionQuery order(String order) {
    return set("order", order);
  }
}
