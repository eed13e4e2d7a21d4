package dev.fovea.openai;

import dev.fovea.ModelService;

/** What OpenAI offers of models. */
public interface OpenAiModelService extends ModelService {}
