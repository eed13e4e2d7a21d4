package dev.fovea.transport;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider's error body says. Everything may be absent. Immutable. */
public final class ErrorFacts {
  private final @Nullable String message;
  private final @Nullable String code;
  private final @Nullable String type;
  private final @Nullable String param;
  private final @Nullable String requestId;
  private final @Nullable Integer status;
  private final @Nullable String next;
  private final boolean hopeless;

  private ErrorFacts(Builder from) {
    this.message = from.message;
    this.code = from.code;
    this.type = from.type;
    this.param = from.param;
    this.requestId = from.requestId;
    this.status = from.status;
    this.next = from.next;
    this.hopeless = from.hopeless;
  }

  /** {@return the sentence for people; absent when the body holds none} */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /** {@return the provider's word for the error; absent when the body holds none} */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** {@return the provider's class of error; absent when the body holds none} */
  public Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** {@return the request field at fault; absent when the body names none} */
  public Optional<String> param() {
    return Optional.ofNullable(param);
  }

  /** {@return the request's id; absent when the body holds none, then the headers are asked} */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /**
   * {@return the status the body claims, used for errors inside a stream; absent when it claims
   * none}
   */
  public Optional<Integer> status() {
    return Optional.ofNullable(status);
  }

  /** {@return what to do about it, in our words; absent when the body calls for nothing special} */
  public Optional<String> next() {
    return Optional.ofNullable(next);
  }

  /**
   * {@return whether repeating the call cannot help, whatever its status says: a 429 for an empty
   * account; false by default}
   */
  public boolean hopeless() {
    return hopeless;
  }

  /** {@return a builder that starts with these facts} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a builder that knows nothing yet} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link ErrorFacts}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String message;
    private @Nullable String code;
    private @Nullable String type;
    private @Nullable String param;
    private @Nullable String requestId;
    private @Nullable Integer status;
    private @Nullable String next;
    private boolean hopeless;

    private Builder() {}

    private Builder(ErrorFacts from) {
      message = from.message;
      code = from.code;
      type = from.type;
      param = from.param;
      requestId = from.requestId;
      status = from.status;
      next = from.next;
      hopeless = from.hopeless;
    }

    /**
     * Sets the sentence for people.
     *
     * @param message the sentence
     * @return this builder
     */
    public Builder message(String message) {
      this.message = Objects.requireNonNull(message, "message");
      return this;
    }

    /**
     * Sets the provider's word for the error.
     *
     * @param code the word
     * @return this builder
     */
    public Builder code(String code) {
      this.code = Objects.requireNonNull(code, "code");
      return this;
    }

    /**
     * Sets the provider's class of error.
     *
     * @param type the class
     * @return this builder
     */
    public Builder type(String type) {
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /**
     * Sets the request field at fault.
     *
     * @param param the field
     * @return this builder
     */
    public Builder param(String param) {
      this.param = Objects.requireNonNull(param, "param");
      return this;
    }

    /**
     * Sets the request's id.
     *
     * @param requestId the id
     * @return this builder
     */
    public Builder requestId(String requestId) {
      this.requestId = Objects.requireNonNull(requestId, "requestId");
      return this;
    }

    /**
     * Sets the status the body claims.
     *
     * @param status an HTTP status
     * @return this builder
     */
    public Builder status(int status) {
      this.status = status;
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
     * Sets whether repeating the call cannot help, whatever its status says.
     *
     * @param hopeless true for what only the account's owner can change
     * @return this builder
     */
    public Builder hopeless(boolean hopeless) {
      this.hopeless = hopeless;
      return this;
    }

    /** {@return the facts} */
    public ErrorFacts build() {
      return new ErrorFacts(this);
    }
  }
}
