package dev.fovea.provider;

import dev.fovea.config.ClientOptions;
import dev.fovea.transport.OkHttpSetup;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every provider's client is built with. It reads no environment: the key is required. For one
 * thread and one use.
 *
 * @param <B> the provider's own builder
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> {
  private final ClientOptions.Builder client;
  private @Nullable OkHttpSetup okHttp;

  /**
   * For a provider's own builder.
   *
   * @param missing what is said when no key is given
   */
  protected ClientBuilder(MissingKey missing) {
    this.client = missing.client();
  }

  @SuppressWarnings("unchecked") // Every subclass names itself.
  private B self() {
    return (B) this;
  }

  /**
   * Sets the key.
   *
   * @param apiKey the key
   * @return this builder
   */
  public B apiKey(String apiKey) {
    client.apiKey(apiKey);
    return self();
  }

  /**
   * Sets the source of the key. It is asked for each call, on any thread.
   *
   * @param apiKey gives the key
   * @return this builder
   */
  public B apiKey(Supplier<String> apiKey) {
    client.apiKey(apiKey);
    return self();
  }

  /**
   * Sets the server for everything, unless the provider's builder says otherwise for a part.
   *
   * @param baseUrl the URL, with or without {@code /v1} and a closing slash
   * @return this builder
   */
  public B baseUrl(URI baseUrl) {
    client.baseUrl(baseUrl);
    return self();
  }

  /**
   * Sets neutral options: time-outs, repeats, limits, proxy, TLS, DNS, headers.
   *
   * @param spec sets what differs from the defaults
   * @return this builder
   */
  public B options(Consumer<ClientOptions.Builder> spec) {
    Objects.requireNonNull(spec, "spec").accept(client);
    return self();
  }

  /**
   * Changes the HTTP client where the neutral options have no word for it.
   *
   * @param okHttp the changes
   * @return this builder
   */
  public B okHttp(OkHttpSetup okHttp) {
    this.okHttp = Objects.requireNonNull(okHttp, "okHttp");
    return self();
  }

  /** {@return the neutral options} */
  protected final ClientOptions client() {
    return client.build();
  }

  /** {@return the changes to the HTTP client} */
  protected final Optional<OkHttpSetup> okHttp() {
    return Optional.ofNullable(okHttp);
  }
}
