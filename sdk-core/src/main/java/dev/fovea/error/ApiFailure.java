package dev.fovea.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server said when it refused a call. For providers and transports; users read the same
 * facts from {@link ApiException}. Immutable.
 */
public final class ApiFailure implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MESSAGE_CHARS = 2_000;
  private static final int BODY_CHARS = 8 * 1024;

  /** As told by {@link #failure()}. */
  private final Failure failure;

  /** As told by {@link #status()}. */
  private final int status;

  /** As told by {@link #code()}. */
  private final @Nullable String code;

  /** As told by {@link #type()}. */
  private final @Nullable String type;

  /** As told by {@link #param()}. */
  private final @Nullable String param;

  /** As told by {@link #requestId()}. */
  private final @Nullable String requestId;

  /** As told by {@link #body()}. */
  private final String body;

  /** As told by {@link #retryAfter()}. */
  private final @Nullable Duration retryAfter;

  private ApiFailure(Builder from) {
    // The server's words may repeat a key or a whole picture.
    Failure raw = Objects.requireNonNull(from.failure, "failure");
    this.failure =
        raw.toBuilder().message(Excerpt.of(raw.message(), MESSAGE_CHARS)).build();
    this.status = from.status;
    this.code = from.code;
    this.type = from.type;
    this.param = from.param;
    this.requestId = from.requestId;
    this.body = Excerpt.of(from.body, BODY_CHARS);
    this.retryAfter = from.retryAfter;
  }

  /** {@return what was attempted and what came of it} */
  public Failure failure() {
    return failure;
  }

  /** {@return the HTTP status, or the status an error inside a stream stands for} */
  public int status() {
    return status;
  }

  /** {@return the server's word for this error} */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** {@return the server's word for this kind of error} */
  public Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** {@return the field the server complains about} */
  public Optional<String> param() {
    return Optional.ofNullable(param);
  }

  /** {@return the server's name for the request} */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /** {@return the answer itself, cleaned and cut short; empty by default} */
  public String body() {
    return body;
  }

  /** {@return how long the server asks to wait} */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** {@return the facts that stand in brackets in a message} */
  String facts() {
    StringBuilder facts = new StringBuilder("HTTP ").append(status());
    code().ifPresent(code -> facts.append(", code ").append(Excerpt.of(code, 100)));
    param().ifPresent(param -> facts.append(", param ").append(Excerpt.of(param, 100)));
    requestId().ifPresent(id -> facts.append(", request ").append(Excerpt.of(id, 200)));
    retryAfter()
        .ifPresent(
            delay -> facts.append(", retry after ").append(delay.toMillis()).append(" ms"));
    return facts.toString();
  }

  /** {@return a builder that starts with these values} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link ApiFailure}; for one thread and one use. */
  public static final class Builder {
    private @Nullable Failure failure;
    private int status;
    private @Nullable String code;
    private @Nullable String type;
    private @Nullable String param;
    private @Nullable String requestId;
    private String body = "";
    private @Nullable Duration retryAfter;

    private Builder() {}

    private Builder(ApiFailure from) {
      failure = from.failure;
      status = from.status;
      code = from.code;
      type = from.type;
      param = from.param;
      requestId = from.requestId;
      body = from.body;
      retryAfter = from.retryAfter;
    }

    /**
     * Sets what was attempted and what came of it. Required.
     *
     * @param failure the failure
     * @return this builder
     */
    public Builder failure(Failure failure) {
      this.failure = Objects.requireNonNull(failure, "failure");
      return this;
    }

    /**
     * Sets the HTTP status. Required.
     *
     * @param status the status
     * @return this builder
     */
    public Builder status(int status) {
      this.status = status;
      return this;
    }

    /**
     * Sets the server's word for this error.
     *
     * @param code the code
     * @return this builder
     */
    public Builder code(String code) {
      this.code = Objects.requireNonNull(code, "code");
      return this;
    }

    /**
     * Sets the server's word for this kind of error.
     *
     * @param type the type
     * @return this builder
     */
    public Builder type(String type) {
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /**
     * Sets the field the server complains about.
     *
     * @param param the field's name
     * @return this builder
     */
    public Builder param(String param) {
      this.param = Objects.requireNonNull(param, "param");
      return this;
    }

    /**
     * Sets the server's name for the request.
     *
     * @param requestId the name
     * @return this builder
     */
    public Builder requestId(String requestId) {
      this.requestId = Objects.requireNonNull(requestId, "requestId");
      return this;
    }

    /**
     * Sets the answer itself. It is cleaned and cut short.
     *
     * @param body the text
     * @return this builder
     */
    public Builder body(String body) {
      this.body = Objects.requireNonNull(body, "body");
      return this;
    }

    /**
     * Sets how long the server asks to wait.
     *
     * @param retryAfter zero or more
     * @return this builder
     */
    public Builder retryAfter(Duration retryAfter) {
      this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the value
     */
    public ApiFailure build() {
      return new ApiFailure(this);
    }
  }
}
