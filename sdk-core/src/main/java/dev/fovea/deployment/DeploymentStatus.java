package dev.fovea.deployment;

/**
 * How far a deployment is, in our words; the provider's own word stands beside it in
 * {@link Deployment#providerStatus()}. May grow in a minor version: keep a default branch.
 */
public enum DeploymentStatus {
  /** Asked for; nothing runs yet. */
  PENDING,
  /** Machines are being found or the model is being loaded. */
  STARTING,
  /** At least one replica is ready. Whether requests reach it is what {@code await} finds out. */
  READY,
  /** Some replicas work and some do not. */
  DEGRADED,
  /** On its way to a stop. It may still bill. */
  STOPPING,
  /** Nothing runs and nothing bills; it can be scaled up again. */
  STOPPED,
  /** The provider gave up on it. */
  FAILED,
  /** A word this version does not know. Treat it as not finished. */
  UNKNOWN
}
