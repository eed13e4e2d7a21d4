package dev.fovea.error;

/** The job that was waited for failed or was cancelled. */
public class JobFailedException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /** The job's id. */
  private final String jobId;
  /** The provider's word for the status. */
  private final String providerStatus;
  /** The provider's reason. */
  private final String reason;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param jobId the job's id
   * @param providerStatus the provider's word for the job's status
   * @param reason the provider's reason; empty when it gave none
   */
  public JobFailedException(Failure failure, String jobId, String providerStatus, String reason) {
    super(failure);
    this.jobId = jobId;
    this.providerStatus = providerStatus;
    this.reason = reason;
  }

  /** {@return the job's id} */
  public String jobId() {
    return jobId;
  }

  /** {@return the provider's word for the job's status} */
  public String providerStatus() {
    return providerStatus;
  }

  /** {@return the provider's reason; empty when it gave none} */
  public String reason() {
    return reason;
  }
}
