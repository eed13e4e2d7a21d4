package dev.fovea.openai;

import dev.fovea.providertests.OperationCoverageTest;
import org.junit.jupiter.api.Order;

@Order(Integer.MAX_VALUE)
class OpenAiOperationCoverageTest extends OperationCoverageTest {
  OpenAiOperationCoverageTest() {
    super(OpenAiClient.class, OpenAiProvider.ID);
  }
}
