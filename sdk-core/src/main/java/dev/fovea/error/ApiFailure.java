package dev.fovea.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a server said when it refused a call. For providers and transports; users read the same
 * facts from {@link ApiException}. Immutable.
 */
@Value.Immutable
public abstract class ApiFailure implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MESSAGE_CHARS = 2_000;
  private static final int BODY_CHARS = 8 * 1024;

  ApiFailure() {}

  /** {@return what was attempted and what came of it} */
  public abstract Failure failure();

  /** {@return the HTTP status, or the status an error inside a stream stands for} */
  public abstract int status();

  /** {@return the server's word for this error} */
  public abstract Optional<String> code();

  /** {@return the server's word for this kind of error} */
  public abstract Optional<String> type();

  /** {@return the field the server complains about} */
  public abstract Optional<String> param();

  /** {@return the server's name for the request} */
  public abstract Optional<String> requestId();

  /** {@return the answer itself, cleaned and cut short; empty by default} */
  public abstract String body();

  /** {@return how long the server asks to wait} */
  public abstract Optional<Duration> retryAfter();

  // The server's words may repeat a key or a whole picture.
  ApiFailure cleaned() {
    Failure clean = failure().toBuilder()
        .message(Excerpt.of(failure().message(), MESSAGE_CHARS))
        .build();
    return toBuilder().failure(clean).body(Excerpt.of(body(), BODY_CHARS)).build();
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
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableApiFailure.builder().body("");
  }

  /** Builds {@link ApiFailure}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets what was attempted and what came of it. Required.
     *
     * @param failure the failure
     * @return this builder
     */
    public abstract Builder failure(Failure failure);

    /**
     * Sets the HTTP status. Required.
     *
     * @param status the status
     * @return this builder
     */
    public abstract Builder status(int status);

    /**
     * Sets the server's word for this error.
     *
     * @param code the code
     * @return this builder
     */
    public abstract Builder code(String code);

    /**
     * Sets the server's word for this kind of error.
     *
     * @param type the type
     * @return this builder
     */
    public abstract Builder type(String type);

    /**
     * Sets the field the server complains about.
     *
     * @param param the field's name
     * @return this builder
     */
    public abstract Builder param(String param);

    /**
     * Sets the server's name for the request.
     *
     * @param requestId the name
     * @return this builder
     */
    public abstract Builder requestId(String requestId);

    /**
     * Sets the answer itself. It is cleaned and cut short.
     *
     * @param body the text
     * @return this builder
     */
    public abstract Builder body(String body);

    /**
     * Sets how long the server asks to wait.
     *
     * @param retryAfter zero or more
     * @return this builder
     */
    public abstract Builder retryAfter(Duration retryAfter);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract ApiFailure build();
  }
}
