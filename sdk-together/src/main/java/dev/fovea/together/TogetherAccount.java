package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.util.Optional;

/** Whose key this is: the project it works in, and the organization and user behind it. */
public final class TogetherAccount extends WireResource {
  TogetherAccount(WireObject wire) {
    super(wire, "project_id");
  }

  /** {@return the project that deployments and registry models belong to, {@code proj_…}} */
  public String projectId() {
    return id();
  }

  /** {@return the project's name} */
  public Optional<String> projectName() {
    return text("project_name");
  }

  /** {@return the first part of the names of the project's endpoints and models} */
  public Optional<String> projectSlug() {
    return text("project_slug");
  }

  /** {@return the organization's id} */
  public Optional<String> organizationId() {
    return text("organization_id");
  }

  /** {@return the organization's name} */
  public Optional<String> organizationName() {
    return text("organization_name");
  }

  /** {@return the id of the key, which is not the key} */
  public Optional<String> apiKeyId() {
    return text("api_key_id");
  }

  /** {@return the user the key belongs to; absent for keys of no user} */
  public Optional<String> userId() {
    return text("user_id");
  }
}
