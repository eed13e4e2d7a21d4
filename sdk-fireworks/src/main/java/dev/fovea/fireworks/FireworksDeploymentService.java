package dev.fovea.fireworks;

import dev.fovea.deployment.DeploymentService;

/** Deployments at Fireworks. Thread-safe. */
public interface FireworksDeploymentService extends DeploymentService {}
