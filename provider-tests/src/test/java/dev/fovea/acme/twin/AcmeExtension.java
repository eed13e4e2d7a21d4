package dev.fovea.acme.twin;

import dev.fovea.testkit.ProviderExtension;
import java.util.function.Consumer;

/** An {@link EmbeddedAcme} for JUnit 5 tests, as {@link ProviderExtension} says. */
public final class AcmeExtension extends ProviderExtension<EmbeddedAcme> {
  private final EmbeddedAcme.Builder settings = EmbeddedAcme.builder();

  /** An extension with every default; JUnit calls this. */
  public AcmeExtension() {
    super(EmbeddedAcme.class);
  }

  /**
   * An extension with settings of your own.
   *
   * @param spec sets them
   * @return the extension, for a field with {@code @RegisterExtension}
   */
  public static AcmeExtension with(Consumer<EmbeddedAcme.Builder> spec) {
    AcmeExtension extension = new AcmeExtension();
    spec.accept(extension.settings);
    return extension;
  }

  /** {@return the running provider} */
  public EmbeddedAcme acme() {
    return running();
  }

  @Override
  protected EmbeddedAcme start() {
    return settings.start();
  }
}
