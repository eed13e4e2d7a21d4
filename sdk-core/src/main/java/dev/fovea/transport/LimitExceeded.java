package dev.fovea.transport;

import java.io.IOException;

/** An answer outgrew a limit of {@code ClientOptions.limits()}. */
final class LimitExceeded extends IOException {
  private static final long serialVersionUID = 1L;

  LimitExceeded(String message) {
    super(message);
  }
}
