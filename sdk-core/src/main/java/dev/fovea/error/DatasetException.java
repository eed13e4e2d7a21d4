package dev.fovea.error;

import dev.fovea.finding.Finding;
import java.util.List;

/** A data set that cannot be read, written or sent as it is; found on this machine. */
public class DatasetException extends FoveaException {
  private static final long serialVersionUID = 1L;

  // List.copyOf gives a serializable list of serializable findings.
  /** What was found. */
  @SuppressWarnings("serial")
  private final List<Finding> findings;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param findings what was found, the first of each kind; may be empty
   */
  public DatasetException(Failure failure, List<Finding> findings) {
    super(failure);
    this.findings = List.copyOf(findings);
  }

  /** {@return what was found, with lines and fixes; empty when the data set could not be read} */
  public List<Finding> findings() {
    return findings;
  }
}
