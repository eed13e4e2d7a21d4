package dev.fovea.error;

/** The key is missing, wrong or withdrawn (HTTP 401). */
public class AuthenticationException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what the server said
   */
  public AuthenticationException(ApiFailure failure) {
    super(failure);
  }
}
