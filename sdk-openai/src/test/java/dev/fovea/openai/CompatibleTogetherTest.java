package dev.fovea.openai;

import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.TogetherExtension;
import dev.fovea.testkit.contract.ChatProviderContract;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OpenAI's client at a server that is not OpenAI's: Together, which speaks nearly as it does. */
class CompatibleTogetherTest extends ChatProviderContract {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  @Override
  public EmbeddedProvider server() {
    return TOGETHER.together();
  }

  @Override
  public String provider() {
    return OpenAiProvider.ID;
  }

  @Override
  public Map<String, String> environment() {
    String url = server().baseUrl().toString();
    return Map.of(OpenAiOptions.API_KEY, server().apiKey(), OpenAiOptions.BASE_URL, url);
  }

  @Override
  public String visionModel() {
    return "Qwen/Qwen3-VL-8B-Instruct";
  }
}
