package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Keeps docs/providers/together.md true; {@code -Dfovea.docs=write} writes it anew. */
class ProviderPageTest {
  @Test
  void thePageSaysWhatTheCodeAndItsResourceFilesSay() throws IOException {
    String page = Files.readString(ProviderPage.PAGE);
    String renewed = ProviderPage.renewed(page);
    if ("write".equals(System.getProperty("fovea.docs"))) {
      Files.writeString(ProviderPage.PAGE, renewed);
      return;
    }

    assertThat(page)
        .as("out of date; write it anew: mvn -pl sdk-together -am test -Dtest=ProviderPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfovea.docs=write")
        .isEqualTo(renewed);
  }

  @Test
  void bothPartsAreThere() throws IOException {
    assertThat(Files.readString(ProviderPage.PAGE))
        .contains("<!-- generated: calls -->", "<!-- generated: facts -->");
  }
}
