package dev.fovea.transport;

import okhttp3.OkHttpClient;

/**
 * The one hatch to the HTTP library. What would let it send a request twice or carry a key to
 * another host (redirects, its own repeats, repeatable bodies) is switched off again afterwards.
 */
@FunctionalInterface
public interface OkHttpSetup {
  /**
   * Changes the HTTP client before it is built; called once for each connection pool.
   *
   * @param client the builder, already holding the library's own settings
   */
  void apply(OkHttpClient.Builder client);
}
