package dev.fovea.fireworks;

import dev.fovea.provider.BaseUrl;
import java.net.URI;

/**
 * Where Fireworks' interfaces are: the control plane below {@code /v1} and inference below
 * {@code /inference/v1} of one host.
 */
final class FireworksAddresses {
  /** The name of the base URL of chat, completions, vectors and ranking. */
  static final String INFERENCE = "inference";

  private static final URI STANDARD = URI.create("https://api.fireworks.ai");
  private static final BaseUrl URLS = BaseUrl.like(FireworksProvider.ID, STANDARD);

  private final URI host;
  private final URI inference;

  private FireworksAddresses(URI host, URI inference) {
    this.host = host;
    this.inference = inference;
  }

  static FireworksAddresses of(FireworksOptions options) {
    // Users know the inference URL best, so it is understood too.
    URI host = options
        .client()
        .baseUrl()
        .map(url -> URLS.without(url, "/inference/v1", "/v1"))
        .orElse(STANDARD);
    URI inference = options
        .inferenceBaseUrl()
        .map(url -> URLS.without(url))
        .orElseGet(() -> URI.create(host + "/inference/v1"));
    return new FireworksAddresses(host, inference);
  }

  /** Where calls go that say nothing else. */
  URI control() {
    return URI.create(host + "/v1");
  }

  URI inference() {
    return inference;
  }

  /** Reads a URL from the environment. */
  static URI baseUrl(String text) {
    return URLS.parse(text);
  }
}
