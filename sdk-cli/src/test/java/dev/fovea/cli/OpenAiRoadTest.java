package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class OpenAiRoadTest extends CommandRoad {
  OpenAiRoadTest() {
    super("openai", "gpt-4o-2024-08-06");
  }

  @Override
  boolean hasMachines() {
    return false;
  }

  @Override
  List<String> jobOptions() {
    return List.of(("--epochs 2 --batch-size 3 --seed 5 --suffix veg"
            + " --set method.supervised.hyperparameters.learning_rate_multiplier=1.5"
            + " --set metadata.garden=kitchen")
        .split(" "));
  }

  @Override
  void assertJob(String sent) {
    assertThat(sent)
        .contains("\"n_epochs\":2")
        .contains("\"batch_size\":3")
        .contains("\"learning_rate_multiplier\":1.5")
        .contains("\"seed\":5")
        .contains("\"suffix\":\"veg\"")
        .contains("\"garden\":\"kitchen\"");
  }

  @Test
  @Order(6)
  void aTunedModelIsServedByItselfAndNothingRunsThatBills() {
    Shell.Ran ran = shell().run("deployments", "create", "--model", tuned(), "--json");

    deployed(ran);
    assertThat(document(ran)).containsEntry("id", tuned()).containsEntry("status", "READY");
    assertThat(ran.err()).contains("Ask it").doesNotContain("Price").doesNotContain("Stop it");
  }

  @Test
  @Order(8)
  void whatOnlyMachinesHaveIsRefusedWithAnAlternative() {
    int before = server().requests().count();

    Shell.Ran hardware = shell().run("deployments", "hardware", "--json");
    Shell.Ran scaled = shell().run("deployments", "scale", tuned(), "--min", "1", "--max", "2");
    Shell.Ran placed =
        shell().run("deployments", "create", "--model", tuned(), "--hardware", "1xh100");
    Shell.Ran stopped = shell().run("deployments", "stop", tuned(), "--json");
    Shell.Ran deletedJob = shell().run("fine-tuning", "delete", "ftjob-1");

    assertThat((List<?>) document(hardware).get("items")).isEmpty();
    assertThat(List.of(scaled, placed, deletedJob)).allSatisfy(refused -> {
      assertThat(refused.code()).isEqualTo(ExitCodes.FAILED);
      assertThat(refused.err()).containsPattern("openai: .+; .+");
    });
    assertThat(document(stopped)).containsEntry("status", "STOPPED");
    assertThat(server().requests().count()).isEqualTo(before);
  }

  @Test
  @Order(8)
  void theTunedModelIsListedAmongDeploymentsAndDeletedOnlyAsAModel() {
    Shell.Ran deleted = shell().run("deployments", "delete", tuned(), "--json");
    Shell.Ran list = shell().run("deployments", "list", "--json");

    assertThat(deleted.code()).as(deleted.err()).isEqualTo(ExitCodes.DONE);
    assertThat((List<?>) document(list).get("items")).isNotEmpty();
    assertThat(shell().run("models", "delete", tuned()).code()).isEqualTo(ExitCodes.DONE);
    assertThat(shell().run("models", "get", tuned()).code()).isEqualTo(ExitCodes.FAILED);
  }
}
