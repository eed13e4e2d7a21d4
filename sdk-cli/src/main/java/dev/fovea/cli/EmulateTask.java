package dev.fovea.cli;

import dev.fovea.testkit.EmbeddedProvider;
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
    try (EmbeddedProvider twin = Twin.start(provider, port)) {
      context()
          .print(
              new Facts()
                  .put("provider", provider)
                  .put("baseUrl", twin.baseUrl())
                  .put("apiKey", twin.apiKey())
                  .put("environment", twin.environment())
                  .map(),
              out -> {
                out.println("Emulating " + provider + " at " + twin.baseUrl() + " until Ctrl-C.");
                twin.environment()
                    .forEach((variable, value) -> out.println("export " + variable + "=" + value));
              });
      new CountDownLatch(1).await();
    }
    return ExitCodes.DONE;
  }
}
