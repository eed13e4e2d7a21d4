package dev.fovea.examples;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.config.Capability;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.image.Image;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Code that does not care which provider it talks to. Reads that provider's key, such as
 * {@code TOGETHER_API_KEY}; arguments: PROVIDER MODEL PICTURE QUESTION.
 */
public final class AnyProvider {
  private AnyProvider() {}

  /**
   * Runs the example.
   *
   * @param args the provider's id, the model, the picture's file, the question
   */
  public static void main(String[] args) {
    try (VisionClient client = Providers.open(args[0])) {
      run(client, System.out, args);
    }
  }

  static void run(VisionClient client, PrintStream out, String... args) {
    Image picture = Image.of(Path.of(args[2]));
    out.println(client
        .chat()
        .create(request -> request.model(args[1]).user(args[3], picture))
        .text());

    // Ask what a provider can do, or call and meet a clear refusal before anything is sent.
    if (client.capabilities().contains(Capability.SUPERVISED_FINE_TUNING)) {
      int jobs = 0;
      for (FineTuningJob job : client.fineTuning().list().all()) {
        out.println(job.id() + " " + job.status());
        jobs++;
      }
      out.println(jobs + " jobs at " + client.provider());
    }
  }
}
