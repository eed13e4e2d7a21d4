package dev.fovea.testkit;

import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.openai.OpenAiService;
import dev.fovea.testkit.openai.Settings;
import java.net.URI;

/**
 * OpenAI on the loopback address: files, uploads in parts, jobs, models, inference and batches, all
 * with state behind them. Thread-safe.
 */
public final class EmbeddedOpenAi extends EmbeddedProvider {
  private EmbeddedOpenAi(int port, Terms terms, Settings settings) {
    super(port, terms, () -> OpenAiService.open(terms, settings));
  }

  /**
   * Starts with every default: a free port, the key {@value #DEFAULT_API_KEY}, fast virtual time.
   *
   * @return the running provider
   */
  public static EmbeddedOpenAi start() {
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

  /** Sets up an {@link EmbeddedOpenAi}; for one thread. */
  public static final class Builder extends EmbeddedProvider.Builder<Builder> {
    /** For {@link EmbeddedProviders}, which finds it; others ask {@link #builder()}. */
    public Builder() {}

    @Override
    public String id() {
      return "openai";
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public EmbeddedOpenAi start() {
      return new EmbeddedOpenAi(port(), terms(), Settings.USUAL);
    }
  }
}
