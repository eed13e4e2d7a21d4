package dev.fovea.together;

import dev.fovea.providertests.ModulePathTest;

class TogetherModulePathIT extends ModulePathTest {
  TogetherModulePathIT() {
    super(TogetherProvider.ID);
  }
}
