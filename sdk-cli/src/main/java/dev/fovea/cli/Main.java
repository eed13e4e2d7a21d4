package dev.fovea.cli;

/** The entry of the command line {@code fovea}. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process: 0 done, 1 the work failed, 2 usage, 3 interrupted.
   *
   * @param args the command with its options
   */
  public static void main(String[] args) {
    Console console = Console.ofProcess();
    Interruption interruption = Interruption.of(Thread.currentThread(), console);
    int code = run(console, args);
    interruption.workIsDone();
    System.exit(code);
  }

  /**
   * Runs one command in this process.
   *
   * @param console where to read and write
   * @param args the command with its options
   * @return the exit code
   */
  static int run(Console console, String... args) {
    return CommandTree.of(new Context(console)).execute(args);
  }
}
