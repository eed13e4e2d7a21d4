/**
 * Labelled examples on disk: read, write and check them. Start with
 * {@link dev.fovea.dataset.Example} and {@link dev.fovea.dataset.DatasetRules}.
 */
@NullMarked
package dev.fovea.dataset;

import org.jspecify.annotations.NullMarked;
