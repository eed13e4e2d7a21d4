package dev.fovea.error;

/** There is no such thing, or no longer (HTTP 404, 410). */
public class NotFoundException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what the server said
   */
  public NotFoundException(ApiFailure failure) {
    super(failure);
  }
}
