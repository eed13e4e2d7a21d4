package dev.fovea.openai;

import dev.fovea.providertests.FootprintTest;

class OpenAiFootprintIT extends FootprintTest {
  OpenAiFootprintIT() {
    super(OpenAiProvider.ID);
  }
}
