package dev.fovea.error;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every exception of this library is made of. For providers and transports; users read the
 * same facts from the exception. Immutable.
 */
public final class Failure implements Serializable {
  private static final long serialVersionUID = 1L;

  /** As told by {@link #message()}. */
  private final String message;

  /** As told by {@link #provider()}. */
  private final @Nullable String provider;

  /** As told by {@link #operation()}. */
  private final @Nullable String operation;

  /** As told by {@link #outcome()}. */
  private final Outcome outcome;

  /** As told by {@link #attempts()}. */
  private final int attempts;

  /** As told by {@link #retryable()}. */
  private final boolean retryable;

  /** As told by {@link #cause()}. */
  private final @Nullable Throwable cause;

  /** As told by {@link #next()}. */
  private final @Nullable String next;

  private Failure(Builder from) {
    this.message = Objects.requireNonNull(from.message, "message");
    this.provider = from.provider;
    this.operation = from.operation;
    this.outcome = from.outcome;
    this.attempts = from.attempts;
    this.retryable = from.retryable;
    this.cause = from.cause;
    this.next = from.next;
  }

  /** {@return what went wrong, without a final stop and without any secret} */
  public String message() {
    return message;
  }

  /** {@return the provider it happened at; absent when none was involved} */
  public Optional<String> provider() {
    return Optional.ofNullable(provider);
  }

  /** {@return what was attempted, such as {@code create fine-tuning job}} */
  public Optional<String> operation() {
    return Optional.ofNullable(operation);
  }

  /** {@return what is known about the server; {@link Outcome#NOT_SENT} by default} */
  public Outcome outcome() {
    return outcome;
  }

  /** {@return how often the call was sent, 0 by default} */
  public int attempts() {
    return attempts;
  }

  /** {@return whether the same call may succeed later; {@code false} by default} */
  public boolean retryable() {
    return retryable;
  }

  /** {@return what led to it} */
  public Optional<Throwable> cause() {
    return Optional.ofNullable(cause);
  }

  /** {@return what to do about it, when known} */
  public Optional<String> next() {
    return Optional.ofNullable(next);
  }

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
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link Failure}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String message;
    private @Nullable String provider;
    private @Nullable String operation;
    private Outcome outcome = Outcome.NOT_SENT;
    private int attempts;
    private boolean retryable;
    private @Nullable Throwable cause;
    private @Nullable String next;

    private Builder() {}

    private Builder(Failure from) {
      message = from.message;
      provider = from.provider;
      operation = from.operation;
      outcome = from.outcome;
      attempts = from.attempts;
      retryable = from.retryable;
      cause = from.cause;
      next = from.next;
    }

    /**
     * Sets what went wrong. Required. Put text from outside through {@link Excerpt} first.
     *
     * @param message a short sentence without a final stop
     * @return this builder
     */
    public Builder message(String message) {
      this.message = Objects.requireNonNull(message, "message");
      return this;
    }

    /**
     * Sets the provider it happened at.
     *
     * @param provider the provider's id
     * @return this builder
     */
    public Builder provider(String provider) {
      this.provider = Objects.requireNonNull(provider, "provider");
      return this;
    }

    /**
     * Sets what was attempted.
     *
     * @param operation a verb and its object, such as {@code create fine-tuning job}
     * @return this builder
     */
    public Builder operation(String operation) {
      this.operation = Objects.requireNonNull(operation, "operation");
      return this;
    }

    /**
     * Sets what is known about the server.
     *
     * @param outcome the outcome
     * @return this builder
     */
    public Builder outcome(Outcome outcome) {
      this.outcome = Objects.requireNonNull(outcome, "outcome");
      return this;
    }

    /**
     * Sets how often the call was sent.
     *
     * @param attempts zero or more
     * @return this builder
     */
    public Builder attempts(int attempts) {
      this.attempts = attempts;
      return this;
    }

    /**
     * Sets whether the same call may succeed later.
     *
     * @param retryable {@code true} when trying again makes sense
     * @return this builder
     */
    public Builder retryable(boolean retryable) {
      this.retryable = retryable;
      return this;
    }

    /**
     * Sets what led to it.
     *
     * @param cause the cause
     * @return this builder
     */
    public Builder cause(Throwable cause) {
      this.cause = Objects.requireNonNull(cause, "cause");
      return this;
    }

    /**
     * Sets what to do about it. It ends the message.
     *
     * @param next a short sentence without a final stop
     * @return this builder
     */
    public Builder next(String next) {
      this.next = Objects.requireNonNull(next, "next");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the value
     */
    public Failure build() {
      return new Failure(this);
    }
  }
}
