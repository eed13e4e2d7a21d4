package dev.fovea.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, put together. */
final class CommandTree {
  private CommandTree() {}

  static CommandLine of(Context context) {
    CommandLine root = new CommandLine(context.globals());
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

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int misuse(Failures failures, ParameterException e) {
    String message = e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched) {
      String wrong = unmatched.getUnmatched().get(0);
      message =
          (wrong.startsWith("-") ? "unknown option " : "unknown command or argument ") + wrong;
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    return failures.report(new UsageException(message + "; see: " + command + " --help"));
  }
}
