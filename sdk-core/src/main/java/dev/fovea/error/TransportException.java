package dev.fovea.error;

/** No answer, or not a whole one: the connection, a time-out, a cut stream. */
public class TransportException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   */
  public TransportException(Failure failure) {
    super(failure);
  }
}
