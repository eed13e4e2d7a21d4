package dev.fovea.error;

/** A deployment that was waited for failed, or could not be stopped. */
public class DeploymentFailedException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /** The deployment's id. */
  private final String deploymentId;
  /** Whether it may still cost money. */
  private final boolean mayBill;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param deploymentId the deployment's id
   * @param mayBill whether the deployment may still cost money
   */
  public DeploymentFailedException(Failure failure, String deploymentId, boolean mayBill) {
    super(failure);
    this.deploymentId = deploymentId;
    this.mayBill = mayBill;
  }

  /** {@return the deployment's id} */
  public String deploymentId() {
    return deploymentId;
  }

  /** {@return whether the deployment may still cost money} */
  public boolean mayBill() {
    return mayBill;
  }
}
