package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class TogetherRoadTest extends CommandRoad {
  TogetherRoadTest() {
    super("together", "Qwen/Qwen3-VL-8B-Instruct");
  }

  @Override
  List<String> jobOptions() {
    return List.of(
        ("--lora 8 --lora-alpha 16 --epochs 2 --learning-rate 1e-4 --train-vision true --seed 5"
                + " --suffix veg --set warmup_ratio=0.25 --set wandb_name=mine")
            .split(" "));
  }

  @Override
  void assertJob(String sent) {
    assertThat(sent)
        .contains("\"lora_r\":8")
        .contains("\"lora_alpha\":16")
        .contains("\"n_epochs\":2")
        .contains("\"train_vision\":true")
        .contains("\"random_seed\":5")
        .contains("\"suffix\":\"veg\"")
        .contains("\"warmup_ratio\":0.25")
        .contains("\"wandb_name\":\"mine\"");
  }

  @Override
  void assertPrice(String said) {
    assertThat(said).containsPattern("Price per hour: \\d+\\.\\d+ USD");
  }

  @Test
  @Order(6)
  void withoutHardwareNothingIsStarted() {
    Shell.Ran ambiguous = shell().run("deployments", "create", "--model", tuned());

    assertThat(ambiguous.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(ambiguous.err()).contains("choose the hardware");
  }
}
