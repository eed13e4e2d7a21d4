package dev.fovea.testkit;

import java.util.function.Consumer;

/**
 * An {@link EmbeddedFireworks} for JUnit 5 tests, as {@link ProviderExtension} says. Use it by
 * annotation, with a parameter of type {@link EmbeddedFireworks},
 *
 * <pre>{@code
 * @ExtendWith(FireworksExtension.class)
 * class CarsTest {
 *   @Test
 *   void tellsCarsApart(EmbeddedFireworks fireworks) { ... fireworks.baseUrl() ... fireworks.apiKey() ... }
 * }
 * }</pre>
 *
 * or as a static field with {@code @RegisterExtension}, with settings of your own.
 */
public final class FireworksExtension extends ProviderExtension<EmbeddedFireworks> {
  private final EmbeddedFireworks.Builder settings = EmbeddedFireworks.builder();

  /** An extension with every default; JUnit calls this. */
  public FireworksExtension() {
    super(EmbeddedFireworks.class);
  }

  /**
   * An extension with settings of your own.
   *
   * @param spec sets them
   * @return the extension, for a field with {@code @RegisterExtension}
   */
  public static FireworksExtension with(Consumer<EmbeddedFireworks.Builder> spec) {
    FireworksExtension extension = new FireworksExtension();
    spec.accept(extension.settings);
    return extension;
  }

  /** {@return the running provider} */
  public EmbeddedFireworks fireworks() {
    return running();
  }

  @Override
  protected EmbeddedFireworks start() {
    return settings.start();
  }
}
