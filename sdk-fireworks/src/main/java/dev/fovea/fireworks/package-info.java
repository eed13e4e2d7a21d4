/**
 * Fireworks AI in the shape of the neutral services. Start with
 * {@link dev.fovea.fireworks.FireworksClient}; {@link dev.fovea.fireworks.FireworksOptions} has
 * what only Fireworks knows.
 */
@NullMarked
package dev.fovea.fireworks;

import org.jspecify.annotations.NullMarked;
