package dev.fovea.error;

import java.util.Optional;

/** The server said no. */
public class ApiException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /** What the server said. */
  private final ApiFailure answer;

  /**
   * Makes the exception. {@link #of} chooses the class that fits the status.
   *
   * @param failure what the server said
   */
  public ApiException(ApiFailure failure) {
    super(failure.failure(), failure.facts());
    this.answer = failure;
  }

  /**
   * Makes the exception that fits the status.
   *
   * @param failure what the server said
   * @return the exception, not thrown
   */
  public static ApiException of(ApiFailure failure) {
    int status = failure.status();
    if (status >= 500 || status == 408) {
      return new ServerException(failure);
    }
    return switch (status) {
      case 400, 402, 413, 415, 422 -> new InvalidRequestException(failure);
      case 401 -> new AuthenticationException(failure);
      case 403 -> new PermissionDeniedException(failure);
      case 404, 410 -> new NotFoundException(failure);
      case 409 -> new ConflictException(failure);
      case 429 -> new RateLimitException(failure);
      default -> new ApiException(failure);
    };
  }

  /** {@return the HTTP status, or the status an error inside a stream stands for} */
  public int status() {
    return answer.status();
  }

  /** {@return the server's word for this error} */
  public Optional<String> code() {
    return answer.code();
  }

  /** {@return the server's word for this kind of error} */
  public Optional<String> type() {
    return answer.type();
  }

  /** {@return the field the server complains about} */
  public Optional<String> param() {
    return answer.param();
  }

  /** {@return the server's name for the request, for its support} */
  public Optional<String> requestId() {
    return answer.requestId();
  }

  /** {@return the answer itself, cleaned and cut short; empty when there was none} */
  public String body() {
    return answer.body();
  }

  /** {@return what it was made of, for a provider that makes another of it} */
  public ApiFailure apiFailure() {
    return answer;
  }
}
