package dev.fovea.cli;

import dev.fovea.testkit.EmbeddedProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs command lines as a shell would, in this process or in one of their own. */
final class Shell {
  private final Map<String, String> environment = new HashMap<>();

  /** What came of a command. */
  record Ran(int code, String out, String err) {}

  static Shell empty() {
    return new Shell();
  }

  /** A shell whose variables lead to a provider's twin. */
  static Shell at(String provider, EmbeddedProvider twin) {
    Shell shell = empty().with("FOVEA_PROVIDER", provider);
    shell.environment.putAll(twin.environment());
    return shell;
  }

  Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs a command in this process. */
  Ran run(String... args) {
    return run("", args);
  }

  Ran run(String piped, String[] args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(
        new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        new Surroundings(Map.copyOf(environment), false, false, 120));
    int code = Main.run(console, args);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Starts a command in a process of its own. */
  Process start(Path folder, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(TOGETHER|FIREWORKS|OPENAI|FOVEA)_.*"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs a command in a process of its own, to its end. */
  Ran runInProcess(Path folder, String... args) throws IOException, InterruptedException {
    Process process = start(folder, args);
    process.getOutputStream().close();
    // Both are short: neither pipe fills while the other is read.
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, err);
  }
}
