package dev.fovea.openai;

import dev.fovea.page.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Which other projects of the organization may use the checkpoints of a job. Every call is made
 * with the key of administrators ({@code OPENAI_ADMIN_KEY}, {@code OpenAiClient.builder()
 * .adminKey(..)}) and never with the ordinary one; without it each fails with an
 * {@code IllegalStateException} and nothing is sent. A checkpoint is named by
 * {@code fine_tuned_model_checkpoint}, {@code ft:…:ckpt-step-60}. Thread-safe.
 */
public interface OpenAiCheckpointPermissionService {
  /**
   * Lets projects use a checkpoint.
   *
   * @param checkpoint the checkpoint's name
   * @param projectIds the projects, {@code proj_…}; at least one
   * @return the permissions, one for each project
   */
  List<OpenAiCheckpointPermission> create(String checkpoint, List<String> projectIds);

  /**
   * As {@link #create}, without holding the thread.
   *
   * @param checkpoint the checkpoint's name
   * @param projectIds the projects, {@code proj_…}; at least one
   * @return the permissions to be
   */
  CompletableFuture<List<OpenAiCheckpointPermission>> createAsync(
      String checkpoint, List<String> projectIds);

  /**
   * Lists who may use a checkpoint.
   *
   * @param checkpoint the checkpoint's name
   * @param query sets which, and in which order
   * @return the permissions, the newest first unless the query says otherwise
   */
  Page<OpenAiCheckpointPermission> list(
      String checkpoint, Consumer<OpenAiCheckpointPermissionQuery> query);

  /**
   * As {@link #list}, without holding the thread.
   *
   * @param checkpoint the checkpoint's name
   * @param query sets which, and in which order
   * @return the permissions to be
   */
  CompletableFuture<Page<OpenAiCheckpointPermission>> listAsync(
      String checkpoint, Consumer<OpenAiCheckpointPermissionQuery> query);

  /**
   * Takes a permission back. Deleting what is gone is fine.
   *
   * @param checkpoint the checkpoint's name
   * @param permissionId the permission, {@code cp_…}
   */
  void delete(String checkpoint, String permissionId);

  /**
   * As {@link #delete}, without holding the thread.
   *
   * @param checkpoint the checkpoint's name
   * @param permissionId the permission, {@code cp_…}
   * @return completes when it is gone
   */
  CompletableFuture<Void> deleteAsync(String checkpoint, String permissionId);
}
