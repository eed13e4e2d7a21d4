package dev.fovea.testkit;

import java.util.function.Consumer;

/**
 * An {@link EmbeddedOpenAi} for JUnit 5 tests, as {@link ProviderExtension} says. Use it by
 * annotation, with a parameter of type {@link EmbeddedOpenAi},
 *
 * <pre>{@code
 * @ExtendWith(OpenAiExtension.class)
 * class CarsTest {
 *   @Test
 *   void tellsCarsApart(EmbeddedOpenAi openAi) { ... openAi.baseUrl() ... openAi.apiKey() ... }
 * }
 * }</pre>
 *
 * or as a static field with {@code @RegisterExtension}, with settings of your own.
 */
public final class OpenAiExtension extends ProviderExtension<EmbeddedOpenAi> {
  private final EmbeddedOpenAi.Builder settings = EmbeddedOpenAi.builder();

  /** An extension with every default; JUnit calls this. */
  public OpenAiExtension() {
    super(EmbeddedOpenAi.class);
  }

  /**
   * An extension with settings of your own.
   *
   * @param spec sets them
   * @return the extension, for a field with {@code @RegisterExtension}
   */
  public static OpenAiExtension with(Consumer<EmbeddedOpenAi.Builder> spec) {
    OpenAiExtension extension = new OpenAiExtension();
    spec.accept(extension.settings);
    return extension;
  }

  /** {@return the running provider} */
  public EmbeddedOpenAi openAi() {
    return running();
  }

  @Override
  protected EmbeddedOpenAi start() {
    return settings.start();
  }
}
