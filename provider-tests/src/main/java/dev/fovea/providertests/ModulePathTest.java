package dev.fovea.providertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.modulepath.AskModel;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/**
 * The published jars as real modules: found by the service loader, able to read the wire and their
 * own facts. A provider's subclass runs after packaging.
 */
public abstract class ModulePathTest {
  private final String provider;

  /**
   * For a provider's subclass.
   *
   * @param provider its id
   */
  protected ModulePathTest(String provider) {
    this.provider = provider;
  }

  @Test
  void theProviderIsFoundAndWorksOnTheModulePath() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse.Builder()
          .addHeader("Content-Type", "application/json")
          .body(
              "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Oak\"}}]}")
          .build());
      server.start();

      Process program = program("http://127.0.0.1:" + server.getPort() + "/v1");
      String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(program.waitFor()).as(output).isZero();
      assertThat(output.lines().filter(line -> !line.startsWith("SLF4J")))
          .containsExactly("dev.fovea." + provider, "Oak", "true");
    }
  }

  private Process program(String url) throws Exception {
    String modules = System.getProperty("fovea.jar")
        + File.pathSeparator
        + System.getProperty("fovea.footprint");
    Path here = Path.of(
        AskModel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--module-path",
            modules,
            "--add-modules",
            "dev.fovea." + provider,
            "-cp",
            here.toString(),
            AskModel.class.getName(),
            provider,
            url)
        .redirectErrorStream(true)
        .start();
  }
}
