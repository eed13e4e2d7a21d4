package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the tokens a job was trained on can be fetched for a while. Whoever has the address can
 * fetch them: it is never shown. Immutable.
 */
public final class TogetherTokenizedDataset extends WireView {
  private final URI url;

  TogetherTokenizedDataset(WireObject wire) {
    super(wire);
    this.url = wire.uri("url");
  }

  /** {@return the signed address, to be fetched without a key} */
  public URI url() {
    return url;
  }

  /** {@return the file's name} */
  public Optional<String> fileName() {
    return text("filename");
  }

  /** {@return the media type} */
  public Optional<String> contentType() {
    return text("content_type");
  }

  /** {@return the size in bytes} */
  public Optional<Long> size() {
    return wire().integer("size");
  }

  /** {@return until when the address works} */
  public Optional<Instant> expiresAt() {
    return time("expires_at");
  }
}
