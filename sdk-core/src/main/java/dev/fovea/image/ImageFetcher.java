package dev.fovea.image;

import java.net.URI;

/** Gets remote pictures, so that their bytes can be checked or sent. Thread-safe. */
public interface ImageFetcher {
  /**
   * Gets a picture.
   *
   * @param uri an http or https address
   * @return the picture with its bytes
   * @throws dev.fovea.error.FoveaException if it cannot be had or is not allowed
   */
  Image fetch(URI uri);
}
