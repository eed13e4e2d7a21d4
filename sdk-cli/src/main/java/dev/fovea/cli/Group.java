package dev.fovea.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word with commands below it, such as {@code files}; alone it does nothing. */
@Command
final class Group implements Runnable {
  @Spec
  @Nullable
  CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "missing command after " + spec.name());
    }
  }
}
