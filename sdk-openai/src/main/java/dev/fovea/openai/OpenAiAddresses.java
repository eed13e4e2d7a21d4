package dev.fovea.openai;

import dev.fovea.provider.BaseUrl;
import java.net.URI;
import java.util.Locale;

/** Where OpenAI's interface is, or that of a server that speaks as OpenAI does. */
final class OpenAiAddresses {
  private static final URI STANDARD = URI.create("https://api.openai.com/v1");
  private static final BaseUrl URLS = BaseUrl.like(OpenAiProvider.ID, STANDARD);

  private OpenAiAddresses() {}

  /** {@return the base of every call} A path is kept as it is; a bare host gets its version. */
  static URI base(OpenAiOptions options) {
    // Many servers' pages show the whole address of chat.
    URI url = options
        .client()
        .baseUrl()
        .map(given -> URLS.without(given, "/chat/completions"))
        .orElse(STANDARD);
    return url.getRawPath().isEmpty() ? URI.create(url + "/v1") : url;
  }

  /** Whether somebody else's server is called, which knows the common form and no more. */
  static boolean compatible(OpenAiOptions options) {
    return options.compatible().orElseGet(() -> !isOpenAi(base(options).getHost()));
  }

  private static boolean isOpenAi(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("openai.com")
        || name.endsWith(".openai.com")
        || name.endsWith(".openai.azure.com");
  }

  /** Reads a URL from the environment. */
  static URI baseUrl(String text) {
    return URLS.parse(text);
  }
}
