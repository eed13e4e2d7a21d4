package dev.fovea.error;

/** The client was closed before or during the call. */
public class ClosedClientException extends TransportException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   */
  public ClosedClientException(Failure failure) {
    super(failure);
  }
}
