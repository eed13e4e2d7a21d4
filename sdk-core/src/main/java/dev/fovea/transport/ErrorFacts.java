package dev.fovea.transport;

import java.util.Optional;
import org.immutables.value.Value;

/** What a provider's error body says. Everything may be absent. Immutable. */
@Value.Immutable
public abstract class ErrorFacts {
  ErrorFacts() {}

  /** {@return the sentence for people; absent when the body holds none} */
  public abstract Optional<String> message();

  /** {@return the provider's word for the error; absent when the body holds none} */
  public abstract Optional<String> code();

  /** {@return the provider's class of error; absent when the body holds none} */
  public abstract Optional<String> type();

  /** {@return the request field at fault; absent when the body names none} */
  public abstract Optional<String> param();

  /** {@return the request's id; absent when the body holds none, then the headers are asked} */
  public abstract Optional<String> requestId();

  /**
   * {@return the status the body claims, used for errors inside a stream; absent when it claims
   * none}
   */
  public abstract Optional<Integer> status();

  /** {@return a builder that starts with these facts} */
  public abstract Builder toBuilder();

  /** {@return a builder that knows nothing yet} */
  public static Builder builder() {
    return ImmutableErrorFacts.builder();
  }

  /** Builds {@link ErrorFacts}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the sentence for people.
     *
     * @param message the sentence
     * @return this builder
     */
    public abstract Builder message(String message);

    /**
     * Sets the provider's word for the error.
     *
     * @param code the word
     * @return this builder
     */
    public abstract Builder code(String code);

    /**
     * Sets the provider's class of error.
     *
     * @param type the class
     * @return this builder
     */
    public abstract Builder type(String type);

    /**
     * Sets the request field at fault.
     *
     * @param param the field
     * @return this builder
     */
    public abstract Builder param(String param);

    /**
     * Sets the request's id.
     *
     * @param requestId the id
     * @return this builder
     */
    public abstract Builder requestId(String requestId);

    /**
     * Sets the status the body claims.
     *
     * @param status an HTTP status
     * @return this builder
     */
    public abstract Builder status(int status);

    /** {@return the facts} */
    public abstract ErrorFacts build();
  }
}
