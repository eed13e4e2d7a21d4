package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/** The published jars as real modules: found by the service loader, and able to read the wire. */
class ModulePathIT {
  @Test
  void aProviderIsFoundAndWorksOnTheModulePath() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse.Builder()
          .addHeader("Content-Type", "application/json")
          .body("{\"data\":[{\"id\":\"file-1\",\"filename\":\"train.jsonl\"}]}")
          .build());
      server.start();
      String modules = System.getProperty("fovea.jar")
          + File.pathSeparator
          + System.getProperty("fovea.footprint");
      Process program = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--module-path",
              modules,
              "--add-modules",
              "dev.fovea.together",
              "-cp",
              Path.of("target", "test-classes").toString(),
              "dev.fovea.modulepath.ListFiles",
              "http://127.0.0.1:" + server.getPort() + "/v1")
          .redirectErrorStream(true)
          .start();

      String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(program.waitFor()).as(output).isZero();
      assertThat(output.lines().filter(line -> !line.startsWith("SLF4J")))
          .containsExactly("dev.fovea.together", "train.jsonl");
    }
  }
}
