package dev.fovea.fireworks;

import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.FireworksExtension;
import dev.fovea.testkit.contract.ProviderContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class FireworksContractTest extends ProviderContract {
  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  @Override
  public EmbeddedProvider server() {
    return FIREWORKS.fireworks();
  }

  @Override
  public String provider() {
    return FireworksProvider.ID;
  }

  @Override
  public String visionModel() {
    return "accounts/fireworks/models/qwen3-vl-8b-instruct";
  }

  @Override
  public String embeddingModel() {
    return "accounts/fireworks/models/qwen3-embedding-8b";
  }
}
