package dev.fovea.error;

/**
 * The calling thread was interrupted. Its interrupt flag is set again, and the call was cancelled.
 */
public class InterruptedCallException extends TransportException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   */
  public InterruptedCallException(Failure failure) {
    super(failure);
  }
}
