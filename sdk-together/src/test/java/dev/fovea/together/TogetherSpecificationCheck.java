package dev.fovea.together;

import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.SpecificationCheck;
import dev.fovea.transport.TransportSetup;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Together's own specification, which declares the first interface only. */
class TogetherSpecificationCheck extends SpecificationCheck {
  private final TogetherClient together =
      here(TogetherClient.builder()).projectId("proj_leaf").build();

  TogetherSpecificationCheck() {
    super(TogetherClient.class, TogetherProviderPageTest.page(), TransportSetup.DEFAULT_BASE);
  }

  @AfterEach
  void close() {
    together.close();
  }

  @Override
  protected List<Runnable> calls(CallMode mode, Path folder) {
    return SpecificationCalls.all(together, mode, folder);
  }
}
