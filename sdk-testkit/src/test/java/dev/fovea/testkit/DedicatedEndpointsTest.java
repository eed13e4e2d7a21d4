package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DedicatedEndpointsTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER =
      TogetherExtension.with(b -> b.timeScale(0).v1Endpoints(true));

  private static final String ORDER = "{\"model\":\"Qwen/Qwen3-VL-235B-A22B-Instruct\","
      + "\"hardware\":\"1x_nvidia_h100_80gb_sxm\","
      + "\"autoscaling\":{\"min_replicas\":1,\"max_replicas\":2},\"display_name\":\"Big\","
      + "\"inactive_timeout\":30}";

  private Wire wire;
  private String endpoint;
  private String name;

  @BeforeEach
  void create() throws Exception {
    wire = new Wire(TOGETHER.together());
    JsonNode created = wire.post("/endpoints", ORDER).json();
    endpoint = "/endpoints/" + created.get("id").asText();
    name = created.get("name").asText();
    assertThat(created.get("state").asText()).isEqualTo("PENDING");
    assertThat(created.get("display_name").asText()).isEqualTo("Big");
  }

  private void pass(int seconds) {
    TOGETHER.together().clock().advance(Duration.ofSeconds(seconds));
  }

  private String state() throws Exception {
    return wire.get(endpoint).json().get("state").asText();
  }

  private int chat(String model) throws Exception {
    return wire.post(
            "/chat/completions",
            "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
        .status();
  }

  @Test
  void anEndpointStartsAnswersStopsAndGoes() throws Exception {
    assertThat(chat(name)).isEqualTo(400);
    pass(11);
    assertThat(state()).isEqualTo("STARTING");
    pass(60);
    assertThat(state()).isEqualTo("STARTED");
    assertThat(chat(name)).isEqualTo(200);

    JsonNode stopping = wire.patch(endpoint, "{\"state\":\"STOPPED\"}").json();
    assertThat(stopping.get("state").asText()).isEqualTo("STOPPING");
    pass(20);
    assertThat(state()).isEqualTo("STOPPED");
    wire.patch(endpoint, "{\"state\":\"STARTED\",\"display_name\":\"Small\"}");
    assertThat(wire.get(endpoint).json().get("display_name").asText()).isEqualTo("Small");
    assertThat(state()).isEqualTo("PENDING");

    HttpWire.Answer gone = wire.delete(endpoint);
    assertThat(gone.status()).isEqualTo(204);
    assertThat(gone.text()).isEmpty();
    assertThat(wire.get(endpoint).status()).isEqualTo(404);
  }

  @Test
  void anIdleEndpointStopsByItself() throws Exception {
    pass(71);
    pass(29 * 60);
    assertThat(chat(name)).isEqualTo(200);
    pass(29 * 60);
    assertThat(state()).isEqualTo("STARTED");
    pass(2 * 60);
    assertThat(state()).isEqualTo("STOPPED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "\"Qwen/Qwen3-VL-235B-A22B-Instruct\" | \"nobody/none\" | 404",
        "1x_nvidia_h100_80gb_sxm | 1x_toaster | 400",
        "\"max_replicas\":2 | \"max_replicas\":0 | 400",
        "\"display_name\":\"Big\" | \"state\":\"ASLEEP\" | 400",
        "\"inactive_timeout\":30 | \"inactive_timeout\":-1 | 400"
      })
  void aBadOrderIsRefused(String right, String wrong, int status) throws Exception {
    assertThat(wire.post("/endpoints", ORDER.replace(right, wrong)).status()).isEqualTo(status);
  }

  @Test
  void listsTellKindsApartAndLessThanOneAlone() throws Exception {
    JsonNode own = wire.get("/endpoints?type=dedicated").json().get("data");
    assertThat(own).hasSize(1);
    assertThat(own.get(0).has("hardware")).isFalse();
    assertThat(wire.get("/endpoints?type=serverless").json().get("data"))
        .isNotEmpty()
        .allSatisfy(e -> assertThat(e.get("type").asText()).isEqualTo("serverless"));
    assertThat(wire.get("/endpoints?mine=true").json().get("data")).hasSize(1);
    assertThat(wire.get("/endpoints?usage_type=reserved&mine=true").json().get("data"))
        .isEmpty();
  }

  @Test
  void hardwareIsAvailableForAModel() throws Exception {
    JsonNode all = wire.get("/hardware").json().get("data");
    assertThat(all.at("/0/pricing/cents_per_minute").asDouble()).isPositive();
    assertThat(all.get(0).has("availability")).isFalse();
    JsonNode some = wire.get("/hardware?model=Qwen/Qwen3-VL-8B-Instruct").json().get("data");
    assertThat(some.at("/0/availability/status").asText()).isEqualTo("available");
    assertThat(wire.get("/hardware?model=nobody").status()).isEqualTo(404);
    assertThat(wire.get("/clusters/availability-zones").json().get("avzones")).isNotEmpty();
  }

  @Test
  void boundAdaptersAnswerUntilTheyAreTakenOff() throws Exception {
    String adapter = name + ":leaflab/vine";
    String body = "{\"model_id\":\"" + adapter + "\"}";
    pass(71);
    assertThat(chat(adapter)).isEqualTo(404);
    assertThat(wire.post(endpoint + "/adapters", body).json().get("model_id").asText())
        .isEqualTo(adapter);
    assertThat(wire.post(endpoint + "/adapters", "{\"model_id\":\"vine\"}").status())
        .isEqualTo(400);
    assertThat(
            wire.get(endpoint + "/adapters").json().at("/data/0/adapter_name").asText())
        .isEqualTo("leaflab/vine");
    assertThat(chat(adapter)).isEqualTo(200);
    HttpRequest.Builder unbind = wire.request(endpoint + "/adapters")
        .header("Content-Type", "application/json")
        .method("DELETE", HttpRequest.BodyPublishers.ofString(body));
    assertThat(wire.send(unbind).json().get("deleted").asBoolean()).isTrue();
    assertThat(wire.send(unbind).status()).isEqualTo(404);
    assertThat(chat(adapter)).isEqualTo(404);
  }
}
