package dev.fovea.testkit.server;

/** A refusal, thrown from wherever it is noticed and turned into the answer it carries. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  /**
   * A refusal with its answer.
   *
   * @param message what is wrong
   * @param reply the answer to send
   */
  public Problem(String message, Reply reply) {
    super(message, null, false, false);
    this.reply = reply;
  }

  /** {@return the answer to send} */
  public Reply reply() {
    return reply;
  }
}
