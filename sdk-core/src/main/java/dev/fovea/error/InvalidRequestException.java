package dev.fovea.error;

/**
 * The server understood the request and found a fault in it (HTTP 400, 402, 413, 415, 422). Sending
 * it again is no use.
 */
public class InvalidRequestException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what the server said
   */
  public InvalidRequestException(ApiFailure failure) {
    super(failure);
  }
}
