package dev.fovea.together;

import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.TogetherExtension;
import dev.fovea.testkit.contract.ProviderContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class TogetherContractTest extends ProviderContract {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  @Override
  public EmbeddedProvider server() {
    return TOGETHER.together();
  }

  @Override
  public String provider() {
    return TogetherProvider.ID;
  }

  @Override
  public String visionModel() {
    return "Qwen/Qwen3-VL-8B-Instruct";
  }

  @Override
  public String embeddingModel() {
    return "intfloat/multilingual-e5-large-instruct";
  }
}
