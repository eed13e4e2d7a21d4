package dev.fovea.testkit.contract;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.VisionProvider;
import dev.fovea.config.ClientOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every client promises about chat, tried against an embedded provider, each call in both
 * ways. It need not be the client's own provider: a client that speaks to servers compatible with
 * its own is tried against another's twin, at the address where that one listens for it.
 *
 * <pre>{@code
 * class OtherServerContractTest extends ChatProviderContract {
 *   @RegisterExtension
 *   static final AcmeExtension ACME = AcmeExtension.with(b -> b.timeScale(0));
 *
 *   @Override
 *   public EmbeddedProvider server() {
 *     return ACME.acme();
 *   }
 *
 *   @Override
 *   public Map<String, String> environment() {
 *     String there = server().baseUrl() + "/compatible/v1";
 *     return Map.of("OTHER_API_KEY", server().apiKey(), "OTHER_BASE_URL", there);
 *   }
 *   ...
 * }
 * }</pre>
 *
 * <p>The twin's clock must stand still: client and provider share it, so that a pause of the client
 * takes no time. The twin must be empty when a test begins.
 */
public abstract class ChatProviderContract implements ChatContract {
  private @Nullable SharedTime time;
  private @Nullable VisionClient client;

  /** For subclasses. */
  protected ChatProviderContract() {}

  /** Opens the client; JUnit calls this. */
  @BeforeEach
  public final void connects() {
    time = new SharedTime(server().clock());
    client = open(options -> {});
  }

  /** Closes the client; JUnit calls this. */
  @AfterEach
  public final void disconnects() {
    client().close();
  }

  /** {@return the variables by which the client finds the server; the server's own by default} */
  public Map<String, String> environment() {
    return server().environment();
  }

  /**
   * Opens a further client.
   *
   * @param spec sets what differs from the usual options
   * @return the client, to be closed
   */
  public final VisionClient open(Consumer<ClientOptions.Builder> spec) {
    Consumer<ClientOptions.Builder> usual = options -> options.timing(Objects.requireNonNull(time));
    return entry().openFromEnvironment(environment(), usual.andThen(spec));
  }

  /** {@return the entry of the client's provider} */
  public final VisionProvider entry() {
    return Providers.find(provider()).orElseThrow();
  }

  @Override
  public final VisionClient client() {
    return Objects.requireNonNull(client);
  }

  /**
   * Lets time pass for client and provider.
   *
   * @param length how long
   */
  public final void pass(Duration length) {
    Objects.requireNonNull(time).pass(length);
  }
}
