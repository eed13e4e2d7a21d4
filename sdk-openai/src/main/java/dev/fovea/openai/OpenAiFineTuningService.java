package dev.fovea.openai;

import dev.fovea.finetuning.FineTuningService;

/** What OpenAI offers of fine-tuning. */
public interface OpenAiFineTuningService extends FineTuningService {}
