package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksDeploymentsTest {
  private static final String LARGE = "accounts/fireworks/models/qwen3-vl-235b-a22b-instruct";
  private static final String D = FireworksWire.name("deployments", "d");

  @RegisterExtension
  static final FireworksExtension EMBEDDED = FireworksExtension.with(
      b -> b.clock(VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"))));

  private final FireworksWire wire = new FireworksWire(EMBEDDED.fireworks());

  private void pass(Duration time) {
    EMBEDDED.fireworks().clock().advance(time);
  }

  private void pass(int seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  private HttpWire.Answer create(String model, String more) throws Exception {
    return wire.post("deployments?deploymentId=d", "{\"baseModel\":\"" + model + "\"" + more + "}");
  }

  private HttpWire.Answer ask(String model) throws Exception {
    return wire.post(
        "/inference/v1/chat/completions",
        "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
  }

  @Test
  void aDeploymentComesUpCopyByCopyAndThenAnswersUnderEveryFormOfItsName() throws Exception {
    JsonNode made = FireworksWire.expect(200, create(LARGE, ",\"maxReplicaCount\":2"));
    assertThat(made.get("state").asText()).isEqualTo("CREATING");
    assertThat(made.get("acceleratorCount").asInt()).isEqualTo(8);
    assertThat(made.at("/replicaStats/pendingSchedulingReplicaCount").asInt()).isEqualTo(1);
    assertThat(ask(D).status()).isEqualTo(404);
    pass(30);
    HttpWire.Answer early = ask(D);
    assertThat(early.status()).isEqualTo(503);
    assertThat(early.json().at("/error/code").asText()).isEqualTo("DEPLOYMENT_SCALING_UP");
    pass(60);

    JsonNode ready = FireworksWire.expect(200, wire.get("deployments/d"));

    assertThat(ready.get("state").asText()).isEqualTo("READY");
    assertThat(ready.at("/replicaStats/readyReplicaCount").asInt()).isEqualTo(1);
    for (String name :
        new String[] {D, LARGE + "#" + D, LARGE, "fireworks/qwen3-vl-235b-a22b-instruct#d"}) {
      assertThat(ask(name).status()).as(name).isEqualTo(200);
    }
    assertThat(ask(FireworksWire.MODEL + "#" + D).status()).isEqualTo(404);
    assertThat(EMBEDDED.fireworks().deployments()).containsExactly(D);
    assertThat(wire.get("/inference/v1/models").text()).contains(LARGE + "#" + D);
    assertThat(wire.get("/v1/" + LARGE).json().at("/deployedModelRefs/0/state").asText())
        .isEqualTo("DEPLOYED");
  }

  @Test
  void whatNobodyAsksFallsAsleepAndAQuestionWakesIt() throws Exception {
    create(LARGE, ",\"autoscalingPolicy\":{\"scaleToZeroWindow\":\"300s\"}");
    pass(100);
    ask(D);
    pass(299);
    assertThat(FireworksWire.expect(200, wire.get("deployments/d"))
            .get("replicaCount")
            .asInt())
        .isEqualTo(1);
    pass(11);

    JsonNode asleep = FireworksWire.expect(200, wire.get("deployments/d"));

    assertThat(asleep.get("state").asText()).isEqualTo("READY");
    assertThat(asleep.get("replicaCount").asInt()).isZero();
    assertThat(ask(D).json().at("/error/code").asText()).isEqualTo("DEPLOYMENT_SCALING_UP");
    pass(80);
    assertThat(ask(D).status()).isEqualTo(200);
  }

  @Test
  void whatMustAlwaysRunDoesNotFallAsleep() throws Exception {
    create(LARGE, ",\"minReplicaCount\":2");
    pass(Duration.ofHours(5));

    JsonNode deployment = FireworksWire.expect(200, wire.get("deployments/d"));

    assertThat(deployment.get("replicaCount").asInt()).isEqualTo(2);
    assertThat(deployment.get("maxReplicaCount").asInt()).isEqualTo(2);
  }

  @Test
  void anUpdateChangesWhatItsMaskNames() throws Exception {
    create(LARGE, ",\"displayName\":\"D\",\"maxReplicaCount\":1");
    pass(100);

    JsonNode changed = FireworksWire.expect(
        200,
        wire.patch(
            "deployments/d?updateMask=min_replica_count,max_replica_count",
            "{\"minReplicaCount\":2,\"maxReplicaCount\":4,\"displayName\":\"X\"}"));

    assertThat(changed.get("displayName").asText()).isEqualTo("D");
    assertThat(changed.get("state").asText()).isEqualTo("UPDATING");
    assertThat(changed.get("desiredReplicaCount").asInt()).isEqualTo(2);
    pass(60);
    assertThat(wire.get("deployments/d").json().get("replicaCount").asInt()).isEqualTo(2);
    assertThat(wire.patch("deployments/d", "{\"displayName\":\"X\"}").status()).isEqualTo(400);
    JsonNode whole =
        FireworksWire.expect(200, wire.patch("deployments/d", "{\"baseModel\":\"" + LARGE + "\"}"));
    assertThat(whole.has("displayName")).isFalse();
    assertThat(whole.get("maxReplicaCount").asInt()).isEqualTo(1);
  }

  @Test
  void stoppedForGoodItDoesNotWake() throws Exception {
    create(LARGE, "");
    pass(100);
    wire.patch(
        "deployments/d?updateMask=min_replica_count,max_replica_count",
        "{\"minReplicaCount\":0,\"maxReplicaCount\":0}");
    assertThat(wire.state("deployments/d")).isEqualTo("UPDATING");
    pass(20);

    assertThat(wire.state("deployments/d")).isEqualTo("READY");
    assertThat(ask(D).status()).isEqualTo(404);
    pass(200);
    assertThat(wire.get("deployments/d").json().get("replicaCount").asInt()).isZero();
    FireworksWire.expect(
        200, wire.patch("deployments/d?updateMask=max_replica_count", "{\"maxReplicaCount\":2}"));
    FireworksWire.expect(200, wire.patch("deployments/d:scale", "{\"replicaCount\":2}"));
    pass(100);
    assertThat(ask(D).status()).isEqualTo(200);
    assertThat(wire.patch("deployments/d:scale", "{\"replicaCount\":3}").status())
        .isEqualTo(400);
  }

  @Test
  void aBusyDeploymentIsDeletedOnlyWithoutChecksAndComesBackForAWhile() throws Exception {
    create(LARGE, "");
    pass(100);
    ask(D);

    HttpWire.Answer busy = wire.delete("deployments/d");
    assertThat(busy.status()).isEqualTo(400);
    assertThat(busy.json().get("code").asInt()).isEqualTo(9);
    FireworksWire.expect(200, wire.delete("deployments/d?ignoreChecks=true"));
    pass(20);

    assertThat(ask(D).status()).isEqualTo(404);
    JsonNode deleted = FireworksWire.expect(200, wire.get("deployments/d"));
    assertThat(deleted.get("state").asText()).isEqualTo("DELETED");
    assertThat(deleted.has("purgeTime")).isTrue();
    assertThat(wire.get("deployments").json().has("deployments")).isFalse();
    assertThat(wire.get("deployments?showDeleted=true").json().get("deployments"))
        .hasSize(1);
    assertThat(create(LARGE, "").status()).isEqualTo(409);
    assertThat(wire.delete("deployments/d").status()).isEqualTo(404);
    JsonNode back = FireworksWire.expect(200, wire.post("deployments/d:undelete", "{}"));
    assertThat(back.get("state").asText()).isEqualTo("READY");
    assertThat(back.get("replicaCount").asInt()).isZero();
    FireworksWire.expect(200, wire.delete("deployments/d"));
    pass(Duration.ofDays(31));
    assertThat(wire.get("deployments/d").status()).isEqualTo(404);
  }

  @Test
  void validatingMakesNothing() throws Exception {
    HttpWire.Answer valid = wire.post(
        "deployments?deploymentId=d&validateOnly=true", "{\"baseModel\":\"" + LARGE + "\"}");

    assertThat(valid.status()).isEqualTo(200);
    assertThat(valid.json().get("acceleratorType").asText()).isEqualTo("NVIDIA_H100_80GB");
    assertThat(wire.get("deployments/d").status()).isEqualTo(404);
    assertThat(EMBEDDED.fireworks().deployments()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"minReplicaCount\":3,\"maxReplicaCount\":2",
        ",\"minReplicaCount\":-1",
        ",\"acceleratorType\":\"TOASTER\"",
        ",\"autoscalingPolicy\":{\"scaleToZeroWindow\":\"60s\"}",
        ",\"autoscalingPolicy\":{\"scaleUpWindow\":\"7200s\"}",
        ",\"autoscalingPolicy\":{\"scaleUpWindow\":\"2 minutes\"}",
        ",\"enableAddons\":true,\"precision\":\"FP8\"",
        ",\"placement\":{\"region\":\"US_IOWA_1\",\"multiRegion\":\"US\"}",
        ",\"deploymentShape\":\"default\",\"acceleratorType\":\"NVIDIA_H100_80GB\"",
        ",\"deploymentShape\":\"accounts/fireworks/deploymentShapes/qwen3-vl-8b-instruct-minimal\"",
        ",\"replicas\":1",
      })
  void requestsThatBreakARuleAreRefused(String more) throws Exception {
    HttpWire.Answer refused = create(LARGE, more);

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(EMBEDDED.fireworks().deployments()).isEmpty();
  }

  @Test
  void aModelThatIsNotThereCannotBeDeployed() throws Exception {
    HttpWire.Answer refused = create("accounts/embedded/models/none", "");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.text()).contains("accounts/embedded/models/none");
  }

  @Test
  void aShapeFixesTheHardwareAndIsKeptAsItsVersion() throws Exception {
    JsonNode shapes = FireworksWire.expect(
        200,
        wire.get(
            "/v1/accounts/fireworks/deploymentShapes?targetModel=" + LARGE.replace("/", "%2F")));
    assertThat(shapes.get("deploymentShapes")).hasSize(2);
    String shape = shapes.at("/deploymentShapes/1/name").asText();
    assertThat(FireworksWire.expect(200, wire.get("/v1/" + shape + "/versions"))
            .at("/deploymentShapeVersions/0/snapshot/name")
            .asText())
        .isEqualTo(shape);

    JsonNode made =
        FireworksWire.expect(200, create(LARGE, ",\"deploymentShape\":\"" + shape + "\""));

    assertThat(made.get("deploymentShape").asText()).isEqualTo(shape + "/versions/v1");
    assertThat(made.get("acceleratorType").asText()).isEqualTo("NVIDIA_H200_141GB");
    assertThat(wire.get("/v1/" + shape + "/versions/v1").status()).isEqualTo(200);
    assertThat(wire.get("/v1/" + shape + "/versions/v2").status()).isEqualTo(404);
    assertThat(
            wire.get("/v1/accounts/-/deploymentShapes").json().get("totalSize").asInt())
        .isEqualTo(14);
  }

  @Test
  void aDeploymentCanBeMadeToFailAndSaysWhy() throws Exception {
    EMBEDDED.fireworks().failNextDeployment("no capacity");
    create(LARGE, "");
    pass(30);

    JsonNode failed = FireworksWire.expect(200, wire.get("deployments/d"));

    assertThat(failed.get("state").asText()).isEqualTo("FAILED");
    assertThat(failed.at("/status/message").asText()).isEqualTo("no capacity");
    assertThat(
            wire.get("deployments/d/terminationMessage").json().get("message").asText())
        .isEqualTo("no capacity");
    assertThat(wire.get("deployments/d:metrics?timeRange=10m")
            .json()
            .at("/metrics/replica_count")
            .asInt())
        .isZero();
    assertThat(ask(D).status()).isEqualTo(404);
  }

  private String tuned() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (String shape : new String[] {"star", "circle", "square"}) {
      rows.append(
          Drawing.line("Which shape?", Drawing.draw(shape, new Random(3), true), true, shape));
    }
    wire.dataset("train", rows.toString());
    FireworksWire.expect(
        200,
        wire.post(
            "supervisedFineTuningJobs?supervisedFineTuningJobId=j",
            "{\"dataset\":\"accounts/embedded/datasets/train\",\"outputModel\":\"shapes\",\"baseModel\":\""
                + FireworksWire.MODEL + "\"}"));
    pass(600);
    return FireworksWire.name("models", "shapes");
  }

  private String said(String model) throws Exception {
    String star = Drawing.url(Drawing.draw("star", new Random(5), true), true);
    HttpWire.Answer answer =
        wire.post("/inference/v1/chat/completions", Wire.question(model, "Which shape?", star, ""));
    return FireworksWire.expect(200, answer).at("/choices/0/message/content").asText();
  }

  @Test
  void aTunedModelDeployedByItselfAnswersWithWhatItLearned() throws Exception {
    String model = tuned();
    FireworksWire.expect(200, create(model, ",\"maxReplicaCount\":1"));
    pass(100);

    assertThat(said(D)).isEqualTo("star");
    assertThat(said(model + "#" + D)).isEqualTo("star");
    assertThat(said(model)).isEqualTo("star");
    assertThat(said(FireworksWire.MODEL)).isNotEqualTo("star");
    assertThat(wire.delete("models/shapes").json().get("code").asInt()).isEqualTo(9);
  }

  @Test
  void anAdapterIsLoadedOnARunningDeployment() throws Exception {
    String model = tuned();
    String load = "{\"model\":\"" + model + "\",\"deployment\":\"" + D + "\"}";
    create(FireworksWire.MODEL, "");
    pass(100);
    assertThat(wire.post("deployedModels", load).json().get("code").asInt()).isEqualTo(9);
    wire.delete("deployments/d?hard=true");
    create(FireworksWire.MODEL, ",\"enableAddons\":true");
    pass(100);

    JsonNode addon = FireworksWire.expect(200, wire.post("deployedModels", load));

    assertThat(addon.get("state").asText()).isEqualTo("DEPLOYING");
    assertThat(addon.get("default").asBoolean()).isTrue();
    String id = addon.get("name").asText();
    assertThat(id).matches("accounts/embedded/deployedModels/shapes-[0-9a-f]{4}");
    assertThat(ask(model + "#" + D).status()).isEqualTo(425);
    pass(20);
    assertThat(said(model + "#" + D)).isEqualTo("star");
    assertThat(said(model)).isEqualTo("star");
    assertThat(said(id)).isEqualTo("star");
    assertThat(said(D)).isNotEqualTo("star");
    Set<Integer> statuses = new LinkedHashSet<>();
    statuses.add(wire.post("deployedModels", load).status());
    statuses.add(wire.delete("deployments/d").status());
    assertThat(statuses).containsExactly(409, 400);
    String path = "deployedModels/" + id.substring(id.lastIndexOf('/') + 1);
    assertThat(wire.patch(path, "{\"displayName\":\"A\"}")
            .json()
            .get("displayName")
            .asText())
        .isEqualTo("A");
    assertThat(wire.get("models/shapes").json().at("/deployedModelRefs/0/name").asText())
        .isEqualTo(id);
    FireworksWire.expect(200, wire.delete(path));
    assertThat(ask(model + "#" + D).status()).isEqualTo(404);
  }

  @Test
  void anAdapterCanTakeThePlaceOfTheOneBefore() throws Exception {
    String model = tuned();
    String load = "{\"model\":\"" + model + "\",\"deployment\":\"" + D + "\"}";
    create(FireworksWire.MODEL, ",\"enableHotReloadLatestAddon\":true");
    pass(100);

    assertThat(wire.post("deployedModels", load).status()).isEqualTo(400);
    FireworksWire.expect(200, wire.post("deployedModels?replaceMergedAddon=true", load));
    FireworksWire.expect(200, wire.post("deployedModels?replaceMergedAddon=true", load));

    assertThat(wire.get("deployedModels").json().get("totalSize").asInt()).isEqualTo(1);
    assertThat(wire.post(
                "deployedModels", "{\"deployment\":\"" + D + "\",\"model\":\"" + LARGE + "\"}")
            .status())
        .isEqualTo(400);
  }
}
