package dev.fovea.error;

/** The server failed (HTTP 5xx) or gave up waiting for the request (HTTP 408). */
public class ServerException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what the server said
   */
  public ServerException(ApiFailure failure) {
    super(failure);
  }
}
