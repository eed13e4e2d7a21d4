package dev.fovea.fireworks;

import dev.fovea.providertests.ProviderPage;
import dev.fovea.providertests.ProviderPageTest;
import java.util.LinkedHashMap;
import java.util.Map;

class FireworksProviderPageTest extends ProviderPageTest {
  FireworksProviderPageTest() {
    super(page(), "sdk-fireworks");
  }

  static ProviderPage page() {
    Map<String, String> servers = new LinkedHashMap<>();
    servers.put("default", "The management of everything");
    servers.put("inference", "Inference");
    servers.put("storage", "Signed URLs that the API hands out, called without the key");
    return new ProviderPage(FireworksClient.class, FireworksProvider.ID, servers);
  }
}
