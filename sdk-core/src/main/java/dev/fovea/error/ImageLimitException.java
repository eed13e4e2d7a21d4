package dev.fovea.error;

/**
 * A picture whose pixels were not decoded because that would cost more pixels, time or memory than
 * was allowed. The picture itself may be whole.
 */
public class ImageLimitException extends ImageException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what would cost too much, without a final stop
   */
  public ImageLimitException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message what would cost too much, without a final stop
   * @param cause what led to it
   */
  public ImageLimitException(String message, Throwable cause) {
    super(message, cause);
  }
}
