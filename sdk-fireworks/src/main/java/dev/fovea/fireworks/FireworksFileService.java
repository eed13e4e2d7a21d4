package dev.fovea.fireworks;

import dev.fovea.file.FileService;

/** Files at Fireworks, which are data sets. Thread-safe. */
public interface FireworksFileService extends FileService {}
