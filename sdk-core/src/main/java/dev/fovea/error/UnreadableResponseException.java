package dev.fovea.error;

/** An answer that cannot be read as what was expected. */
public class UnreadableResponseException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /** The place in the answer. */
  private final String path;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param path the place in the answer, as {@code $.choices[0].message}; empty when it is the
   *     whole answer
   */
  public UnreadableResponseException(Failure failure, String path) {
    super(failure);
    this.path = path;
  }

  /**
   * {@return the place in the answer, as {@code $.choices[0].message}; empty when it is the whole
   * answer}
   */
  public String path() {
    return path;
  }
}
