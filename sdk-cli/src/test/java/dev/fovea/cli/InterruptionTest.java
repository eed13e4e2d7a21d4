package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.testkit.EmbeddedTogether;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Ctrl-C, on a process of its own. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class InterruptionTest {
  @TempDir
  Path folder;

  @Test
  void anEmulatedProviderServesUntilItIsInterrupted() throws Exception {
    Process process = Shell.empty().start(folder, "emulate", "together", "--json");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      URI base = URI.create(line.replaceAll(".*\"baseUrl\":\"([^\"]+)\".*", "$1"));
      HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/files"))
          .header("Authorization", "Bearer " + EmbeddedTogether.DEFAULT_API_KEY)
          .build();

      int status =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
      interrupt(process);

      assertThat(status).isEqualTo(200);
      assertEndsInterrupted(process);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aDemonstrationThatIsInterruptedStopsItsDeployment() throws Exception {
    try (EmbeddedTogether together = EmbeddedTogether.start()) {
      together.faults().next(1).to("POST", "/v1/chat/completions").stall();
      Process process = Shell.empty()
          .with("TOGETHER_API_KEY", together.apiKey())
          .with("TOGETHER_BASE_URL", together.baseUrl().toString())
          .start(folder, "demo", "--live", "--json", "--seed", "1");
      try {
        waitUntil(() -> together.requests().count("POST", "/v1/chat/completions") == 1);

        interrupt(process);

        assertEndsInterrupted(process);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(err).contains("STOPPED").contains("fovea: interrupted");
        assertThat(err.strip()).doesNotContain("\tat ");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static void assertEndsInterrupted(Process process) throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCodes.INTERRUPTED);
  }

  // A shell in the background starts its children deaf to SIGINT; both signals run the same hook.
  private static void interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
  }

  private static void waitUntil(java.util.function.BooleanSupplier state)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!state.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(state.getAsBoolean()).as("reached in time").isTrue();
  }
}
