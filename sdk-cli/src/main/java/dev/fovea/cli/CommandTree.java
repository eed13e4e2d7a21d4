package dev.fovea.cli;

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
    return group("Labelled pictures on disk: build, check, count. Needs no key.")
        .addSubcommand(new DatasetsCommands.Check(context))
        .addSubcommand(new DatasetsCommands.Build(context))
        .addSubcommand(new DatasetsCommands.Stats(context));
  }

  private static CommandLine files(Context context) {
    return group("Files at a provider.")
        .addSubcommand(new FilesCommands.Upload(context))
        .addSubcommand(new FilesCommands.All(context))
        .addSubcommand(new FilesCommands.One(context))
        .addSubcommand(new FilesCommands.Delete(context))
        .addSubcommand(new FilesCommands.Download(context))
        .addSubcommand(new DatasetsCommands.Check(context));
  }

  private static CommandLine fineTuning(Context context) {
    return group("Fine-tuning jobs.")
        .addSubcommand(new FineTuningCreate(context))
        .addSubcommand(new FineTuningCommands.One(context))
        .addSubcommand(new FineTuningCommands.All(context))
        .addSubcommand(new FineTuningCommands.Events(context))
        .addSubcommand(new FineTuningCommands.Cancel(context))
        .addSubcommand(new FineTuningCommands.Await(context));
  }

  private static CommandLine deployments(Context context) {
    return group("Models made callable on machines that bill by the hour.")
        .addSubcommand(new DeploymentsCreate(context))
        .addSubcommand(new DeploymentsCommands.One(context))
        .addSubcommand(new DeploymentsCommands.All(context))
        .addSubcommand(new DeploymentsCommands.Scale(context))
        .addSubcommand(new DeploymentsCommands.Stop(context))
        .addSubcommand(new DeploymentsCommands.Delete(context))
        .addSubcommand(new DeploymentsCommands.Machines(context));
  }

  private static CommandLine models(Context context) {
    return group("The models the account can see.")
        .addSubcommand(new ModelsCommands.All(context))
        .addSubcommand(new ModelsCommands.One(context))
        .addSubcommand(new ModelsCommands.Delete(context));
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
