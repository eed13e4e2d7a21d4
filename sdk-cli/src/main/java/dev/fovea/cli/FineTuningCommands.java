package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fovea fine-tuning …}: what takes more than a call. */
final class FineTuningCommands {
  private FineTuningCommands() {}

  /** {@code fovea fine-tuning await ID}. */
  @Command(
      name = "await",
      description = "Wait until a job is finished, telling its events; --timeout bounds the wait.")
  static final class Await extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The job's id.")
    String id = "";

    Await(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      FineTuningJob job = client.fineTuning().await(id, wait -> {
        wait.onEvent(event -> context().say(line(event)));
        if (context().globals().timeout != null) {
          wait.timeout(context().globals().timeout);
        }
      });
      Map<String, Object> facts = Facts.of(job);
      int code = Listing.printOne(context(), facts);
      job.fineTunedModel().map(FineTunedModel::name).ifPresent(this::sayNext);
      return code;
    }

    private void sayNext(String model) {
      context().say("Next: " + context().command("deployments create --model " + model));
    }
  }

  /** {@return one line about an event} */
  static String line(JobEvent event) {
    String time =
        event.createdAt().map(at -> at.toString().substring(11, 19) + "  ").orElse("");
    return "  " + time + event.message();
  }
}
