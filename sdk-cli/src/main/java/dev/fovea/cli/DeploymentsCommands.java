package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.Hardware;
import dev.fovea.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea deployments …}: what takes more than a call. */
final class DeploymentsCommands {
  private DeploymentsCommands() {}

  /** {@code fovea deployments scale ID --min --max}. */
  @Command(name = "scale", description = "Set how many replicas a deployment has.")
  static final class Scale extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The deployment's id.")
    String id = "";

    @Option(
        names = "--min",
        paramLabel = "N",
        required = true,
        description = "The fewest replicas.")
    int min;

    @Option(names = "--max", paramLabel = "N", required = true, description = "The most replicas.")
    int max;

    Scale(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      return Listing.printOne(context(), Facts.of(client.deployments().scale(id, min, max)));
    }
  }

  /** {@code fovea deployments stop ID}. */
  @Command(name = "stop", description = "Stop a deployment and wait until it bills no more.")
  static final class Stop extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The deployment's id.")
    String id = "";

    Stop(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      Deployment stopped = client.deployments().stop(id, wait -> {
        if (context().globals().timeout != null) {
          wait.timeout(context().globals().timeout);
        }
      });
      return Listing.printOne(context(), Facts.of(stopped));
    }
  }

  /** {@code fovea deployments hardware}. */
  @Command(name = "hardware", description = "List what a deployment can run on, with prices.")
  static final class Machines extends AccountTask {
    @Option(names = "--model", paramLabel = "M", description = "Only what this model runs on.")
    @Nullable
    String model;

    Machines(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      List<Hardware> all =
          model == null ? client.deployments().hardware() : client.deployments().hardware(model);
      return Listing.print(
          context(),
          Page.of(all),
          Integer.MAX_VALUE,
          Facts::of,
          "id",
          "gpuType",
          "gpuCount",
          "pricePerHour",
          "availability");
    }
  }
}
