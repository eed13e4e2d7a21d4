package dev.fovea.fireworks;

import dev.fovea.providertests.ModulePathTest;

class FireworksModulePathIT extends ModulePathTest {
  FireworksModulePathIT() {
    super(FireworksProvider.ID);
  }
}
