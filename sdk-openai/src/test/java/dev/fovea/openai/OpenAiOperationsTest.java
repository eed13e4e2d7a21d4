package dev.fovea.openai;

import dev.fovea.providertests.OperationsTest;

class OpenAiOperationsTest extends OperationsTest {
  OpenAiOperationsTest() {
    super(OpenAiClient.class, "POST chat/completions");
  }
}
