package dev.fovea.testkit;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * An {@link EmbeddedTogether} for JUnit 5 tests: one per test class, without files, jobs, faults
 * and requests at the start of each test. Use it by annotation, with a parameter of type
 * {@link EmbeddedTogether},
 *
 * <pre>{@code
 * @ExtendWith(TogetherExtension.class)
 * class CarsTest {
 *   @Test
 *   void tellsCarsApart(EmbeddedTogether together) { ... together.baseUrl() ... together.apiKey() ... }
 * }
 * }</pre>
 *
 * or as a static field with {@code @RegisterExtension}, with settings of your own. A field that is
 * not static gives each test a provider of its own.
 */
public final class TogetherExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterAllCallback,
        org.junit.jupiter.api.extension.AfterEachCallback,
        ParameterResolver {
  private final EmbeddedTogether.Builder settings;
  private @Nullable EmbeddedTogether together;
  private int classes;

  /** An extension with every default; JUnit calls this. */
  public TogetherExtension() {
    this.settings = EmbeddedTogether.builder();
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
    return Optional.ofNullable(together)
        .orElseThrow(
            () -> new IllegalStateException("the embedded Together runs only while a test runs"));
  }

  /** {@return the base URL for clients} */
  public URI baseUrl() {
    return together().baseUrl();
  }

  /** {@return the key the provider accepts} */
  public String apiKey() {
    return together().apiKey();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    classes++;
    started();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    started().reset();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (classes == 0) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    // A nested class ends before the class around it.
    if (--classes == 0) {
      stop();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedTogether.class;
  }

  @Override
  public EmbeddedTogether resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return started();
  }

  private synchronized EmbeddedTogether started() {
    if (together == null) {
      together = settings.start();
    }
    return together;
  }

  private synchronized void stop() {
    if (together != null) {
      together.close();
      together = null;
    }
  }
}
