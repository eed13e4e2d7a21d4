package dev.fovea.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One run of the command line: the console, and the options every command shares. */
final class Context {
  private static final String USUAL_PROVIDER = "together";

  private static final Pattern SECRET = Pattern.compile("(_KEY|_SECRET|_TOKEN|_PASSWORD)$");
  private static final int SHORTEST_SECRET = 12;

  private final Console console;
  private final Globals globals = new Globals();

  Context(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  Globals globals() {
    return globals;
  }

  /** {@return the provider's id: the option, else {@code FOVEA_PROVIDER}, else together} */
  String provider() {
    if (globals.provider != null) {
      return globals.provider;
    }
    return console.surroundings().variable("FOVEA_PROVIDER").orElse(USUAL_PROVIDER);
  }

  /**
   * Prints the command's result, the only thing that goes to standard output.
   *
   * @param json the result for machines
   * @param text prints the result for people
   */
  void print(Map<String, ?> json, Consumer<PrintStream> text) {
    if (globals.json) {
      printJson(json);
    } else {
      text.accept(console.out());
      console.out().flush();
    }
  }

  void printJson(Map<String, ?> json) {
    console.out().println(JsonWords.text(Facts.plain(json)));
    console.out().flush();
  }

  /** Tells a person what happens meanwhile, on standard error. */
  void say(String line) {
    console.err().println(line);
  }

  /** {@return the text with every secret of the environment taken out; the last line of defence} */
  String withoutKeys(String text) {
    String clean = text;
    for (Map.Entry<String, String> variable :
        console.surroundings().environment().entrySet()) {
      String value = variable.getValue().strip();
      if (SECRET.matcher(variable.getKey()).find() && value.length() >= SHORTEST_SECRET) {
        clean = clean.replace(value, "***");
      }
    }
    return clean;
  }

  /** {@return a command line the user can copy, for the provider in use} */
  String command(String words) {
    String provider = provider();
    return "fovea " + words + (provider.equals(USUAL_PROVIDER) ? "" : " -p " + provider);
  }
}
