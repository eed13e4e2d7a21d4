package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.config.Money;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.error.FoveaException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fovea deployments create}: says what it costs and how to stop it, then waits. */
@Command(
    name = "create",
    description = "Make a model callable and wait until it answers; it bills until it is stopped.")
final class DeploymentsCreate extends AccountTask {
  @Option(names = "--model", paramLabel = "M", required = true, description = "The model to serve.")
  String model = "";

  @Option(
      names = "--hardware",
      paramLabel = "H",
      description = "What to run on; see: deployments hardware.")
  @Nullable
  String hardware;

  @Option(names = "--min", paramLabel = "N", description = "The fewest replicas.")
  @Nullable
  Integer min;

  @Option(names = "--max", paramLabel = "N", description = "The most replicas.")
  @Nullable
  Integer max;

  @Option(names = "--name", paramLabel = "S", description = "The deployment's name.")
  @Nullable
  String name;

  DeploymentsCreate(Context context) {
    super(context);
  }

  @Override
  int work(VisionClient client) {
    Deployment started = client.deployments().create(request());
    boolean bills = client.deployments().hasMachines();
    if (bills) {
      sayWhatBills(context(), started);
    }
    Deployment ready;
    try {
      ready = client.deployments().await(started.id(), wait -> {
        if (context().globals().timeout != null) {
          wait.timeout(context().globals().timeout);
        }
      });
    } catch (FoveaException e) {
      if (bills) {
        context().say("It may still bill. Stop it: " + stopCommand(context(), started.id()));
      }
      throw e;
    }
    int code = Listing.printOne(context(), Facts.of(ready));
    context().say("Ask it: " + context().command("chat --deployment " + ready.id() + " --text …"));
    return code;
  }

  /** Says what a deployment costs and how to stop it, before anybody waits for it. */
  static void sayWhatBills(Context context, Deployment deployment) {
    context.say("Deployment " + deployment.id() + " is starting.");
    context.say(
        "Price per hour: " + deployment.pricePerHour().map(Money::toString).orElse("unknown"));
    context.say("Stop it:        " + stopCommand(context, deployment.id()));
  }

  static String stopCommand(Context context, String id) {
    return context.command("deployments stop " + id);
  }

  private DeploymentRequest request() {
    DeploymentRequest.Builder request = DeploymentRequest.builder().model(model);
    if (hardware != null) {
      request.hardware(hardware);
    }
    if (name != null) {
      request.name(name);
    }
    if (min != null || max != null) {
      int fewest = Objects.requireNonNullElse(min, max == null ? 1 : Math.min(1, max));
      int most = Objects.requireNonNullElse(max, Math.max(1, fewest));
      request.autoscaling(scaling -> scaling.min(fewest).max(most));
    }
    return request.build();
  }
}
