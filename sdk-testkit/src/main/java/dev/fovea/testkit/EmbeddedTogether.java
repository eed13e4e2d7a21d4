package dev.fovea.testkit;

import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.together.Settings;
import dev.fovea.testkit.together.TogetherService;
import java.net.URI;
import java.util.Map;

/**
 * Together AI on the loopback address: files, jobs, endpoints of both interfaces, inference and
 * batches, all with state behind them. Thread-safe.
 */
public final class EmbeddedTogether extends EmbeddedProvider {
  private EmbeddedTogether(int port, Terms terms, Settings settings) {
    super(port, terms, () -> TogetherService.open(terms, settings));
  }

  /**
   * Starts with every default: a free port, the key {@value #DEFAULT_API_KEY}, fast virtual time.
   *
   * @return the running provider
   */
  public static EmbeddedTogether start() {
    return builder().start();
  }

  /** {@return a builder with every default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the base URL for clients, {@code http://127.0.0.1:PORT/v1}} */
  @Override
  public URI baseUrl() {
    return URI.create(root() + "/v1");
  }

  @Override
  public Map<String, String> environment() {
    return environment("TOGETHER");
  }

  /** Sets up an {@link EmbeddedTogether}; for one thread. */
  public static final class Builder extends EmbeddedProvider.Builder<Builder> {
    private boolean lowerCaseEvents;
    private boolean v1Endpoints;
    private boolean hugeSeeds = true;

    /** For {@link EmbeddedProviders}, which finds it; others ask {@link #builder()}. */
    public Builder() {}

    @Override
    public String id() {
      return "together";
    }

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Writes event types as the provider's specification has them ({@code job_start}); by default
     * they are upper case as its older clients expect.
     *
     * @param lowerCase whether to write lower case
     * @return this builder
     */
    public Builder lowerCaseEvents(boolean lowerCase) {
      this.lowerCaseEvents = lowerCase;
      return this;
    }

    /**
     * Sets whether answers whose request named no seed name one larger than a signed long, as real
     * ones do.
     *
     * @param huge true, the default, for those; false for a small one
     * @return this builder
     */
    public Builder hugeSeeds(boolean huge) {
      this.hugeSeeds = huge;
      return this;
    }

    /**
     * Lets endpoints of the first interface be made. By default a create is refused with 403
     * {@code endpoints_v1_create_access_disabled}, as the provider does since July 2026.
     *
     * @param allowed whether they can be made
     * @return this builder
     */
    public Builder v1Endpoints(boolean allowed) {
      this.v1Endpoints = allowed;
      return this;
    }

    @Override
    public EmbeddedTogether start() {
      return new EmbeddedTogether(
          port(), terms(), new Settings(lowerCaseEvents, v1Endpoints, hugeSeeds));
    }
  }
}
