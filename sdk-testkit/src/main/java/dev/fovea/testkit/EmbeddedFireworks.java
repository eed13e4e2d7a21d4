package dev.fovea.testkit;

import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.fireworks.FireworksService;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Fireworks AI on the loopback address: data sets, jobs, models, deployments and inference of one
 * account, {@value #ACCOUNT}, all with state behind them. Thread-safe.
 */
public final class EmbeddedFireworks extends EmbeddedProvider {
  /** The account that the key belongs to. */
  public static final String ACCOUNT = FireworksService.ACCOUNT;

  private EmbeddedFireworks(int port, Terms terms) {
    super(port, terms, () -> FireworksService.open(terms));
  }

  /**
   * Starts with every default: a free port, the key {@value #DEFAULT_API_KEY}, fast virtual time.
   *
   * @return the running provider
   */
  public static EmbeddedFireworks start() {
    return builder().start();
  }

  /** {@return a builder with every default} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return the base URL for clients, {@code http://127.0.0.1:PORT}; the control plane stands
   * below its {@code /v1}, inference below its {@code /inference/v1} and its {@code /v1}}
   */
  @Override
  public URI baseUrl() {
    return root();
  }

  /** {@return the full names of all data sets ever created here, deleted ones included} */
  public List<String> datasets() {
    return files();
  }

  /**
   * Lets the next deployment that is created fail to come up.
   *
   * @param reason what its status and its termination message will say
   */
  public void failNextDeployment(String reason) {
    ((FireworksService) emulation()).failNextDeployment(reason);
  }

  @Override
  public Map<String, String> environment() {
    return environment("FIREWORKS");
  }

  /** Sets up an {@link EmbeddedFireworks}; for one thread. */
  public static final class Builder extends EmbeddedProvider.Builder<Builder> {
    /** For {@link EmbeddedProviders}, which finds it; others ask {@link #builder()}. */
    public Builder() {}

    @Override
    public String id() {
      return "fireworks";
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public EmbeddedFireworks start() {
      return new EmbeddedFireworks(port(), terms());
    }
  }
}
