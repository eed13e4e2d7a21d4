package dev.fovea.config;

import java.net.Proxy;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client is built with: where, as whom, how patient. Neutral: nothing here knows an HTTP
 * library. Its text never shows the key, the value of a header or a password in a URL. Immutable
 * and thread-safe, if the suppliers and the executor are.
 */
public final class ClientOptions {
  // Written by hand, because a generated builder cannot be asked what it holds: timeouts(Consumer)
  // and retries(Consumer) change one limit of a client's view and must keep the others.
  private final @Nullable URI baseUrl;
  private final Supplier<String> apiKey;
  private final Timeouts timeouts;
  private final RetryOptions retries;
  private final Limits limits;
  private final @Nullable Proxy proxy;
  private final @Nullable Tls tls;
  private final @Nullable HostResolver hostResolver;
  private final Map<String, String> headers;
  private final @Nullable Executor callbackExecutor;
  private final Timing timing;

  private ClientOptions(Builder builder, Supplier<String> apiKey) {
    this.baseUrl = builder.baseUrl;
    this.apiKey = apiKey;
    this.timeouts = builder.timeouts;
    this.retries = builder.retries;
    this.limits = builder.limits;
    this.proxy = builder.proxy;
    this.tls = builder.tls;
    this.hostResolver = builder.hostResolver;
    this.headers = Map.copyOf(builder.headers);
    this.callbackExecutor = builder.callbackExecutor;
    this.timing = builder.timing;
  }

  /** {@return the server to call; the provider's own when absent} */
  public Optional<URI> baseUrl() {
    return Optional.ofNullable(baseUrl);
  }

  /**
   * {@return the source of the key, asked for each call so that keys can be changed while the
   * client lives}
   */
  public Supplier<String> apiKey() {
    return apiKey;
  }

  /** {@return how long calls may take} */
  public Timeouts timeouts() {
    return timeouts;
  }

  /** {@return how patient the client is with failures} */
  public RetryOptions retries() {
    return retries;
  }

  /** {@return how much the client accepts from a server} */
  public Limits limits() {
    return limits;
  }

  /** {@return the proxy to go through; the machine's own setting when absent} */
  public Optional<Proxy> proxy() {
    return Optional.ofNullable(proxy);
  }

  /** {@return whom to trust and as whom to appear; the JDK's own defaults when absent} */
  public Optional<Tls> tls() {
    return Optional.ofNullable(tls);
  }

  /** {@return how host names become addresses; the machine's own way when absent} */
  public Optional<HostResolver> hostResolver() {
    return Optional.ofNullable(hostResolver);
  }

  /** {@return headers added to every call to the provider; empty by default} */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * {@return where futures complete and publishers publish; daemon threads of the client when
   * absent}
   */
  public Optional<Executor> callbackExecutor() {
    return Optional.ofNullable(callbackExecutor);
  }

  /** {@return time and chance; the machine's own by default} */
  public Timing timing() {
    return timing;
  }

  /** {@return the options without any secret} */
  @Override
  public String toString() {
    return "ClientOptions{baseUrl="
        + baseUrl().map(ClientOptions::withoutSecrets).orElse("default")
        + ", apiKey=***, timeouts=" + timeouts + ", retries=" + retries + ", limits=" + limits
        + ", proxy=" + proxy().map(via -> via.type().toString()).orElse("default")
        + ", headers=" + headers.keySet() + "}";
  }

  // A URL may carry a password in its user info and a token in its query.
  private static String withoutSecrets(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port
        + Objects.requireNonNullElse(url.getPath(), "");
  }

