package dev.fovea.openai;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.time.Instant;
import java.util.Optional;

/** That a project may use a checkpoint of another one's job. Immutable and thread-safe. */
public final class OpenAiCheckpointPermission extends WireResource {
  OpenAiCheckpointPermission(WireObject wire) {
    super(wire, "id");
  }

  /** {@return the project that may use the checkpoint, {@code proj_…}} */
  public Optional<String> projectId() {
    return text("project_id");
  }

  /** {@return when it was given} */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }
}
