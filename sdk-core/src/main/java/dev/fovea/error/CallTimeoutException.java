package dev.fovea.error;

/** A time limit passed; the message says which. */
public class CallTimeoutException extends TransportException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   */
  public CallTimeoutException(Failure failure) {
    super(failure);
  }
}
