package dev.fovea.acme;

import dev.fovea.VisionClient;
import dev.fovea.providertests.ShapeTest;
import java.util.List;
import java.util.Map;

class AcmeShapeTest extends ShapeTest {
  AcmeShapeTest() {
    super(Map.of());
  }

  @Override
  protected List<Class<? extends VisionClient>> clients() {
    return List.of(AcmeClient.class);
  }
}
