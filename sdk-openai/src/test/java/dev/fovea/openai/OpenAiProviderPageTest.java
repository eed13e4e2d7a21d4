package dev.fovea.openai;

import dev.fovea.providertests.ProviderPage;
import dev.fovea.providertests.ProviderPageTest;
import java.util.Map;

class OpenAiProviderPageTest extends ProviderPageTest {
  OpenAiProviderPageTest() {
    super(page(), "sdk-openai");
  }

  static ProviderPage page() {
    return new ProviderPage(
        OpenAiClient.class, OpenAiProvider.ID, Map.of("default", "The whole interface"));
  }
}
