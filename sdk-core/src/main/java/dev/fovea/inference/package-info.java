/**
 * What models do besides chat: vectors of texts, plain completions, and batches of chat requests
 * answered later. Start with {@link dev.fovea.inference.EmbeddingService},
 * {@link dev.fovea.inference.CompletionService} and {@link dev.fovea.inference.BatchService}.
 */
@NullMarked
package dev.fovea.inference;

import org.jspecify.annotations.NullMarked;
