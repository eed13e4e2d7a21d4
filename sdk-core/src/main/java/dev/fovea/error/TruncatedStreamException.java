package dev.fovea.error;

/**
 * A streamed answer ended before its end. What came is kept; it is never taken for a short answer.
 */
public class TruncatedStreamException extends TransportException {
  private static final long serialVersionUID = 1L;

  /** The text that came. */
  private final String partialText;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param partialText the text that came before the end
   */
  public TruncatedStreamException(Failure failure, String partialText) {
    super(failure);
    this.partialText = partialText;
  }

  /** {@return the text that came before the end} */
  public String partialText() {
    return partialText;
  }
}
