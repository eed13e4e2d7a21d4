package dev.fovea.cli;

import dev.fovea.VisionProvider;
import dev.fovea.testkit.EmbeddedProvider;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea emulate P}: an embedded provider for any client, until it is interrupted. */
@Command(name = "emulate", description = "Run an embedded provider for any client, until Ctrl-C.")
final class EmulateTask extends Task {
  @Parameters(
      paramLabel = "P",
      completionCandidates = ProviderIds.class,
      description = "The provider: ${COMPLETION-CANDIDATES}.")
  String provider = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Where to listen; any free port.")
  int port;

  EmulateTask(Context context) {
    super(context);
  }

  @Override
  int work() throws InterruptedException {
    if (port < 0 || port > 65535) {
      throw new UsageException("--port must be from 0 to 65535: " + port);
    }
    context().globals().provider = provider;
    VisionProvider real = Session.provider(context());
    try (EmbeddedProvider twin = Twin.start(provider, port)) {
      String keyVariable = real.environmentVariables().get(0);
      String urlVariable = keyVariable.replace("_API_KEY", "_BASE_URL");
      context()
          .print(
              new Facts()
                  .put("provider", provider)
                  .put("baseUrl", twin.baseUrl())
                  .put("apiKey", twin.apiKey())
                  .map(),
              out -> List.of(
                      "Emulating " + provider + " at " + twin.baseUrl() + " until Ctrl-C.",
                      "export " + urlVariable + "=" + twin.baseUrl(),
                      "export " + keyVariable + "=" + twin.apiKey())
                  .forEach(out::println));
      new CountDownLatch(1).await();
    }
    return ExitCodes.DONE;
  }
}
