package dev.fovea.testkit;

import java.util.function.Consumer;

/**
 * An {@link EmbeddedTogether} for JUnit 5 tests, as {@link ProviderExtension} says. Use it by
 * annotation, with a parameter of type {@link EmbeddedTogether},
 *
 * <pre>{@code
 * @ExtendWith(TogetherExtension.class)
 * class CarsTest {
 *   @Test
 *   void tellsCarsApart(EmbeddedTogether together) { ... together.baseUrl() ... together.apiKey() ... }
 * }
 * }</pre>
 *
 * or as a static field with {@code @RegisterExtension}, with settings of your own.
 */
public final class TogetherExtension extends ProviderExtension<EmbeddedTogether> {
  private final EmbeddedTogether.Builder settings = EmbeddedTogether.builder();

  /** An extension with every default; JUnit calls this. */
  public TogetherExtension() {
    super(EmbeddedTogether.class);
  }

  /**
   * An extension with settings of your own.
   *
   * @param spec sets them
   * @return the extension, for a field with {@code @RegisterExtension}
   */
  public static TogetherExtension with(Consumer<EmbeddedTogether.Builder> spec) {
    TogetherExtension extension = new TogetherExtension();
    spec.accept(extension.settings);
    return extension;
  }

  /** {@return the running provider} */
  public EmbeddedTogether together() {
    return running();
  }

  @Override
  protected EmbeddedTogether start() {
    return settings.start();
  }
}
