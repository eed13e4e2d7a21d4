package dev.fovea.together;

import dev.fovea.providertests.ProviderPage;
import dev.fovea.providertests.ProviderPageTest;
import java.util.LinkedHashMap;
import java.util.Map;

class TogetherProviderPageTest extends ProviderPageTest {
  TogetherProviderPageTest() {
    super(page(), "sdk-together");
  }

  static ProviderPage page() {
    Map<String, String> servers = new LinkedHashMap<>();
    servers.put("default", "The API, version 1");
    servers.put("management", "Management of deployments and models, version 2");
    servers.put("inference", "The server that deployments answer on");
    servers.put("storage", "Signed URLs that the API hands out, called without the key");
    return new ProviderPage(TogetherClient.class, TogetherProvider.ID, servers);
  }
}
