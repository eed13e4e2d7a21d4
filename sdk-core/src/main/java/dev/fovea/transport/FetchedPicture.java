package dev.fovea.transport;

import dev.fovea.error.FoveaException;
import dev.fovea.image.Image;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one address: a picture, or why there is none. Immutable. */
public final class FetchedPicture {
  private final URI uri;
  private final @Nullable Image image;
  private final @Nullable FoveaException failure;

  private FetchedPicture(URI uri, @Nullable Image image, @Nullable FoveaException failure) {
    this.uri = uri;
    this.image = image;
    this.failure = failure;
  }

  static FetchedPicture of(URI uri, Image image) {
    return new FetchedPicture(uri, image, null);
  }

  static FetchedPicture failed(URI uri, FoveaException failure) {
    return new FetchedPicture(uri, null, failure);
  }

  /** {@return the address as it was given} */
  public URI uri() {
    return uri;
  }

  /** {@return the picture with its bytes; absent when it could not be had} */
  public Optional<Image> image() {
    return Optional.ofNullable(image);
  }

  /** {@return why there is no picture; absent when there is one} */
  public Optional<FoveaException> failure() {
    return Optional.ofNullable(failure);
  }

  /** {@return host and path of the address and what became of it, never its query} */
  @Override
  public String toString() {
    return PictureFetch.shown(uri) + (failure == null ? ": fetched" : ": failed");
  }
}
