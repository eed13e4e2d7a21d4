package dev.fovea.chat;

import java.net.URI;

/** What all addresses of films and sounds have in common. */
final class RemoteMedia {
  private RemoteMedia() {}

  static void requireAbsolute(URI uri) {
    if (!uri.isAbsolute()) {
      throw new IllegalArgumentException(
          "films and sounds by address need an absolute one, such as https://…");
    }
  }

  /** The part without the query of its address, which may be a signature, and without data. */
  static String shown(String part, URI uri) {
    return part + "[" + uri.getScheme() + ":"
        + (uri.getHost() == null ? "…" : "//" + uri.getHost() + uri.getRawPath()) + "]";
  }
}
