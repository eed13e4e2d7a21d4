package dev.fovea.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command with the options that every command has, before or after its name. */
@Command(
    name = "fovea",
    description = "Tuning and serving vision-language models, from pictures to answers.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with: fovea demo",
      "Exit codes: 0 done, 1 the work failed, 2 usage, missing file or key, 3 interrupted."
    })
final class Globals implements Runnable {
  @Spec
  @Nullable
  CommandSpec spec;

  @Option(
      names = {"-p", "--provider"},
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      completionCandidates = ProviderIds.class,
      description =
          "Whom to talk to: ${COMPLETION-CANDIDATES}. Else FOVEA_PROVIDER, else together.")
  @Nullable
  String provider;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "One JSON document on standard output, messages on standard error.")
  boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      converter = Durations.class,
      description = "The longest a call, or a wait, may take: 90s, 15m, 2h.")
  @Nullable
  Duration timeout;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say what is going on; print stack traces.")
  boolean verbose;

  @Option(
      names = "--embedded",
      scope = ScopeType.INHERIT,
      description = "Start the provider's embedded twin for this command; needs no account.")
  boolean embedded;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "missing command");
    }
  }
}