  /** {@return a builder that starts with these options} */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.baseUrl = baseUrl;
    builder.apiKey = apiKey;
    builder.timeouts = timeouts;
    builder.retries = retries;
    builder.limits = limits;
    builder.proxy = proxy;
    builder.tls = tls;
    builder.hostResolver = hostResolver;
    builder.headers.putAll(headers);
    builder.callbackExecutor = callbackExecutor;
    builder.timing = timing;
    return builder;
  }

  /** {@return a builder with the defaults; it needs a key} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link ClientOptions}; for one thread and one use. */
  public static final class Builder {
    private @Nullable URI baseUrl;
    private @Nullable Supplier<String> apiKey;
    private Timeouts timeouts = Timeouts.builder().build();
    private RetryOptions retries = RetryOptions.builder().build();
    private Limits limits = Limits.builder().build();
    private @Nullable Proxy proxy;
    private @Nullable Tls tls;
    private @Nullable HostResolver hostResolver;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Executor callbackExecutor;
    private Timing timing = Timing.system();

    private Builder() {}

    /**
     * Sets the server to call. It works with or without {@code /v1} and a closing slash.
     *
     * @param baseUrl the base URL
     * @return this builder
     */
    public Builder baseUrl(URI baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
      return this;
    }

    /**
     * Sets the source of the key. It is asked for each call, on any thread. Required.
     *
     * @param apiKey gives the key
     * @return this builder
     */
    public Builder apiKey(Supplier<String> apiKey) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
      return this;
    }

    /**
     * Sets one key for all calls.
     *
     * @param apiKey the key
     * @return this builder
     */
    public Builder apiKey(String apiKey) {
      Objects.requireNonNull(apiKey, "apiKey");
      return apiKey(() -> apiKey);
    }

    /**
     * Sets how long calls may take.
     *
     * @param timeouts the limits
     * @return this builder
     */
    public Builder timeouts(Timeouts timeouts) {
      this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
      return this;
    }

    /**
     * Changes some of the limits on time and keeps the others.
     *
     * @param spec sets what changes
     * @return this builder
     */
    public Builder timeouts(Consumer<Timeouts.Builder> spec) {
      Timeouts.Builder nested = timeouts.toBuilder();
      spec.accept(nested);
      return timeouts(nested.build());
    }

    /**
     * Sets how patient the client is with failures.
     *
     * @param retries the options
     * @return this builder
     */
    public Builder retries(RetryOptions retries) {
      this.retries = Objects.requireNonNull(retries, "retries");
      return this;
    }

    /**
     * Changes some of the rules of patience and keeps the others.
     *
     * @param spec sets what changes
     * @return this builder
     */
    public Builder retries(Consumer<RetryOptions.Builder> spec) {
      RetryOptions.Builder nested = retries.toBuilder();
      spec.accept(nested);
      return retries(nested.build());
    }

    /**
     * Sets how much the client accepts from a server.
     *
     * @param limits the limits
     * @return this builder
     */
    public Builder limits(Limits limits) {
      this.limits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /**
     * Sets the proxy to go through. {@link Proxy#NO_PROXY} means none whatever the machine says.
     *
     * @param proxy the proxy
     * @return this builder
     */
    public Builder proxy(Proxy proxy) {
      this.proxy = Objects.requireNonNull(proxy, "proxy");
      return this;
    }

    /**
     * Sets whom to trust and as whom to appear.
     *
     * @param tls the socket factory and its trust manager
     * @return this builder
     */
    public Builder tls(Tls tls) {
      this.tls = Objects.requireNonNull(tls, "tls");
      return this;
    }

    /**
     * Sets how host names become addresses.
     *
     * @param hostResolver the resolver
     * @return this builder
     */
    public Builder hostResolver(HostResolver hostResolver) {
      this.hostResolver = Objects.requireNonNull(hostResolver, "hostResolver");
      return this;
    }

    /**
     * Sets the headers added to every call to the provider, in place of those set before.
     *
     * @param headers the headers by name; names and values are printable ASCII
     * @return this builder
     * @throws IllegalArgumentException if one cannot be sent; the message never shows its value
     */
    public Builder headers(Map<String, String> headers) {
      this.headers.clear();
      headers.forEach(this::putHeader);
      return this;
    }

    /**
     * Adds a header to every call to the provider.
     *
     * @param name the header's name, printable ASCII without spaces
     * @param value the header's value, printable ASCII
     * @return this builder
     * @throws IllegalArgumentException if it cannot be sent; the message never shows the value
     */
    public Builder putHeader(String name, String value) {
      HeaderText.require(name, value);
      headers.put(name, value);
      return this;
    }

    /**
     * Sets where futures complete and publishers publish.
     *
     * @param callbackExecutor runs the callbacks; the client does not close it
     * @return this builder
     */
    public Builder callbackExecutor(Executor callbackExecutor) {
      this.callbackExecutor = Objects.requireNonNull(callbackExecutor, "callbackExecutor");
      return this;
    }

    /**
     * Sets time and chance. For tests.
     *
     * @param timing the clocks
     * @return this builder
     */
    public Builder timing(Timing timing) {
      this.timing = Objects.requireNonNull(timing, "timing");
      return this;
    }

    /**
     * Builds the options.
     *
     * @return the options
     * @throws IllegalStateException if no key was set
     */
    public ClientOptions build() {
      if (apiKey == null) {
        throw new IllegalStateException("client options need a key: call apiKey(..)");
      }
      return new ClientOptions(this, apiKey);
    }
  }
}
