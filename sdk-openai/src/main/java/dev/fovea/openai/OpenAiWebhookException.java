package dev.fovea.openai;

import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;

/**
 * A webhook that does not come from OpenAI, came too late, or cannot be read. Answer it with 400
 * and do nothing of what it says. Its message holds neither the secret nor the body.
 */
public final class OpenAiWebhookException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  private final Reason reason;

  /** What is wrong with a webhook. May grow in a minor version: keep a default branch. */
  public enum Reason {
    /** One of the three headers is missing, empty or there twice. */
    HEADER_MISSING,
    /** The time it was signed at is no number. */
    TIMESTAMP_UNREADABLE,
    /** It was signed longer ago than the tolerance allows: perhaps somebody sends it again. */
    TOO_OLD,
    /** It was signed in the future: one of the two clocks is wrong. */
    TOO_NEW,
    /** No signature fits: another secret, or a body that is not as it was signed. */
    SIGNATURE_WRONG,
    /** It is signed well, but this version cannot read it. */
    UNREADABLE
  }

  OpenAiWebhookException(Reason reason, Failure failure) {
    super(failure);
    this.reason = reason;
  }

  /** {@return what is wrong with it} */
  public Reason reason() {
    return reason;
  }
}
