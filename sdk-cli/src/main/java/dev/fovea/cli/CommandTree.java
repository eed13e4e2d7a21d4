package dev.fovea.cli;

import dev.fovea.ModelCard;
import dev.fovea.deployment.Deployment;
import dev.fovea.file.RemoteFile;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, put together. */
final class CommandTree {
  private CommandTree() {}

  static CommandLine of(Context context) {
    CommandLine root = new CommandLine(context.globals());
    root.addSubcommand("demo", new DemoTask(context));
    root.addSubcommand("datasets", datasets(context));
    root.addSubcommand("files", files(context));
    root.addSubcommand("fine-tuning", fineTuning(context));
    root.addSubcommand("deployments", deployments(context));
    root.addSubcommand("models", models(context));
    root.addSubcommand(new ChatTask(context));
    root.addSubcommand(new EmulateTask(context));
    Failures failures = new Failures(context);
    root.setExecutionStrategy(parsed -> {
      Logging.verbose(context.globals().verbose);
      return new CommandLine.RunLast().execute(parsed);
    });
    root.setExecutionExceptionHandler((e, command, parsed) -> failures.report(e));
    root.setParameterExceptionHandler((e, args) -> misuse(failures, e));
    root.setOut(writer(context.console().out()));
    root.setErr(writer(context.console().err()));
    root.setColorScheme(CommandLine.Help.defaultColorScheme(
        context.console().outPaint().on() ? Ansi.ON : Ansi.OFF));
    root.setUsageHelpWidth(
        Math.min(120, Math.max(80, context.console().surroundings().columns())));
    root.setAbbreviatedOptionsAllowed(false);
    return root;
  }

  private static CommandLine datasets(Context context) {
    return group("Labelled pictures on disk: build, check, count, look through. Needs no key.")
        .addSubcommand(new DatasetsCheck(context))
        .addSubcommand(new DatasetsConvert(context))
        .addSubcommand(new DatasetsBuild(context))
        .addSubcommand(new DatasetsCommands.Stats(context))
        .addSubcommand(new DatasetsView(context));
  }

  private static CommandLine files(Context context) {
    CommandLine files = group("Files at a provider.")
        .addSubcommand(new FilesCommands.Upload(context))
        .addSubcommand(new FilesCommands.Download(context))
        .addSubcommand(new DatasetsCheck(context));
    ListTask<RemoteFile> list =
        ListTask.all(context, c -> c.files().list(), Facts::of, "id filename bytes purpose status");
    DeleteTask delete = new DeleteTask(context, (c, id) -> c.files().delete(id));
    add(files, "list", "List the account's files.", list);
    add(
        files,
        "get",
        "Show one file.",
        new OneTask(context, (c, id) -> Facts.of(c.files().get(id))));
    add(files, "delete", "Delete a file at the provider.", delete);
    return files;
  }

  private static CommandLine fineTuning(Context context) {
    CommandLine jobs = group("Fine-tuning jobs.")
        .addSubcommand(new FineTuningCreate(context))
        .addSubcommand(new FineTuningCommands.Await(context));
    addJobListings(context, jobs);
    add(
        jobs,
        "get",
        "Show one job.",
        new OneTask(context, (c, id) -> Facts.of(c.fineTuning().get(id))),
        "retrieve");
    OneTask cancel = new OneTask(context, (c, id) -> Facts.of(c.fineTuning().cancel(id)));
    OneTask pause = new OneTask(context, (c, id) -> Facts.of(c.fineTuning().pause(id)));
    OneTask resume = new OneTask(context, (c, id) -> Facts.of(c.fineTuning().resume(id)));
    add(jobs, "cancel", "Cancel a job.", cancel);
    add(jobs, "pause", "Stop a job for a while (OpenAI).", pause);
    add(
        jobs,
        "resume",
        "Let a job go on (OpenAI: a paused one; Fireworks: one that ended or was paused).",
        resume);
    DeleteTask delete = new DeleteTask(context, (c, id) -> c.fineTuning().delete(id));
    add(jobs, "delete", "Delete a job; OpenAI keeps all of them.", delete);
    return jobs;
  }

  private static void addJobListings(Context context, CommandLine jobs) {
    ListTask<FineTuningJob> list = ListTask.all(
        context,
        c -> c.fineTuning().list(),
        Facts::of,
        "id status baseModel fineTunedModel createdAt");
    ListTask<JobEvent> events = ListTask.of(
        context,
        (c, id) -> c.fineTuning().events(id),
        Facts::of,
        "createdAt level type message fix?");
    ListTask<Checkpoint> checkpoints = ListTask.of(
        context,
        (c, id) -> c.fineTuning().checkpoints(id),
        Facts::of,
        "id step type createdAt model");
    add(jobs, "list", "List the account's jobs.", list);
    add(
        jobs,
        "events",
        "Show what happened to a job, and what to do about pictures that were left out.",
        events,
        "list-events");
    add(jobs, "checkpoints", "List what a job has kept, newest first.", checkpoints);
  }

  private static CommandLine deployments(Context context) {
    CommandLine deployments = group("Models made callable on machines that bill by the hour.")
        .addSubcommand(new DeploymentsCreate(context))
        .addSubcommand(new DeploymentsCommands.Scale(context))
        .addSubcommand(new DeploymentsCommands.Stop(context))
        .addSubcommand(new DeploymentsCommands.Machines(context));
    ListTask<Deployment> list = ListTask.all(
        context,
        c -> c.deployments().list(),
        Facts::of,
        "id chatModel status hardware readyReplicas pricePerHour");
    OneTask get = new OneTask(context, (c, id) -> Facts.of(c.deployments().get(id)));
    DeleteTask delete = new DeleteTask(context, (c, id) -> c.deployments().delete(id));
    add(deployments, "list", "List the account's deployments.", list);
    add(deployments, "get", "Show one deployment.", get);
    add(deployments, "delete", "Delete a deployment.", delete);
    return deployments;
  }

  private static CommandLine models(Context context) {
    CommandLine models = group("The models the account can see.");
    ListTask<ModelCard> list =
        ListTask.all(context, c -> c.models().list(), Facts::of, "id type owner");
    DeleteTask delete = new DeleteTask(context, (c, id) -> c.models().delete(id));
    add(models, "list", "List the models the account can see.", list);
    add(
        models,
        "get",
        "Show one model.",
        new OneTask(context, (c, id) -> Facts.of(c.models().get(id))));
    add(models, "delete", "Delete a model of your own.", delete);
    return models;
  }

  private static void add(
      CommandLine group, String name, String description, AccountTask task, String... aliases) {
    CommandLine command = new CommandLine(task);
    command.getCommandSpec().usageMessage().description(description);
    group.addSubcommand(name, command, aliases);
  }

  private static CommandLine group(String description) {
    CommandLine group = new CommandLine(new Group());
    group.getCommandSpec().usageMessage().description(description);
    group.getCommandSpec().usageMessage().synopsisSubcommandLabel("COMMAND");
    return group;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int misuse(Failures failures, ParameterException e) {
    String message = Objects.requireNonNullElse(e.getMessage(), "cannot be understood")
        .replaceFirst("^Error: ", "");
    if (e instanceof UnmatchedArgumentException unmatched) {
      String wrong = unmatched.getUnmatched().get(0);
      message =
          (wrong.startsWith("-") ? "unknown option " : "unknown command or argument ") + wrong;
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    return failures.report(new UsageException(message + "; see: " + command + " --help"));
  }
}
