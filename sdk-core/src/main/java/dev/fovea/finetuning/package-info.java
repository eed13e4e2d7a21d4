/**
 * Fine-tuning jobs, their events and checkpoints. Start with
 * {@link dev.fovea.finetuning.FineTuningService} and
 * {@link dev.fovea.finetuning.FineTuningRequest}.
 */
@NullMarked
package dev.fovea.finetuning;

import org.jspecify.annotations.NullMarked;
