package dev.fovea.fireworks;

import dev.fovea.ModelService;

/** Models at Fireworks. Thread-safe. */
public interface FireworksModelService extends ModelService {}
