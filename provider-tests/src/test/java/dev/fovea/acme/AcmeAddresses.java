package dev.fovea.acme;

import dev.fovea.provider.BaseUrl;
import java.net.URI;

/** Where Acme's interface is. */
final class AcmeAddresses {
  private static final URI STANDARD = URI.create("https://api.acme.example");
  private static final BaseUrl URLS = BaseUrl.like(AcmeProvider.ID, STANDARD);

  private AcmeAddresses() {}

  /** {@return the base of every call} */
  static URI base(AcmeOptions options) {
    return options.client().baseUrl().map(URLS::without).orElse(STANDARD);
  }

  /** Reads a URL from the environment. */
  static URI baseUrl(String text) {
    return URLS.parse(text);
  }
}
