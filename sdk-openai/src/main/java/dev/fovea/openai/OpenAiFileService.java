package dev.fovea.openai;

import dev.fovea.file.FileService;

/** What OpenAI offers of file. */
public interface OpenAiFileService extends FileService {}
