package dev.fovea.error;

import java.io.Serializable;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What every exception of this library is made of. For providers and transports; users read the
 * same facts from the exception. Immutable.
 */
@Value.Immutable
public abstract class Failure implements Serializable {
  private static final long serialVersionUID = 1L;

  Failure() {}

  /** {@return what went wrong, without a final stop and without any secret} */
  public abstract String message();

  /** {@return the provider it happened at; absent when none was involved} */
  public abstract Optional<String> provider();

  /** {@return what was attempted, such as {@code create fine-tuning job}} */
  public abstract Optional<String> operation();

  /** {@return what is known about the server; {@link Outcome#NOT_SENT} by default} */
  public abstract Outcome outcome();

  /** {@return how often the call was sent, 0 by default} */
  public abstract int attempts();

  /** {@return whether the same call may succeed later; {@code false} by default} */
  public abstract boolean retryable();

  /** {@return what led to it} */
  public abstract Optional<Throwable> cause();

  /** {@return what to do about it, when known} */
  public abstract Optional<String> next();

  /**
   * A failure that is told in one sentence and has nothing to do with a provider.
   *
   * @param message what went wrong, without a final stop
   * @return the failure
   */
  public static Failure of(String message) {
    return builder().message(message).build();
  }

  /** {@return what an exception says: who attempted what, what came back, what to do} */
  String text(String facts) {
    StringBuilder text = new StringBuilder();
    provider().ifPresent(provider -> text.append(provider).append(": "));
    operation().ifPresent(operation -> text.append(operation).append(" failed: "));
    text.append(message());
    if (!facts.isEmpty()) {
      text.append(" (").append(facts).append(')');
    }
    next().ifPresent(next -> text.append("; ").append(next));
    return text.toString();
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableFailure.builder().outcome(Outcome.NOT_SENT).attempts(0).retryable(false);
  }

  /** Builds {@link Failure}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets what went wrong. Required. Put text from outside through {@link Excerpt} first.
     *
     * @param message a short sentence without a final stop
     * @return this builder
     */
    public abstract Builder message(String message);

    /**
     * Sets the provider it happened at.
     *
     * @param provider the provider's id
     * @return this builder
     */
    public abstract Builder provider(String provider);

    /**
     * Sets what was attempted.
     *
     * @param operation a verb and its object, such as {@code create fine-tuning job}
     * @return this builder
     */
    public abstract Builder operation(String operation);

    /**
     * Sets what is known about the server.
     *
     * @param outcome the outcome
     * @return this builder
     */
    public abstract Builder outcome(Outcome outcome);

    /**
     * Sets how often the call was sent.
     *
     * @param attempts zero or more
     * @return this builder
     */
    public abstract Builder attempts(int attempts);

    /**
     * Sets whether the same call may succeed later.
     *
     * @param retryable {@code true} when trying again makes sense
     * @return this builder
     */
    public abstract Builder retryable(boolean retryable);

    /**
     * Sets what led to it.
     *
     * @param cause the cause
     * @return this builder
     */
    public abstract Builder cause(Throwable cause);

    /**
     * Sets what to do about it. It ends the message.
     *
     * @param next a short sentence without a final stop
     * @return this builder
     */
    public abstract Builder next(String next);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract Failure build();
  }
}
