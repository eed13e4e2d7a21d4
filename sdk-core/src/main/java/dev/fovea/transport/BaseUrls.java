package dev.fovea.transport;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The base URLs of a client, checked once; and which other URLs may be called at all. */
final class BaseUrls {
  private final Map<String, HttpUrl> bases;
  private final boolean plain;

  private BaseUrls(Map<String, HttpUrl> bases) {
    this.bases = bases;
    this.plain = bases.values().stream().anyMatch(base -> !base.isHttps());
  }

  static BaseUrls of(Map<String, URI> bases) {
    Map<String, HttpUrl> checked = new HashMap<>();
    bases.forEach((name, base) -> checked.put(name, checked(base)));
    return new BaseUrls(checked);
  }

  private static HttpUrl checked(URI base) {
    HttpUrl url = HttpUrl.parse(base.toString());
    if (url == null) {
      throw new IllegalArgumentException(
          "a base URL is absolute and begins with https: " + shown(base));
    }
    if (base.getRawUserInfo() != null
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      throw new IllegalArgumentException("a base URL has no user name or password: " + shown(base));
    }
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException("a base URL has no query and no fragment: " + shown(base));
    }
    if (!url.isHttps() && !isLoopback(url.host())) {
      throw new IllegalArgumentException(
          "a base URL must be https unless it is this machine's own, or the key would travel in the clear: "
              + shown(base));
    }
    return withoutSlash(url);
  }

  // Segments are appended: an empty last one would leave a double slash.
  private static HttpUrl withoutSlash(HttpUrl url) {
    HttpUrl.Builder builder = url.newBuilder();
    for (int last = url.pathSize() - 1;
        last >= 0 && url.pathSegments().get(last).isEmpty();
        last--) {
      builder.removePathSegment(last);
    }
    return builder.build();
  }

  private static String shown(URI url) {
    return url.getScheme() + "://" + url.getHost();
  }

  HttpUrl get(String name) {
    HttpUrl base = bases.get(name);
    if (base == null) {
      throw new IllegalArgumentException("there is no base URL named " + name);
    }
    return base;
  }

  /** Why a storage URL or a redirect must not be followed, null when it may. */
  @Nullable
  String refusal(HttpUrl target, @Nullable HttpUrl from) {
    if (target.isHttps()) {
      return null;
    }
    if (from != null && from.isHttps() && !plain) {
      return "it leads from https to http";
    }
    return plain || isLoopback(target.host()) ? null : "it is not https";
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || (host.startsWith("127.")
            && host.chars().allMatch(c -> c == '.' || Character.isDigit(c)));
  }
}
