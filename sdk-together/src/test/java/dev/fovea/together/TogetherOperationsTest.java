package dev.fovea.together;

import dev.fovea.providertests.OperationsTest;

class TogetherOperationsTest extends OperationsTest {
  TogetherOperationsTest() {
    super(
        TogetherClient.class,
        "POST files",
        "GET fine-tunes/{id}",
        "DELETE projects/{project}/endpoints/{endpoint}");
  }
}
