package dev.fovea.fireworks;

import dev.fovea.finetuning.FineTuningService;

/** Fine-tuning jobs at Fireworks. Thread-safe. */
public interface FireworksFineTuningService extends FineTuningService {}
