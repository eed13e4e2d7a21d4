package dev.fovea.error;

import dev.fovea.config.Capability;

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

  /**
   * Says that a provider lacks something as a whole.
   *
   * @param provider the provider's id
   * @param operation what was attempted, such as {@code pause fine-tuning job}
   * @param capability what the provider lacks
   * @return the exception, to be thrown
   */
  public static UnsupportedCapabilityException of(
      String provider, String operation, Capability capability) {
    return new UnsupportedCapabilityException(
        Failure.builder()
            .provider(provider)
            .operation(operation)
            .message("the provider does not offer this (" + capability + ")")
            .build(),
        capability.name(),
        "");
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
