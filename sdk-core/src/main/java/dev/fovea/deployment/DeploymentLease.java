package dev.fovea.deployment;

import dev.fovea.chat.ChatService;
import dev.fovea.config.Timing;
import java.util.concurrent.CompletableFuture;

/**
 * A deployment that answers, held only for as long as it is needed. It bills until it is closed:
 * open it in a try-with-resources statement, inside the client's own. Thread-safe.
 *
 * <p>Three nets stand below a forgotten lease: the provider stops the deployment after an idle time
 * where it can, this process stops it after {@link LeaseOptions#maxAge()}, and on request a
 * shutdown hook does.
 */
public interface DeploymentLease extends AutoCloseable {
  /** {@return the deployment as it was when it first answered} */
  Deployment deployment();

  /**
   * {@return chat with this deployment} The server and the model are set; whatever model a request
   * names is replaced.
   */
  ChatService chat();

  /**
   * Hands the deployment over to the caller: closing this lease no longer stops it, nor does its
   * age. <strong>It bills until it is stopped.</strong> The provider's idle stop stays.
   *
   * @return the deployment
   * @throws IllegalStateException if the lease was closed before
   */
  Deployment keep();

  /**
   * Stops the billing and waits until it has stopped, for at most
   * {@link LeaseOptions#closeTimeout()}; it does not delete the deployment. Repeating this is
   * harmless, and tries again after a failure. It also works in an interrupted thread, whose flag
   * stays set; an interrupt that arrives while it waits ends the wait, but not before the provider
   * took the order.
   *
   * @throws dev.fovea.error.DeploymentFailedException if the deployment may still bill; names its
   *     id
   */
  @Override
  void close();

  /**
   * Opens a lease on top of a provider's service: starts, waits, and stops what was started when
   * that fails. For providers; users call {@link DeploymentService#lease}.
   *
   * @param service the provider's deployments
   * @param timing the client's clocks
   * @param request what to deploy; the idle stop is added where it has none
   * @param options how long the lease may live and how patient it is
   * @return the lease
   */
  static DeploymentLease open(
      DeploymentService service, Timing timing, DeploymentRequest request, LeaseOptions options) {
    return new LeaseOpening(service, timing, request, options).open();
  }

  /**
   * As {@link #open}, without holding the thread. For providers.
   *
   * @param service the provider's deployments
   * @param timing the client's clocks
   * @param request what to deploy; the idle stop is added where it has none
   * @param options how long the lease may live and how patient it is
   * @return the lease to be; cancelling it stops what was started
   */
  static CompletableFuture<DeploymentLease> openAsync(
      DeploymentService service, Timing timing, DeploymentRequest request, LeaseOptions options) {
    return new LeaseOpening(service, timing, request, options).openAsync();
  }
}
