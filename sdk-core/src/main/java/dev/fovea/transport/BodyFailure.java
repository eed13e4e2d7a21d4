package dev.fovea.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The request's body could not be made: our side's fault, not the network's, hence never repeated.
 */
final class BodyFailure extends IOException {
  private static final long serialVersionUID = 1L;

  BodyFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
