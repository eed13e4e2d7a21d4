package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.FoveaException;
import dev.fovea.error.NotFoundException;
import dev.fovea.file.RemoteFile;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Deployments and adapters against the embedded Fireworks, whose copies come up, sleep and wake.
 */
class FireworksServingRoadTest extends EmbeddedRoad {
  private static final String LINE =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
          + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n";

  private String tuned() throws IOException {
    Path lines = Files.writeString(folder.resolve("leaves.jsonl"), LINE.repeat(8));
    RemoteFile file = ai.files().upload(lines, (phase, done, total) -> {});
    FineTuningJob job = ai.fineTuning()
        .create(r -> r.baseModel(MODEL).trainingFile(ai.files().await(file.id()).id()));
    return ai.fineTuning().await(job.id()).fineTunedModel().orElseThrow().name();
  }

  private String leaf(Deployment deployment) {
    return ai.deployments()
        .chat(deployment)
        .create(r -> r.model(deployment.chatModel()).user("Which leaf?"))
        .text();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aTunedModelIsServedByItselfAndDeletedAlthoughItWasBusy(CallMode mode) throws IOException {
    String model = tuned();
    Deployment started = mode.call(
        () -> ai.deployments().create(r -> r.model(model)),
        () -> ai.deployments().createAsync(r -> r.model(model)));

    Deployment serving = mode.call(
        () -> ai.deployments().await(started.id()),
        () -> ai.deployments().awaitAsync(started.id()));
    assertThat(leaf(serving)).isEqualTo("Oak");
    ai.deployments().delete(serving.id());

    assertThat(server.deployments()).containsExactly(serving.id());
    assertThatThrownBy(() -> ai.deployments().get(serving.id()))
        .isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anAdapterIsServedByADeploymentOfItsBase(CallMode mode) throws IOException {
    String model = tuned();
    Deployment base =
        ai.deployments().create(r -> r.model(MODEL).name("base"), o -> o.enableAddons(true));
    ai.deployments().await(base.id());

    Deployment adapter =
        ai.deployments().create(r -> r.model(model), o -> o.baseDeployment(base.id()));
    Deployment serving = mode.call(
        () -> ai.deployments().await(adapter.id()),
        () -> ai.deployments().awaitAsync(adapter.id()));

    assertThat(serving.chatModel()).isEqualTo(model + "#" + base.id());
    assertThat(leaf(serving)).isEqualTo("Oak");
    assertThat(leaf(ai.deployments().get(base.id()))).isNotEqualTo("Oak");
    assertThat(server.deployments()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void stoppedItHasNoCopyAndScaledUpItAnswersAgain(CallMode mode) {
    Deployment running = ai.deployments()
        .await(ai.deployments().create(r -> r.model(MODEL).name("d")).id());

    Deployment stopped = mode.call(
        () -> ai.deployments().stop(running.id(), w -> {}),
        () -> ai.deployments().stopAsync(running.id(), w -> {}));
    assertThat(stopped.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(stopped.mayBill()).isFalse();
    ai.deployments().scale(running.id(), 1, 2);
    Deployment again = ai.deployments().await(running.id());

    assertThat(again.readyReplicas()).contains(1);
    assertThat(leaf(again)).isNotEmpty();
  }

  @Test
  void aDeletedOneComesBackAndAFailedOneSaysWhy() {
    Deployment running = ai.deployments()
        .await(ai.deployments().create(r -> r.model(MODEL).name("d")).id());
    ai.deployments().delete(running.id());
    assertThat(ai.deployments().undelete(running.id()).id()).isEqualTo(running.id());

    server.failNextDeployment("no capacity");
    Deployment failing = ai.deployments().create(r -> r.model(MODEL).name("f"));
    assertThatThrownBy(() -> ai.deployments().await(failing.id()))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("no capacity");
    assertThat(ai.deployments().terminationMessage(failing.id())).contains("no capacity");
  }
}
