package dev.fovea.dataset;

import java.io.Serializable;

/**
 * How one provider writes examples as lines of JSON. Immutable, thread-safe and serializable: what
 * is serialized is the provider's id, and the other side needs that provider on its class path.
 */
public sealed interface DatasetFormat extends Serializable permits JsonLines {
  /** {@return the provider's short name, for example {@code together}} */
  String id();

  /** {@return what the provider accepts, with its dated limits} */
  DatasetRules rules();

  /**
   * {@return the format of a provider on the class path}
   *
   * @param provider the provider's short name
   * @throws IllegalArgumentException if there is no such provider; the message lists those found
   */
  static DatasetFormat of(String provider) {
    return DatasetProviders.find(provider).format();
  }

  /**
   * {@return the format that a profile describes; for providers}
   *
   * @param profile the provider's dated data
   */
  static DatasetFormat of(DatasetProfile profile) {
    return new JsonLines(profile);
  }
}
