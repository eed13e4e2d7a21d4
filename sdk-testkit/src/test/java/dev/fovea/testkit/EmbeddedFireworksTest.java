package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FireworksExtension.class)
class EmbeddedFireworksTest {
  @Test
  void theKeysAccountIsFoundByListing(EmbeddedFireworks fireworks) throws Exception {
    HttpWire.Answer accounts = new FireworksWire(fireworks).get("/v1/accounts?pageSize=2");

    assertThat(accounts.json().at("/accounts/0/name").asText()).isEqualTo("accounts/embedded");
    assertThat(accounts.json().get("accounts")).hasSize(1);
    assertThat(accounts.json().get("nextPageToken").asText()).isEmpty();
    assertThat(accounts.json().get("totalSize").asInt()).isEqualTo(1);
    assertThat(accounts.header("x-request-id")).isNotEmpty();
  }

  @Test
  void aMaskLeavesOnlyWhatItNames(EmbeddedFireworks fireworks) throws Exception {
    HttpWire.Answer account =
        new FireworksWire(fireworks).get("/v1/accounts/embedded?readMask=name,display_name");

    assertThat(account.text())
        .isEqualTo("{\"name\":\"accounts/embedded\",\"displayName\":\"Embedded\"}");
  }

  @Test
  void eitherKeyHeaderLetsIn(EmbeddedFireworks fireworks) throws Exception {
    FireworksWire wire = new FireworksWire(fireworks);
    HttpRequest.Builder other =
        HttpRequest.newBuilder(wire.at("/v1/accounts")).header("X-Api-Key", fireworks.apiKey());

    assertThat(wire.send(other).status()).isEqualTo(200);
    assertThat(fireworks.requests().last().orElseThrow().header("X-Api-Key")).contains("***");
  }

  @Test
  void refusalsOfTheControlPlaneAreInTheStyleOfGrpc(EmbeddedFireworks fireworks) throws Exception {
    FireworksWire wire = new FireworksWire(fireworks);
    HttpWire.Answer noKey = wire.send(HttpRequest.newBuilder(wire.at("/v1/accounts")));

    assertThat(noKey.status()).isEqualTo(401);
    assertThat(noKey.json().get("code").asInt()).isEqualTo(16);
    assertThat(noKey.json().get("details").isArray()).isTrue();
    assertThat(wire.get("/v1/accounts/other").status()).isEqualTo(404);
    assertThat(wire.delete("/v1/accounts").status()).isEqualTo(405);
  }

  @Test
  void refusalsOfInferenceAreInTheStyleOfOpenAi(EmbeddedFireworks fireworks) throws Exception {
    FireworksWire wire = new FireworksWire(fireworks);
    HttpWire.Answer noKey =
        wire.send(HttpRequest.newBuilder(wire.at("/inference/v1/chat/completions")));

    assertThat(noKey.status()).isEqualTo(401);
    assertThat(noKey.json().at("/error/object").asText()).isEqualTo("error");
    assertThat(wire.get("/inference/v1/nothing").json().at("/error/code").asText())
        .isEqualTo("NOT_FOUND");
  }
}
