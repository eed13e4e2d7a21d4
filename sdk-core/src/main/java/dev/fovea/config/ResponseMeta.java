package dev.fovea.config;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Facts about the HTTP answer a value came in. They are left out of the value's equality.
 * Immutable.
 */
@Value.Immutable
public abstract class ResponseMeta {
  ResponseMeta() {}

  /** {@return the server's name for the request, for its support; absent when it gave none} */
  public abstract Optional<String> requestId();

  /** {@return the headers of the answer by lower-case name; of a repeated header the last one} */
  public abstract Map<String, String> headers();

  /**
   * {@return what the server said about how many more calls it takes; absent when it said nothing}
   */
  public abstract Optional<RateLimit> rateLimit();

  /** {@return no facts: for values that did not come in an answer} */
  public static ResponseMeta none() {
    return builder().build();
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableResponseMeta.builder();
  }

  /** Builds {@link ResponseMeta}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the server's name for the request.
     *
     * @param requestId the name
     * @return this builder
     */
    public abstract Builder requestId(String requestId);

    /**
     * Sets the headers of the answer.
     *
     * @param headers the headers by lower-case name
     * @return this builder
     */
    public abstract Builder headers(Map<String, ? extends String> headers);

    /**
     * Sets what the server said about how many more calls it takes.
     *
     * @param rateLimit the limits
     * @return this builder
     */
    public abstract Builder rateLimit(RateLimit rateLimit);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract ResponseMeta build();
  }
}
