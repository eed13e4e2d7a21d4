package dev.fovea.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command may know about where it runs.
 *
 * @param environment the environment variables
 * @param outIsTerminal whether results go to a person's terminal
 * @param errIsTerminal whether messages go to a person's terminal
 * @param columns the terminal's width
 */
record Surroundings(
    Map<String, String> environment, boolean outIsTerminal, boolean errIsTerminal, int columns) {
  private static final int USUAL_COLUMNS = 100;

  /** The launcher says which streams are terminals: Java cannot tell one from the other. */
  static Surroundings ofProcess() {
    List<String> terminals = List.of(System.getProperty("fovea.terminal", "").split(",", -1));
    return new Surroundings(
        System.getenv(),
        terminals.contains("out"),
        terminals.contains("err"),
        columns(System.getProperty("fovea.columns", "")));
  }

  /** {@return the variable's value; empty when it is unset or blank} */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** {@return whether the user asked for no colours, by the custom of no-color.org} */
  boolean isColourless() {
    return variable("NO_COLOR").isPresent()
        || variable("TERM").filter("dumb"::equals).isPresent();
  }

  private static int columns(String told) {
    try {
      return Math.max(40, Integer.parseInt(told.strip()));
    } catch (NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }
}
