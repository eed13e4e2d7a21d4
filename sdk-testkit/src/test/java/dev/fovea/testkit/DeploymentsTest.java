package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeploymentsTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private static final String PROJECT = "/v2/projects/proj_embedded";
  private static final String MODEL = "projects/proj_platform/models/ml_qwen3vl8binstruct";

  private Wire wire;
  private String endpoint;
  private String deployment;

  @BeforeEach
  void deploy() throws Exception {
    wire = new Wire(TOGETHER.together());
    JsonNode created = wire.post(PROJECT + "/endpoints", "{\"name\":\"cars\"}").json();
    assertThat(created.get("name").asText()).isEqualTo("embedded/cars");
    endpoint = PROJECT + "/endpoints/" + created.get("id").asText();
    JsonNode answer = wire.post(
            endpoint + "/deployments", order("prod", "{\"minReplicas\":1,\"maxReplicas\":1}"))
        .json();
    assertThat(answer.at("/status/state").asText()).isEqualTo("DEPLOYMENT_STATE_PROVISIONING");
    deployment = endpoint + "/deployments/" + answer.get("id").asText();
  }

  private static String order(String name, String autoscaling) {
    return "{\"name\":\"" + name + "\",\"model\":\"" + MODEL
        + "\",\"config\":\"projects/proj_platform/configs/cr_qwen3vl8binstructx1\",\"autoscaling\":"
        + autoscaling + "}";
  }

  private String id() {
    return deployment.substring(deployment.lastIndexOf('/') + 1);
  }

  private String state() throws Exception {
    return wire.get(deployment).json().at("/status/state").asText();
  }

  private void pass(int seconds) {
    TOGETHER.together().clock().advance(Duration.ofSeconds(seconds));
  }

  private HttpWire.Answer split(int weight) throws Exception {
    return wire.patch(
        endpoint,
        "{\"trafficSplit\":[{\"deploymentId\":\"" + id() + "\",\"weight\":" + weight + "}]}");
  }

  private HttpWire.Answer chat(String model) throws Exception {
    return wire.post(
        "/chat/completions",
        "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
  }

  @Test
  void replicasStartOnTheVirtualClockAndTrafficFollowsTheSplit() throws Exception {
    assertThat(chat("embedded/cars").json().at("/error/code").asText()).isEqualTo("routing_error");
    pass(40);
    assertThat(state()).isEqualTo("DEPLOYMENT_STATE_SCALING");
    pass(60);
    assertThat(state()).isEqualTo("DEPLOYMENT_STATE_READY");
    assertThat(wire.get(deployment).json().at("/status/readyReplicas").asInt()).isEqualTo(1);
    assertThat(chat("embedded/cars").status()).isEqualTo(503);
    assertThat(chat("embedded/cars/prod").status()).isEqualTo(200);

    assertThat(split(1).status()).isEqualTo(200);
    assertThat(chat("embedded/cars").status()).isEqualTo(503);
    pass(31);
    assertThat(chat("embedded/cars").status()).isEqualTo(200);
    assertThat(wire.get(endpoint)
            .json()
            .at("/deployments/0/estimatedEffectiveTrafficShare")
            .asDouble())
        .isEqualTo(1);
  }

  @Test
  void stoppingDrainsAndOnlyThenTheDeploymentCanGo() throws Exception {
    pass(100);
    split(1);
    assertThat(wire.delete(deployment).status()).isEqualTo(400);
    HttpWire.Answer stopped =
        wire.patch(deployment, "{\"autoscaling\":{\"minReplicas\":0,\"maxReplicas\":0}}");
    assertThat(stopped.json().at("/status/state").asText()).isEqualTo("DEPLOYMENT_STATE_STOPPING");
    assertThat(wire.delete(deployment).status()).isEqualTo(400);
    pass(30);
    assertThat(state()).isEqualTo("DEPLOYMENT_STATE_STOPPED");
    assertThat(wire.delete(deployment).json().get("message").asText()).contains("traffic split");
    assertThat(wire.delete(endpoint).status()).isEqualTo(400);
    assertThat(split(0).status()).isEqualTo(200);
    assertThat(wire.delete(deployment).json()).isEmpty();
    assertThat(wire.delete(endpoint).status()).isEqualTo(200);
    assertThat(wire.get(endpoint).status()).isEqualTo(404);
    assertThat(TOGETHER.together().deployments()).hasSize(1);
  }

  @Test
  void badOrdersAreRefusedWithStatusAndMessage() throws Exception {
    String list = endpoint + "/deployments";
    assertThat(wire.post(list, order("prod", "{\"minReplicas\":1}")).status()).isEqualTo(409);
    assertThat(
            wire.post(list, order("b", "{\"minReplicas\":0,\"maxReplicas\":2}")).status())
        .isEqualTo(400);
    assertThat(
            wire.post(list, order("b", "{\"minReplicas\":3,\"maxReplicas\":2}")).status())
        .isEqualTo(400);
    assertThat(wire.post(list, order("b", "null")).status()).isEqualTo(400);
    assertThat(wire.post(list, order("b", "{}").replace("x1", "x9"))
            .json()
            .get("message")
            .asText())
        .contains("config");
    assertThat(
            wire.post(list, order("b", "{}").replace("/ml_qwen", "/ml_nobody")).status())
        .isEqualTo(400);
    assertThat(
            wire.patch(endpoint, "{\"trafficSplit\":[]}").json().get("message").asText())
        .isEqualTo("no fields to update");
    assertThat(wire.patch(endpoint, "{\"etag\":\"99\",\"visibility\":\"VISIBILITY_PRIVATE\"}")
            .status())
        .isEqualTo(409);
    assertThat(wire.post(PROJECT + "/endpoints", "{\"name\":\"cars\"}").status())
        .isEqualTo(409);
    assertThat(wire.post(list + "?validateOnly=true", order("b", "{}")).status())
        .isEqualTo(200);
    assertThat(wire.get(list).json().get("data")).hasSize(1);
  }

  @Test
  void theSamePathsStandBelowAnOverriddenBaseUrl() throws Exception {
    assertThat(wire.get(deployment.replace("/v2/", "/v1/")).json().get("id").asText())
        .isEqualTo(id());
    assertThat(wire.get("/supported-models").json().get("data")).isNotEmpty();
  }

  @Test
  void instanceTypesHavePricesAndConfigsNameTheirHardware() throws Exception {
    JsonNode types = wire.get("/v2/public/inference-instance-types").json().get("data");
    assertThat(types.size()).isGreaterThan(3);
    assertThat(types.get(0).get("priceCentsPerHour").asInt()).isPositive();
    JsonNode configs =
        wire.get(PROJECT + "/configs?referenceModel=" + MODEL).json().get("data");
    assertThat(configs).hasSize(3);
    assertThat(configs.at("/0/selectors/0/key").asText()).isEqualTo("accelerator_type");
    assertThat(wire.get("/v2/public/inference-instance-types/1xnvidia-h100-80gb")
            .json()
            .get("gpuCount")
            .asInt())
        .isEqualTo(1);
  }

  @Test
  void eventsOfAnEndpointComeNewestFirst() throws Exception {
    pass(200);
    JsonNode events = wire.get(endpoint + "/events").json().get("data");
    assertThat(events.at("/0/type").asText()).isEqualTo("DEPLOYMENT_READY");
    assertThat(events).hasSize(3);
  }

  @Test
  void oldEndpointsCannotBeCreated() throws Exception {
    HttpWire.Answer answer = wire.post("/endpoints", "{\"model\":\"x\"}");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().at("/error/code").asText())
        .isEqualTo("endpoints_v1_create_access_disabled");
  }
}
