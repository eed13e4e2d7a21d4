package dev.fovea.fireworks;

/** Texts in the order of how well they fit a question. Thread-safe. */
public interface FireworksRerankService {}
