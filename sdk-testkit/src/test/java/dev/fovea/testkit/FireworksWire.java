package dev.fovea.testkit;

import java.net.URI;

/** A client of Fireworks' wire. */
final class FireworksWire extends HttpWire {
  static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";

  private final EmbeddedFireworks fireworks;

  FireworksWire(EmbeddedFireworks fireworks) {
    this.fireworks = fireworks;
  }

  @Override
  String key() {
    return fireworks.apiKey();
  }

  /** Paths of the account begin without a slash; others begin at the root. */
  @Override
  URI at(String path) {
    String below =
        path.startsWith("/") ? path : "/v1/accounts/" + EmbeddedFireworks.ACCOUNT + "/" + path;
    return URI.create(fireworks.baseUrl() + below);
  }
}
