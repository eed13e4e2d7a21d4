package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FireworksModelsTest {
  private static final String CONFIG = "{\"r\":8,\"target_modules\":[\"q_proj\"]}";
  private static final String CREATE =
      "{\"modelId\":\"my-lora\",\"model\":{\"kind\":\"HF_PEFT_ADDON\",\"displayName\":\"My LoRA\",\"peftDetails\":{\"baseModel\":\""
          + FireworksWire.MODEL + "\",\"r\":8,\"targetModules\":[\"q_proj\"]}}}";

  @RegisterExtension
  static final FireworksExtension EMBEDDED = FireworksExtension.with(
      b -> b.clock(VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"))));

  private final FireworksWire wire = new FireworksWire(EMBEDDED.fireworks());

  private void put(String file, String content) throws Exception {
    String size = String.valueOf(content.length());
    String url = FireworksWire.expect(
            200,
            wire.post(
                "models/my-lora:getUploadEndpoint",
                "{\"filenameToSize\":{\"" + file + "\":\"" + size + "\"}}"))
        .get("filenameToSignedUrls")
        .get(file)
        .asText();
    FireworksWire.expect(200, wire.send(FireworksWire.put(url, content, size + "," + size)));
  }

  @Test
  void anAdapterIsReadyWhenItsFilesWereLookedAt() throws Exception {
    JsonNode made = FireworksWire.expect(200, wire.post("models", CREATE));
    assertThat(made.get("state").asText()).isEqualTo("UPLOADING");
    assertThat(wire.get("models/my-lora:validateUpload").status()).isEqualTo(400);
    put("adapter_config.json", CONFIG.replace("8", "16"));
    assertThat(wire.get("models/my-lora:validateUpload").text()).contains("no weights");
    put("adapter_model.safetensors", "weights");

    JsonNode checked = FireworksWire.expect(200, wire.get("models/my-lora:validateUpload"));

    assertThat(checked.get("warnings")).hasSize(1);
    assertThat(wire.state("models/my-lora")).isEqualTo("READY");
    JsonNode urls = FireworksWire.expect(200, wire.get("models/my-lora:getDownloadEndpoint"))
        .get("filenameToSignedUrls");
    assertThat(wire.send(HttpRequest.newBuilder(
                URI.create(urls.get("adapter_model.safetensors").asText())))
            .text())
        .isEqualTo("weights");
    assertThat(wire.post("models/my-lora:prepare", "{\"precision\":\"FP8\"}").text())
        .isEqualTo("{}");
    assertThat(FireworksWire.expect(200, wire.patch("models/my-lora", "{\"displayName\":\"L\"}"))
            .get("displayName")
            .asText())
        .isEqualTo("L");
    assertThat(wire.delete("models/my-lora").status()).isEqualTo(200);
    assertThat(wire.get("models/my-lora").status()).isEqualTo(404);
  }

  @Test
  void anAdapterNeedsItsBaseARankAndModulesAndAnIdOfItsOwn() throws Exception {
    assertThat(wire.post("models", CREATE.replace("qwen3-vl", "none")).status()).isEqualTo(404);
    assertThat(wire.post("models", CREATE.replace("\"r\":8", "\"r\":2")).status())
        .isEqualTo(400);
    assertThat(wire.post("models", CREATE.replace("\"q_proj\"", "")).status()).isEqualTo(400);
    assertThat(wire.post("models", "{\"modelId\":\"x\",\"model\":{}}").status()).isEqualTo(400);
    wire.post("models", CREATE);
    assertThat(wire.post("models", CREATE).status()).isEqualTo(409);
  }

  @Test
  void modelsForEverybodyAreReadAtTheirOwnAccountAndNothingElseIsThere() throws Exception {
    JsonNode base = FireworksWire.expect(200, wire.get("/v1/" + FireworksWire.MODEL));
    assertThat(base.get("supportsImageInput").asBoolean()).isTrue();
    assertThat(base.get("tunable").asBoolean()).isTrue();
    assertThat(base.at("/baseModelDetails/parameterCount").isTextual()).isTrue();
    assertThat(base.get("deployedModelRefs")).isEmpty();

    JsonNode tunable = FireworksWire.expect(
        200,
        wire.get(
            "/v1/accounts/fireworks/models?filter=tunable%3Dtrue%20AND%20supports_image_input%3Dtrue"));
    assertThat(tunable.get("totalSize").asInt()).isEqualTo(4);
    assertThat(wire.get("/v1/accounts/fireworks/models/none").status()).isEqualTo(404);
    assertThat(wire.get("/v1/accounts/fireworks/datasets").status()).isEqualTo(403);
    assertThat(wire.delete("/v1/" + FireworksWire.MODEL).status()).isEqualTo(403);
    assertThat(wire.get("/v1/accounts/nobody/models").status()).isEqualTo(403);
  }

  @Test
  void anEvaluatorsCodeIsUploadedBuiltAndGivenBack() throws Exception {
    FireworksWire.expect(
        200,
        wire.post(
            "evaluatorsV2",
            "{\"evaluatorId\":\"exact\",\"evaluator\":{\"displayName\":\"E\",\"entryPoint\":\"main.py::f\"}}"));
    assertThat(wire.post("evaluators/exact:validateUpload", "{}").status()).isEqualTo(400);
    String url = FireworksWire.expect(
            200,
            wire.post(
                "evaluators/exact:getUploadEndpoint", "{\"filenameToSize\":{\"main.py\":\"4\"}}"))
        .get("filenameToSignedUrls")
        .get("main.py")
        .asText();
    FireworksWire.expect(200, wire.send(FireworksWire.put(url, "pass", "4,4")));

    FireworksWire.expect(200, wire.post("evaluators/exact:validateUpload", "{}"));
    EMBEDDED.fireworks().clock().advance(Duration.ofSeconds(20));

    assertThat(wire.state("evaluators/exact")).isEqualTo("ACTIVE");
    String log = FireworksWire.expect(200, wire.get("evaluators/exact:getBuildLogEndpoint"))
        .get("buildLogSignedUri")
        .asText();
    assertThat(wire.send(HttpRequest.newBuilder(URI.create(log))).text()).contains("ready");
    String source = FireworksWire.expect(200, wire.get("evaluators/exact:getSourceCodeSignedUrl"))
        .get("filenameToSignedUrls")
        .get("main.py")
        .asText();
    assertThat(wire.send(HttpRequest.newBuilder(URI.create(source))).text()).isEqualTo("pass");
    FireworksWire.expect(200, wire.patch("evaluators/exact", "{\"entryPoint\":\"other.py::f\"}"));
    JsonNode broken = FireworksWire.expect(200, wire.get("evaluators/exact"));
    assertThat(broken.get("state").asText()).isEqualTo("BUILD_FAILED");
    assertThat(broken.at("/status/message").asText()).contains("other.py");
    assertThat(wire.delete("evaluators/exact").status()).isEqualTo(200);
    assertThat(wire.get("evaluators").json().get("totalSize").asInt()).isEqualTo(0);
  }
}
