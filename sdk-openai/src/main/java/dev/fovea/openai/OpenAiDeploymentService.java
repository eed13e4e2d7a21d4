package dev.fovea.openai;

import dev.fovea.deployment.DeploymentService;

/** What OpenAI offers of deployments. */
public interface OpenAiDeploymentService extends DeploymentService {}
