package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenAiModelsTest {
  @RegisterExtension
  static final OpenAiExtension EMBEDDED =
      OpenAiExtension.with(b -> b.clock(clock()).modelDelay(Duration.ofMinutes(3)));

  private static VirtualClock clock() {
    return VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"));
  }

  private final OpenAiWire wire = new OpenAiWire(EMBEDDED.openAi());

  @BeforeEach
  void forget() {
    EMBEDDED.openAi().reset();
  }

  private List<String> listed() throws Exception {
    List<String> ids = new ArrayList<>();
    OpenAiWire.expect(200, wire.get("/models"))
        .get("data")
        .forEach(m -> ids.add(m.get("id").asText()));
    return ids;
  }

  @Test
  void aTunedModelIsNotThereUntilItIsLoaded() throws Exception {
    String model = wire.succeededJob().get("fine_tuned_model").asText();

    JsonNode error = OpenAiWire.expect(404, wire.get("/models/" + model)).get("error");

    assertThat(error.get("message").asText()).isEqualTo("The model '" + model + "' does not exist");
    assertThat(error.get("code").asText()).isEqualTo("model_not_found");
    assertThat(error.get("param").asText()).isEqualTo("model");
    assertThat(listed()).contains(OpenAiWire.MODEL, "omni-moderation-latest").doesNotContain(model);
    wire.pass(Duration.ofMinutes(3));
    assertThat(listed()).contains(model);
    JsonNode there = OpenAiWire.expect(200, wire.get("/models/" + model));
    assertThat(there.get("object").asText()).isEqualTo("model");
    assertThat(there.get("owned_by").asText()).isEqualTo("embedded");
    assertThat(wire.get("/models/" + model.replace(":", "%3A")).json()).isEqualTo(there);
  }

  @Test
  void aTunedModelCanBeDeletedAndABaseModelCannot() throws Exception {
    String model = wire.succeededJob().get("fine_tuned_model").asText();
    wire.pass(Duration.ofMinutes(3));

    JsonNode deleted = OpenAiWire.expect(200, wire.delete("/models/" + model));

    assertThat(deleted.get("id").asText()).isEqualTo(model);
    assertThat(deleted.get("deleted").asBoolean()).isTrue();
    assertThat(wire.get("/models/" + model).status()).isEqualTo(404);
    assertThat(wire.delete("/models/" + model).status()).isEqualTo(404);
    assertThat(wire.delete("/models/" + OpenAiWire.MODEL).status()).isEqualTo(403);
    assertThat(listed()).contains(OpenAiWire.MODEL);
  }
}
