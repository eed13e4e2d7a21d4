package dev.fovea.together;

/** The id of a deployment: the endpoint it stands below, and its own. */
record DeploymentId(String endpoint, String deployment) {
  static DeploymentId parse(String id) {
    int slash = id.indexOf('/');
    boolean pair = slash > 0 && slash < id.length() - 1 && id.indexOf('/', slash + 1) < 0;
    if (!pair) {
      throw new IllegalArgumentException(
          "together: a deployment's id is ep_…/dep_…, as list() shows it, or endpoint-…, not '" + id
              + "'");
    }
    return new DeploymentId(id.substring(0, slash), id.substring(slash + 1));
  }

  @Override
  public String toString() {
    return endpoint + "/" + deployment;
  }
}
