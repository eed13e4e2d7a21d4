/**
 * Fireworks AI as the client meets it: one account's control plane and inference behind
 * {@link dev.fovea.testkit.fireworks.FireworksService}, with its own view of the wire.
 */
@NullMarked
package dev.fovea.testkit.fireworks;

import org.jspecify.annotations.NullMarked;
