package dev.fovea.transport;

import java.net.UnknownHostException;

/** A host leads to an address that must not be connected to. Which one is nobody's business. */
final class RefusedAddress extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  RefusedAddress() {
    super("an address that is not public");
  }
}
