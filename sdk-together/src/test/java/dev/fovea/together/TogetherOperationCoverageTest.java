package dev.fovea.together;

import dev.fovea.providertests.OperationCoverageTest;
import org.junit.jupiter.api.Order;

@Order(Integer.MAX_VALUE)
class TogetherOperationCoverageTest extends OperationCoverageTest {
  TogetherOperationCoverageTest() {
    super(TogetherClient.class, TogetherProvider.ID);
  }
}
