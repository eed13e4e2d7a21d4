package dev.fovea.fireworks;

import dev.fovea.providertests.OperationCoverageTest;
import org.junit.jupiter.api.Order;

@Order(Integer.MAX_VALUE)
class FireworksOperationCoverageTest extends OperationCoverageTest {
  FireworksOperationCoverageTest() {
    super(FireworksClient.class, FireworksProvider.ID);
  }
}
