package dev.fovea.transport;

import java.util.Objects;

/**
 * The header that carries the API key: its name and what stands before the key. The key itself
 * comes from {@code ClientOptions.apiKey()} and is asked for once per call.
 *
 * @param name the header's name
 * @param prefix what stands before the key, with its space; may be empty
 */
public record AuthHeader(String name, String prefix) {
  /**
   * Checks the parts.
   *
   * @param name the header's name
   * @param prefix what stands before the key, with its space; may be empty
   */
  public AuthHeader {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(prefix, "prefix");
  }

  /** {@return {@code Authorization: Bearer <key>}} */
  public static AuthHeader bearer() {
    return new AuthHeader("Authorization", "Bearer ");
  }

  /**
   * A header that holds the bare key.
   *
   * @param name the header's name
   * @return the header
   */
  public static AuthHeader bare(String name) {
    return new AuthHeader(name, "");
  }
}
