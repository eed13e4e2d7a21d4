package dev.fovea.examples;

import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.together.TogetherClient;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Tunes a model on an uploaded file and waits for it, telling what happens. Costs money. Reads
 * {@code TOGETHER_API_KEY}; arguments: BASE_MODEL FILE_ID.
 */
public final class TuneAndWait {
  private TuneAndWait() {}

  /**
   * Runs the example.
   *
   * @param args the base model, the uploaded file's id
   */
  public static void main(String[] args) {
    try (TogetherClient together = TogetherClient.fromEnvironment()) {
      run(together, System.out, args);
    }
  }

  static FineTuningJob run(TogetherClient together, PrintStream out, String... args) {
    FineTuningJob started = together
        .fineTuning()
        .create(
            job -> job.baseModel(args[0])
                .trainingFile(args[1])
                .adapter(Adapter.lora(16))
                .epochs(3),
            own -> own.trainVision(false)); // Together's own option
    out.println(started.id() + " is " + started.status());

    FineTuningJob done = together
        .fineTuning()
        .await(
            started.id(),
            wait ->
                wait.timeout(Duration.ofHours(6)).onEvent(event -> out.println(event.message())));

    FineTunedModel model = done.fineTunedModel().orElseThrow();
    out.println(model.name());
    return done;
  }
}
