package dev.fovea.acme;

import dev.fovea.acme.twin.AcmeExtension;
import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.contract.ProviderContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class AcmeContractTest extends ProviderContract {
  @RegisterExtension
  static final AcmeExtension ACME = AcmeExtension.with(b -> b.timeScale(0));

  @Override
  public EmbeddedProvider server() {
    return ACME.acme();
  }

  @Override
  public String provider() {
    return AcmeProvider.ID;
  }

  @Override
  public String visionModel() {
    return "acme-eye-2";
  }

  @Override
  public String embeddingModel() {
    return "acme has none";
  }
}
