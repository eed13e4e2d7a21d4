package dev.fovea.fireworks;

/** What grades answers in reinforcement fine-tuning. Thread-safe. */
public interface FireworksEvaluatorService {}
