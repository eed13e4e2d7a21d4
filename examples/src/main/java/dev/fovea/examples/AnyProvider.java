package dev.fovea.examples;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.chat.Message;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.image.Image;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The whole road in code that names no provider. Costs money, reads the key of the provider named.
 * Arguments: PROVIDER MODEL NEW_PICTURE FILE.jsonl PICTURE LABEL [PICTURE LABEL]...
 */
public final class AnyProvider {
  private static final String QUESTION = "What does the picture show?";

  private AnyProvider() {}

  /**
   * Runs the example.
   *
   * @param args as they stand above; the file is written, the new picture asked about
   */
  public static void main(String[] args) {
    try (VisionClient client = Providers.open(args[0])) {
      run(client, System.out, args);
    }
  }

  static void run(VisionClient client, PrintStream out, String... args) {
    Path file = Path.of(args[3]);
    try (DatasetWriter writer = DatasetWriter.open(file, DatasetFormat.of(client.provider()))) {
      for (int i = 4; i < args.length; i += 2) {
        Message question = Message.user(Image.of(Path.of(args[i])), QUESTION);
        writer.write(Example.conversation(question, Message.assistant(args[i + 1])));
      }
    }
    String training = client.files().await(client.files().upload(file).id()).id();
    FineTuningJob job =
        client.fineTuning().create(tuning -> tuning.baseModel(args[1]).trainingFile(training));
    FineTunedModel model = client.fineTuning().await(job.id()).fineTunedModel().orElseThrow();
    try (DeploymentLease lease = client.deployments().lease(serving -> {
      serving.model(model);
      // Where a tuned model is served by itself, there are no machines to choose from.
      client.deployments().hardware(model.name()).stream()
          .findFirst()
          .ifPresent(machine -> serving.hardware(machine.id()));
    })) {
      Message question = Message.user(Image.of(Path.of(args[2])), QUESTION);
      out.println(lease.chat().create(asked -> asked.addMessage(question)).text());
    }
  }
}
