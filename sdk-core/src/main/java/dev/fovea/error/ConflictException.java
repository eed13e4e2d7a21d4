package dev.fovea.error;

/** The thing is in a state that does not allow this (HTTP 409). */
public class ConflictException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what the server said
   */
  public ConflictException(ApiFailure failure) {
    super(failure);
  }
}
