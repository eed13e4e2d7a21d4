package dev.fovea.openai;

import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.FireworksExtension;
import dev.fovea.testkit.contract.ChatProviderContract;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OpenAI's client at a server that is not OpenAI's: Fireworks, which speaks nearly as it does. */
class CompatibleFireworksTest extends ChatProviderContract {
  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  @Override
  public EmbeddedProvider server() {
    return FIREWORKS.fireworks();
  }

  @Override
  public String provider() {
    return OpenAiProvider.ID;
  }

  @Override
  public Map<String, String> environment() {
    String url = server().baseUrl() + "/inference/v1";
    return Map.of(OpenAiOptions.API_KEY, server().apiKey(), OpenAiOptions.BASE_URL, url);
  }

  @Override
  public String visionModel() {
    return "accounts/fireworks/models/qwen3-vl-8b-instruct";
  }
}
