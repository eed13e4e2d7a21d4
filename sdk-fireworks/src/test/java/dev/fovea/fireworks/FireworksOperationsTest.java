package dev.fovea.fireworks;

import dev.fovea.providertests.OperationsTest;

class FireworksOperationsTest extends OperationsTest {
  FireworksOperationsTest() {
    super(FireworksClient.class, "GET accounts");
  }
}
