package dev.fovea.transport;

import dev.fovea.config.ClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a {@link Transport} is made of: what a provider adapts, and what the user chose.
 * Immutable.
 */
public final class TransportSetup {
  /** The name of the base URL that operations use unless they say otherwise. */
  public static final String DEFAULT_BASE = "default";

  private final String provider;
  private final Map<String, URI> bases;
  private final AuthHeader authHeader;
  private final Map<String, String> headers;
  private final ErrorReader errorReader;
  private final List<String> requestIdHeaders;
  private final ClientOptions options;
  private final @Nullable OkHttpSetup okHttp;

  private TransportSetup(Builder from) {
    this.provider = Objects.requireNonNull(from.provider, "provider");
    this.bases = Collections.unmodifiableMap(new LinkedHashMap<>(from.bases));
    this.authHeader = from.authHeader;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(from.headers));
    this.errorReader = from.errorReader;
    this.requestIdHeaders = List.copyOf(from.requestIdHeaders);
    this.options = Objects.requireNonNull(from.options, "options");
    this.okHttp = from.okHttp;
  }

  /** {@return the provider's id, as messages begin with it} */
  public String provider() {
    return provider;
  }

  /** {@return the base URLs by name; one is called {@link #DEFAULT_BASE}} */
  public Map<String, URI> bases() {
    return bases;
  }

  /** {@return the header that carries the key; {@link AuthHeader#bearer()} by default} */
  public AuthHeader authHeader() {
    return authHeader;
  }

  /** {@return headers of every call that the provider, not the user, decides on} */
  public Map<String, String> headers() {
    return headers;
  }

  /** {@return how error bodies are read; {@link ErrorReader#standard()} by default} */
  public ErrorReader errorReader() {
    return errorReader;
  }

  /**
   * {@return the response headers that may carry a request id, the first present one counts;
   * {@code x-request-id} by default}
   */
  public List<String> requestIdHeaders() {
    return requestIdHeaders;
  }

  /** {@return what the user chose} */
  public ClientOptions options() {
    return options;
  }

  /** {@return the user's own changes to the HTTP client; absent for none} */
  public Optional<OkHttpSetup> okHttp() {
    return Optional.ofNullable(okHttp);
  }

  /** {@return a builder that starts with this setup} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a builder; provider, bases and options are required} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link TransportSetup}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String provider;
    private Map<String, URI> bases = new LinkedHashMap<>();
    private AuthHeader authHeader = AuthHeader.bearer();
    private Map<String, String> headers = new LinkedHashMap<>();
    private ErrorReader errorReader = ErrorReader.standard();
    private List<String> requestIdHeaders = List.of("x-request-id");
    private @Nullable ClientOptions options;
    private @Nullable OkHttpSetup okHttp;

    private Builder() {}

    private Builder(TransportSetup from) {
      provider = from.provider;
      bases = new LinkedHashMap<>(from.bases);
      authHeader = from.authHeader;
      headers = new LinkedHashMap<>(from.headers);
      errorReader = from.errorReader;
      requestIdHeaders = from.requestIdHeaders;
      options = from.options;
      okHttp = from.okHttp;
    }

    /**
     * Sets the provider's id. Required.
     *
     * @param provider the id
     * @return this builder
     */
    public Builder provider(String provider) {
      this.provider = Objects.requireNonNull(provider, "provider");
      return this;
    }

    /**
     * Sets the base URLs by name, with or without a slash at the end.
     *
     * @param bases the base URLs; one is called {@link #DEFAULT_BASE}
     * @return this builder
     */
    public Builder bases(Map<String, ? extends URI> bases) {
      this.bases = new LinkedHashMap<>(bases);
      return this;
    }

    /**
     * Adds a base URL, with or without a slash at the end.
     *
     * @param name what operations call it
     * @param base the URL
     * @return this builder
     */
    public Builder putBase(String name, URI base) {
      bases.put(name, base);
      return this;
    }

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
    public Builder authHeader(AuthHeader authHeader) {
      this.authHeader = Objects.requireNonNull(authHeader, "authHeader");
      return this;
    }

    /**
     * Adds a header of every call. The user's own headers go before it.
     *
     * @param name the header's name
     * @param value its value
     * @return this builder
     */
    public Builder putHeader(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /**
     * Sets how error bodies are read.
     *
     * @param errorReader the reader
     * @return this builder
     */
    public Builder errorReader(ErrorReader errorReader) {
      this.errorReader = Objects.requireNonNull(errorReader, "errorReader");
      return this;
    }

    /**
     * Sets the response headers that may carry a request id, best first.
     *
     * @param names the headers' names
     * @return this builder
     */
    public Builder requestIdHeaders(Iterable<String> names) {
      List<String> listed = new ArrayList<>();
      names.forEach(listed::add);
      requestIdHeaders = listed;
      return this;
    }

    /**
     * Sets what the user chose. Required.
     *
     * @param options the options
     * @return this builder
     */
    public Builder options(ClientOptions options) {
      this.options = Objects.requireNonNull(options, "options");
      return this;
    }

    /**
     * Sets the user's own changes to the HTTP client.
     *
     * @param okHttp the changes
     * @return this builder
     */
    public Builder okHttp(OkHttpSetup okHttp) {
      this.okHttp = Objects.requireNonNull(okHttp, "okHttp");
      return this;
    }

    /** {@return the setup} */
    public TransportSetup build() {
      return new TransportSetup(this);
    }
  }
}
