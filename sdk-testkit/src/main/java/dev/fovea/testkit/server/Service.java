package dev.fovea.testkit.server;

/**
 * The provider behind a {@link WebServer}: work, and its own words for trouble. Called from many
 * threads.
 */
public interface Service {
  /**
   * Does what a request asks.
   *
   * @param exchange the request
   * @return the answer
   * @throws Exception when the work fails; the client then gets the provider's 500
   */
  Reply handle(Exchange exchange) throws Exception;

  /**
   * The provider's error body for a status.
   *
   * @param exchange the request in trouble
   * @param status the status
   * @param message what is wrong
   * @return the answer
   */
  Reply trouble(Exchange exchange, int status, String message);
}
