package dev.fovea.acme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.acme.twin.EmbeddedAcme;
import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.EmbeddedProviders;
import org.junit.jupiter.api.Test;

class AcmeProviderTest {
  @Test
  void clientAndTwinAreFoundByTheSameId() {
    try (EmbeddedProvider twin = EmbeddedProviders.start(AcmeProvider.ID, 0);
        VisionClient client =
            Providers.open(AcmeProvider.ID, o -> o.baseUrl(twin.baseUrl()).apiKey(twin.apiKey()))) {
      assertThat(twin).isInstanceOf(EmbeddedAcme.class);
      assertThat(client).isInstanceOf(AcmeClient.class);
      assertThat(client.models().list().all()).hasSize(1);
    }
  }
}
