package dev.fovea.acme.twin;

import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.account.Terms;
import java.net.URI;
import java.util.Map;

/** Acme on the loopback address. Thread-safe. */
public final class EmbeddedAcme extends EmbeddedProvider {
  private EmbeddedAcme(int port, Terms terms) {
    super(port, terms, () -> new AcmeService(terms));
  }

  /** {@return a builder with every default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the base URL for clients, {@code http://127.0.0.1:PORT}} */
  @Override
  public URI baseUrl() {
    return root();
  }

  @Override
  public Map<String, String> environment() {
    return environment("ACME");
  }

  /** Sets up an {@link EmbeddedAcme}; for one thread. */
  public static final class Builder extends EmbeddedProvider.Builder<Builder> {
    /** For {@code EmbeddedProviders}, which finds it; others ask {@link #builder()}. */
    public Builder() {}

    @Override
    public String id() {
      return "acme";
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public EmbeddedAcme start() {
      return new EmbeddedAcme(port(), terms());
    }
  }
}
