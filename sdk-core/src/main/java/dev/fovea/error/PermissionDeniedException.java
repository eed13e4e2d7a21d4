package dev.fovea.error;

/** The key is known and may not do this (HTTP 403). */
public class PermissionDeniedException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what the server said
   */
  public PermissionDeniedException(ApiFailure failure) {
    super(failure);
  }
}
