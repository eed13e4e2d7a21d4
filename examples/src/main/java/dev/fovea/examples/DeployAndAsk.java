package dev.fovea.examples;

import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.Hardware;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.image.Image;
import dev.fovea.together.TogetherClient;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Deploys the model of a finished job, asks it, and stops what bills. Costs money. Reads
 * {@code TOGETHER_API_KEY}; arguments: JOB_ID PICTURE QUESTION.
 */
public final class DeployAndAsk {
  private DeployAndAsk() {}

  /**
   * Runs the example.
   *
   * @param args the job's id, the picture's file, the question
   */
  public static void main(String[] args) {
    try (TogetherClient together = TogetherClient.fromEnvironment()) {
      run(together, System.out, args);
    }
  }

  static void run(TogetherClient together, PrintStream out, String... args) {
    FineTunedModel model = together.fineTuning().get(args[0]).fineTunedModel().orElseThrow();

    // What it can run on, with prices; the first will do here.
    Hardware hardware = together.deployments().hardware(model.name()).get(0);

    // Returns when the model answers. Closing it stops the billing, and so does its age.
    try (DeploymentLease lease = together
        .deployments()
        .lease(
            deployment -> deployment.model(model).hardware(hardware.id()),
            limits -> limits.maxAge(Duration.ofMinutes(30)))) {
      lease.deployment().pricePerHour().ifPresent(price -> out.println(price + " per hour"));
      Image picture = Image.of(Path.of(args[1]));
      out.println(lease.chat().create(request -> request.user(args[2], picture)).text());
    }
  }
}
