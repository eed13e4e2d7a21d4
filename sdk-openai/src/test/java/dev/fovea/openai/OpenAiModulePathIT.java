package dev.fovea.openai;

import dev.fovea.providertests.ModulePathTest;

class OpenAiModulePathIT extends ModulePathTest {
  OpenAiModulePathIT() {
    super(OpenAiProvider.ID);
  }
}
