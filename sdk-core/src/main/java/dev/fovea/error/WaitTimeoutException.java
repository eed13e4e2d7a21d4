package dev.fovea.error;

/** Waiting took longer than allowed. What was waited for goes on. */
public class WaitTimeoutException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /** What was waited for. */
  private final String id;
  /** The provider's last word. */
  private final String lastStatus;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param id what was waited for
   * @param lastStatus the provider's last word about it; empty when there was none
   */
  public WaitTimeoutException(Failure failure, String id, String lastStatus) {
    super(failure);
    this.id = id;
    this.lastStatus = lastStatus;
  }

  /** {@return what was waited for} */
  public String id() {
    return id;
  }

  /** {@return the provider's last word about it; empty when there was none} */
  public String lastStatus() {
    return lastStatus;
  }
}
