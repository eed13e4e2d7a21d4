package dev.fovea.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Facts about the HTTP answer a value came in. They are left out of the value's equality.
 * Immutable.
 */
public final class ResponseMeta extends ValueObject {
  private final @Nullable String requestId;
  private final Map<String, String> headers;
  private final @Nullable RateLimit rateLimit;

  private ResponseMeta(Builder from) {
    this.requestId = from.requestId;
    this.headers = from.headers;
    this.rateLimit = from.rateLimit;
  }

  /** {@return the server's name for the request, for its support; absent when it gave none} */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /** {@return the headers of the answer by lower-case name; of a repeated header the last one} */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * {@return what the server said about how many more calls it takes; absent when it said nothing}
   */
  public Optional<RateLimit> rateLimit() {
    return Optional.ofNullable(rateLimit);
  }

  /** {@return no facts: for values that did not come in an answer} */
  public static ResponseMeta none() {
    return builder().build();
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("requestId", requestId);
    part.accept("headers", headers);
    part.accept("rateLimit", rateLimit);
  }

  /** {@return a builder that starts with these values} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link ResponseMeta}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String requestId;
    private Map<String, String> headers = Map.of();
    private @Nullable RateLimit rateLimit;

    private Builder() {}

    private Builder(ResponseMeta from) {
      requestId = from.requestId;
      headers = from.headers;
      rateLimit = from.rateLimit;
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
     * Sets the headers of the answer.
     *
     * @param headers the headers by lower-case name
     * @return this builder
     */
    public Builder headers(Map<String, ? extends String> headers) {
      this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
      return this;
    }

    /**
     * Sets what the server said about how many more calls it takes.
     *
     * @param rateLimit the limits
     * @return this builder
     */
    public Builder rateLimit(RateLimit rateLimit) {
      this.rateLimit = Objects.requireNonNull(rateLimit, "rateLimit");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the value
     */
    public ResponseMeta build() {
      return new ResponseMeta(this);
    }
  }
}
