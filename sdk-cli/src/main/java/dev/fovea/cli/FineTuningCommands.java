package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea fine-tuning …}: jobs. Creating one has a file of its own. */
final class FineTuningCommands {
  private FineTuningCommands() {}

  /** {@code fovea fine-tuning get ID}. */
  @Command(name = "get", aliases = "retrieve", description = "Show one job.")
  static final class One extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The job's id.")
    String id = "";

    One(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      return Listing.printOne(context(), Facts.of(client.fineTuning().get(id)));
    }
  }

  /** {@code fovea fine-tuning list}. */
  @Command(name = "list", description = "List the account's jobs.")
  static final class All extends AccountTask {
    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "100",
        description = "How many; ${DEFAULT-VALUE}.")
    int limit;

    All(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      return Listing.print(
          context(),
          client.fineTuning().list(),
          limit,
          Facts::of,
          "id",
          "status",
          "baseModel",
          "fineTunedModel",
          "createdAt");
    }
  }

  /** {@code fovea fine-tuning events ID}. */
  @Command(name = "events", aliases = "list-events", description = "Show what happened to a job.")
  static final class Events extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The job's id.")
    String id = "";

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "1000",
        description = "How many; ${DEFAULT-VALUE}.")
    int limit;

    Events(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      return Listing.print(
          context(),
          client.fineTuning().events(id),
          limit,
          Facts::of,
          "createdAt",
          "level",
          "type",
          "message");
    }
  }

  /** {@code fovea fine-tuning cancel ID}. */
  @Command(name = "cancel", description = "Cancel a job.")
  static final class Cancel extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The job's id.")
    String id = "";

    Cancel(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      return Listing.printOne(context(), Facts.of(client.fineTuning().cancel(id)));
    }
  }

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
