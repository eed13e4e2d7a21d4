package dev.fovea.testkit;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * An embedded provider for JUnit 5 tests: one per test class, without files, jobs, faults and
 * requests at the start of each test. Use the extension of a provider by annotation, with a
 * parameter of the provider's type, or as a static field with {@code @RegisterExtension}, with
 * settings of your own. A field that is not static gives each test a provider of its own.
 *
 * @param <P> the provider's type
 */
public abstract class ProviderExtension<P extends EmbeddedProvider>
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterAllCallback,
        AfterEachCallback,
        ParameterResolver {
  private final Class<P> type;
  private @Nullable P provider;
  private int classes;

  /**
   * For subclasses.
   *
   * @param type the provider's type, for parameters of tests
   */
  protected ProviderExtension(Class<P> type) {
    this.type = type;
  }

  /** {@return a provider, just started with the extension's settings} */
  protected abstract P start();

  /**
   * {@return the running provider}
   *
   * @throws IllegalStateException when no test is running
   */
  protected final P running() {
    P here = provider;
    if (here == null) {
      throw new IllegalStateException(
          "the " + type.getSimpleName() + " runs only while a test runs");
    }
    return here;
  }

  /** {@return the base URL for clients} */
  public final URI baseUrl() {
    return running().baseUrl();
  }

  /** {@return the key the provider accepts} */
  public final String apiKey() {
    return running().apiKey();
  }

  @Override
  public final void beforeAll(ExtensionContext context) {
    classes++;
    started();
  }

  @Override
  public final void beforeEach(ExtensionContext context) {
    started().reset();
  }

  @Override
  public final void afterEach(ExtensionContext context) {
    if (classes == 0) {
      stop();
    }
  }

  @Override
  public final void afterAll(ExtensionContext context) {
    // A nested class ends before the class around it.
    if (--classes == 0) {
      stop();
    }
  }

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return started();
  }

  private synchronized P started() {
    P here = provider;
    if (here == null) {
      here = start();
      provider = here;
    }
    return here;
  }

  private synchronized void stop() {
    if (provider != null) {
      provider.close();
      provider = null;
    }
  }
}
