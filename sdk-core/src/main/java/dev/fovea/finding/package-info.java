/**
 * What a check found. Start with {@link dev.fovea.finding.Finding} and
 * {@link dev.fovea.finding.Severity}.
 */
@NullMarked
package dev.fovea.finding;

import org.jspecify.annotations.NullMarked;
