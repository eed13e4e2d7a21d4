package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobFinding;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.finetuning.JobWait;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

    @Option(
        names = "--validation-timeout",
        paramLabel = "TIME",
        converter = Durations.class,
        description = "The longest the provider may look at the files before the job begins, where"
            + " it tells (OpenAI): 30m, 2h.")
    @Nullable
    Duration validationTimeout;

    private final JobFinding.Counting leftOut = JobFinding.counting();
    private @Nullable JobStatus phase;

    Await(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      FineTuningJob job;
      try {
        job = client.fineTuning().await(id, this::patience);
      } finally {
        sayLeftOut();
      }
      Map<String, Object> facts = Facts.of(job);
      int code = Listing.printOne(context(), facts);
      job.fineTunedModel().map(FineTunedModel::name).ifPresent(this::sayNext);
      return code;
    }

    private void patience(JobWait.Builder wait) {
      wait.onUpdate(this::sayPhase).onEvent(event -> {
        context().say(line(event));
        leftOut.accept(event);
      });
      if (context().globals().timeout != null) {
        wait.timeout(context().globals().timeout);
      }
      if (validationTimeout != null) {
        wait.validationTimeout(validationTimeout);
      }
    }

    private void sayPhase(FineTuningJob job) {
      if (job.status() != phase && !job.isFinished()) {
        phase = job.status();
        String since = job.status() == JobStatus.VALIDATING
            ? job.createdAt().map(time -> " since " + time).orElse("")
            : "";
        context().say(words(job) + since);
      }
    }

    private void sayLeftOut() {
      for (JobFinding found : leftOut.found()) {
        context()
            .say("Left out: " + found.affected() + " (" + found.finding().rule() + "): "
                + found.finding().fix());
      }
    }

    private void sayNext(String model) {
      context().say("Next: " + context().command("deployments create --model " + model));
    }
  }

  /** {@return what the provider does with the job} */
  private static String words(FineTuningJob job) {
    return switch (job.status()) {
      case VALIDATING -> "The provider looks at the files";
      case QUEUED -> "The job waits for its turn";
      case RUNNING -> "The job runs";
      case PAUSED -> "The job is paused";
      default -> "The job's status is " + job.providerStatus();
    };
  }

  /** {@return a line about an event, and one with what to do about it where there is something} */
  static String line(JobEvent event) {
    String time =
        event.createdAt().map(at -> at.toString().substring(11, 19) + "  ").orElse("");
    String fix = event
        .finding()
        .map(finding -> System.lineSeparator() + "    fix: " + finding.fix())
        .orElse("");
    return "  " + time + event.message() + fix;
  }
}
