package dev.fovea.error;

/** A picture that cannot be read, is none, or changed since it was named. */
public class ImageException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   */
  public ImageException(Failure failure) {
    super(failure);
  }

  /**
   * Makes the exception.
   *
   * @param message what is wrong, without a final stop
   */
  public ImageException(String message) {
    super(Failure.of(message));
  }

  /**
   * Makes the exception.
   *
   * @param message what is wrong, without a final stop
   * @param cause what led to it
   */
  public ImageException(String message, Throwable cause) {
    super(Failure.builder().message(message).cause(cause).build());
  }
}
