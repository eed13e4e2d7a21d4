package dev.fovea.together;

import dev.fovea.provider.BaseUrl;
import java.net.URI;
import java.util.Set;

/**
 * Where Together's interfaces are: ordinary calls, management of deployments, and the server that
 * deployments answer on. An overridden base URL moves all three, without {@code /v2}, as the
 * vendor's own clients do.
 */
final class TogetherAddresses {
  /** The name of the base URL below which deployments and registry models are managed. */
  static final String MANAGEMENT = "management";

  /** The name of the base URL that deployments answer on. */
  static final String INFERENCE = "inference";

  private static final URI STANDARD = URI.create("https://api.together.ai/v1");
  private static final URI STANDARD_MANAGEMENT = URI.create("https://api.together.ai/v2");
  private static final URI STANDARD_INFERENCE = URI.create("https://api-inference.together.ai/v1");

  // Naming one of Together's own hosts overrides nothing.
  private static final Set<String> OWN_HOSTS = Set.of("api.together.ai", "api.together.xyz");

  private static final BaseUrl URLS = BaseUrl.like(TogetherProvider.ID, STANDARD);

  private final URI api;
  private final URI management;
  private final URI inference;

  private TogetherAddresses(URI api, URI management, URI inference) {
    this.api = api;
    this.management = management;
    this.inference = inference;
  }

  static TogetherAddresses of(TogetherOptions options) {
    URI api = options.client().baseUrl().map(TogetherAddresses::versioned).orElse(STANDARD);
    boolean own = api.getScheme().equals("https") && OWN_HOSTS.contains(api.getHost());
    URI inference = options
        .inferenceBaseUrl()
        .map(TogetherAddresses::versioned)
        .orElse(own ? STANDARD_INFERENCE : api);
    return new TogetherAddresses(api, own ? STANDARD_MANAGEMENT : api, inference);
  }

  /** Where calls go that say nothing else. */
  URI api() {
    return api;
  }

  URI management() {
    return management;
  }

  URI inference() {
    return inference;
  }

  /** Reads a URL from the environment. */
  static URI baseUrl(String text) {
    return URLS.parse(text);
  }

  private static URI versioned(URI url) {
    return URI.create(URLS.without(url, "/v1") + "/v1");
  }
}
