/**
 * Making a model callable, and stopping what bills. Start with
 * {@link dev.fovea.deployment.DeploymentService} and {@link dev.fovea.deployment.DeploymentLease}.
 */
@NullMarked
package dev.fovea.deployment;

import org.jspecify.annotations.NullMarked;
