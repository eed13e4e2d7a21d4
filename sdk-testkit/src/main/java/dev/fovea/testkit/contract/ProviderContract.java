package dev.fovea.testkit.contract;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
public abstract class ProviderContract extends ChatProviderContract
    implements ClientContract,
        InferenceContract,
        DatasetContract,
        FileContract,
        FineTuningContract,
        DeploymentContract,
        CapabilityContract {
  @TempDir
  @Nullable
  Path folder;

  /** For subclasses. */
  protected ProviderContract() {}

  @Override
  public final Path folder() {
    return Objects.requireNonNull(folder);
  }
}
