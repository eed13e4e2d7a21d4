/**
 * What can go wrong, as one tree of unchecked exceptions. Start with
 * {@link dev.fovea.error.FoveaException} and {@link dev.fovea.error.Outcome}.
 */
@NullMarked
package dev.fovea.error;

import org.jspecify.annotations.NullMarked;
