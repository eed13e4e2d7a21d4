package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

class FireworksRoadTest extends CommandRoad {
  FireworksRoadTest() {
    super("fireworks", "accounts/fireworks/models/qwen3-vl-8b-instruct");
  }

  @Override
  List<String> jobOptions() {
    return List.of(("--lora 8 --epochs 2 --learning-rate 1e-4 --suffix veg --set isTurbo=false"
            + " --set displayName=mine")
        .split(" "));
  }

  @Override
  void assertJob(String sent) {
    assertThat(sent)
        .contains("\"loraRank\":8")
        .contains("\"epochs\":2")
        .contains("\"learningRate\":1.0E-4")
        .contains("\"outputModel\":\"")
        .contains("veg")
        .contains("\"isTurbo\":false")
        .contains("\"displayName\":\"mine\"");
  }

  @Override
  void assertPrice(String said) {
    // Fireworks' interface tells no prices.
    assertThat(said).contains("Price per hour: unknown");
  }
}
