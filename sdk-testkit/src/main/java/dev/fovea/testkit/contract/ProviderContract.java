package dev.fovea.testkit.contract;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.VisionProvider;
import dev.fovea.config.ClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every provider promises, tried against its embedded twin, each call in both ways. A
 * provider's test extends it and says where the twin is and which models it serves:
 *
 * <pre>{@code
 * class AcmeContractTest extends ProviderContract {
 *   @RegisterExtension
 *   static final AcmeExtension ACME = AcmeExtension.with(b -> b.timeScale(0));
 *
 *   @Override
 *   public EmbeddedProvider server() {
 *     return ACME.acme();
 *   }
 *   ...
 * }
 * }</pre>
 *
 * <p>The twin's clock must stand still: client and provider share it, so that a pause of the client
 * lets jobs and deployments go on and takes no time. The twin must be empty when a test begins.
 *
 * <p>What a provider does not have among its capabilities is left out, and must be refused with an
 * {@code UnsupportedCapabilityException} before any request.
 */
public abstract class ProviderContract
    implements ClientContract,
        ChatContract,
        InferenceContract,
        DatasetContract,
        FileContract,
        FineTuningContract,
        DeploymentContract,
        CapabilityContract {
  @TempDir
  @Nullable
  Path folder;

  private @Nullable SharedTime time;
  private @Nullable VisionClient client;

  /** For subclasses. */
  protected ProviderContract() {}

  /** Opens the client; JUnit calls this. */
  @BeforeEach
  public final void connects() {
    time = new SharedTime(server().clock());
    client = entry().open(options().build());
  }

  /** Closes the client; JUnit calls this. */
  @AfterEach
  public final void disconnects() {
    client().close();
  }

  @Override
  public final ClientOptions.Builder options() {
    return ClientOptions.builder()
        .apiKey(server().apiKey())
        .baseUrl(server().baseUrl())
        .timing(Objects.requireNonNull(time));
  }

  @Override
  public final VisionProvider entry() {
    return Providers.find(provider()).orElseThrow();
  }

  @Override
  public final VisionClient client() {
    return Objects.requireNonNull(client);
  }

  @Override
  public final Path folder() {
    return Objects.requireNonNull(folder);
  }

  @Override
  public final void pass(Duration length) {
    Objects.requireNonNull(time).pass(length);
  }
}
