package dev.fovea.error;

/** The provider cannot do this. Nothing was sent. */
public class UnsupportedCapabilityException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /** What the provider lacks. */
  private final String capability;
  /** What to do instead. */
  private final String instead;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param capability the capability or the field of the request that the provider lacks
   * @param instead what to do instead; empty when there is nothing
   */
  public UnsupportedCapabilityException(Failure failure, String capability, String instead) {
    super(failure);
    this.capability = capability;
    this.instead = instead;
  }

  /** {@return the capability or the field of the request that the provider lacks} */
  public String capability() {
    return capability;
  }

  /** {@return what to do instead; empty when there is nothing} */
  public String instead() {
    return instead;
  }
}
