package dev.fovea.provider;

import java.net.URI;
import java.net.URISyntaxException;

/** A base URL as users write it, with or without a version and a closing slash. Immutable. */
public final class BaseUrl {
  private final String provider;
  private final URI standard;

  private BaseUrl(String provider, URI standard) {
    this.provider = provider;
    this.standard = standard;
  }

  /**
   * Knows how a provider's base URLs look.
   *
   * @param provider the provider's id
   * @param standard the provider's own, as an example in messages
   * @return what reads others
   */
  public static BaseUrl like(String provider, URI standard) {
    return new BaseUrl(provider, standard);
  }

  /**
   * Reads a URL from the environment.
   *
   * @param text the URL
   * @return the URL, as it was written
   * @throws IllegalArgumentException if it is none, or holds more than scheme, host, port and path
   */
  public URI parse(String text) {
    try {
      return checked(new URI(text));
    } catch (URISyntaxException e) {
      // Its message repeats the text, which may hold a password.
      throw notOne(text);
    }
  }

  /**
   * {@return the URL without closing slashes and without an ending}
   *
   * @param url the URL
   * @param endings what is taken off, such as {@code /v1}; the first that fits
   * @throws IllegalArgumentException if it holds more than scheme, host, port and path
   */
  public URI without(URI url, String... endings) {
    String text = checked(url).toString();
    int end = text.length();
    while (text.charAt(end - 1) == '/') {
      end--;
    }
    String bare = text.substring(0, end);
    for (String ending : endings) {
      if (bare.endsWith(ending)) {
        return URI.create(bare.substring(0, bare.length() - ending.length()));
      }
    }
    return URI.create(bare);
  }

  private URI checked(URI url) {
    String scheme = url.getScheme();
    boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    boolean bare = url.getRawQuery() == null && url.getRawFragment() == null;
    if (!web || url.getHost() == null || !bare || url.getRawUserInfo() != null) {
      throw notOne(url.toString());
    }
    return url;
  }

  private IllegalArgumentException notOne(String text) {
    boolean secret = text.contains("@") || text.contains("?");
    return new IllegalArgumentException(
        provider + ": a base URL is http:// or https:// with a host and a path at most, such as "
            + standard + (secret ? "; the one given is not" : "; not " + text));
  }
}
