package dev.fovea.fireworks;

import dev.fovea.providertests.FootprintTest;

class FireworksFootprintIT extends FootprintTest {
  FireworksFootprintIT() {
    super(FireworksProvider.ID);
  }
}
