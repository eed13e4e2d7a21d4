package dev.fovea.error;

import dev.fovea.finding.Finding;
import java.util.List;

/**
 * A request that the provider would refuse for what is in it, such as too many pictures; found on
 * this machine, and nothing was sent.
 */
public class UnsendableRequestException extends FoveaException {
  private static final long serialVersionUID = 1L;

  // List.copyOf gives a serializable list of serializable findings.
  /** What was found. */
  @SuppressWarnings("serial")
  private final List<Finding> findings;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param findings what was found
   */
  public UnsendableRequestException(Failure failure, List<Finding> findings) {
    super(failure);
    this.findings = List.copyOf(findings);
  }

  /** {@return what was found, with places and fixes} */
  public List<Finding> findings() {
    return findings;
  }
}
