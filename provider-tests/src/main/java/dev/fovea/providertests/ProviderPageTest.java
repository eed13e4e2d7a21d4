package dev.fovea.providertests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Keeps docs/providers/&lt;provider&gt;.md true; {@code -Dfovea.docs=write} writes it anew. */
public abstract class ProviderPageTest {
  private final ProviderPage page;
  private final String module;

  /**
   * For a provider's subclass.
   *
   * @param page the provider's page
   * @param module the provider's module
   */
  protected ProviderPageTest(ProviderPage page, String module) {
    this.page = page;
    this.module = module;
  }

  @Test
  void thePageSaysWhatTheCodeAndItsResourceFilesSay() throws IOException {
    String written = Files.readString(page.path());
    String renewed = page.renewed(written);
    if ("write".equals(System.getProperty("fovea.docs"))) {
      Files.writeString(page.path(), renewed);
      return;
    }

    assertThat(written)
        .as("out of date; write it anew: mvn -pl " + module + " -am test -Dtest=*ProviderPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfovea.docs=write")
        .isEqualTo(renewed);
  }

  @Test
  void bothPartsAreThere() throws IOException {
    assertThat(Files.readString(page.path()))
        .contains("<!-- generated: calls -->", "<!-- generated: facts -->");
  }
}
