package dev.fovea.error;

/**
 * The encrypted connection could not be made: an unknown authority, a wrong host name, an expired
 * certificate.
 */
public class TlsException extends TransportException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   */
  public TlsException(Failure failure) {
    super(failure);
  }
}
