package dev.fovea.fireworks;

import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.SpecificationCheck;
import dev.fovea.transport.TransportSetup;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Fireworks' own specification: the gateway and most of inference. */
class FireworksSpecificationCheck extends SpecificationCheck {
  private final FireworksClient fireworks =
      here(FireworksClient.builder()).accountId("leaflab").build();

  FireworksSpecificationCheck() {
    super(
        FireworksClient.class,
        FireworksProviderPageTest.page(),
        TransportSetup.DEFAULT_BASE,
        FireworksAddresses.INFERENCE);
  }

  @AfterEach
  void close() {
    fireworks.close();
  }

  @Override
  protected List<Runnable> calls(CallMode mode, Path folder) {
    return SpecificationCalls.all(fireworks, mode, folder);
  }
}
