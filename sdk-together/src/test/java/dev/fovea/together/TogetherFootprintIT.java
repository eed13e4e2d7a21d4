package dev.fovea.together;

import dev.fovea.providertests.FootprintTest;

class TogetherFootprintIT extends FootprintTest {
  TogetherFootprintIT() {
    super(TogetherProvider.ID);
  }
}
