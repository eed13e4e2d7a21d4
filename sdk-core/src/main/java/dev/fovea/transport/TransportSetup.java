package dev.fovea.transport;

import dev.fovea.config.ClientOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Everything a {@link Transport} is made of: what a provider adapts, and what the user chose.
 * Immutable.
 */
@Value.Immutable
public abstract class TransportSetup {
  /** The name of the base URL that operations use unless they say otherwise. */
  public static final String DEFAULT_BASE = "default";

  TransportSetup() {}

  /** {@return the provider's id, as messages begin with it} */
  public abstract String provider();

  /** {@return the base URLs by name; one is called {@link #DEFAULT_BASE}} */
  public abstract Map<String, URI> bases();

  /** {@return the header that carries the key; {@link AuthHeader#bearer()} by default} */
  public abstract AuthHeader authHeader();

  /** {@return headers of every call that the provider, not the user, decides on} */
  public abstract Map<String, String> headers();

  /** {@return how error bodies are read; {@link ErrorReader#standard()} by default} */
  public abstract ErrorReader errorReader();

  /**
   * {@return the response headers that may carry a request id, the first present one counts;
   * {@code x-request-id} by default}
   */
  public abstract List<String> requestIdHeaders();

  /** {@return what the user chose} */
  public abstract ClientOptions options();

  /** {@return the user's own changes to the HTTP client; absent for none} */
  public abstract Optional<OkHttpSetup> okHttp();

  /** {@return a builder that starts with this setup} */
  public abstract Builder toBuilder();

  /** {@return a builder; provider, bases and options are required} */
  public static Builder builder() {
    return ImmutableTransportSetup.builder()
        .authHeader(AuthHeader.bearer())
        .errorReader(ErrorReader.standard())
        .requestIdHeaders(List.of("x-request-id"));
  }

  /** Builds {@link TransportSetup}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the provider's id. Required.
     *
     * @param provider the id
     * @return this builder
     */
    public abstract Builder provider(String provider);

    /**
     * Sets the base URLs by name, with or without a slash at the end.
     *
     * @param bases the base URLs; one is called {@link #DEFAULT_BASE}
     * @return this builder
     */
    public abstract Builder bases(Map<String, ? extends URI> bases);

    /**
     * Adds a base URL, with or without a slash at the end.
     *
     * @param name what operations call it
     * @param base the URL
     * @return this builder
     */
    public abstract Builder putBase(String name, URI base);

    /**
     * Sets the one base URL of operations that name none.
     *
     * @param base the URL
     * @return this builder
     */
    public Builder base(URI base) {
      return putBase(DEFAULT_BASE, base);
    }

    /**
     * Sets the header that carries the key.
     *
     * @param authHeader the header
     * @return this builder
     */
    public abstract Builder authHeader(AuthHeader authHeader);

    /**
     * Adds a header of every call. The user's own headers go before it.
     *
     * @param name the header's name
     * @param value its value
     * @return this builder
     */
    public abstract Builder putHeader(String name, String value);

    /**
     * Sets how error bodies are read.
     *
     * @param errorReader the reader
     * @return this builder
     */
    public abstract Builder errorReader(ErrorReader errorReader);

    /**
     * Sets the response headers that may carry a request id, best first.
     *
     * @param names the headers' names
     * @return this builder
     */
    public abstract Builder requestIdHeaders(Iterable<String> names);

    /**
     * Sets what the user chose. Required.
     *
     * @param options the options
     * @return this builder
     */
    public abstract Builder options(ClientOptions options);

    /**
     * Sets the user's own changes to the HTTP client.
     *
     * @param okHttp the changes
     * @return this builder
     */
    public abstract Builder okHttp(OkHttpSetup okHttp);

    /** {@return the setup} */
    public abstract TransportSetup build();
  }
}
