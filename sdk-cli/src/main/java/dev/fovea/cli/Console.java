package dev.fovea.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes. The process has one; tests make their own.
 *
 * @param in what is piped in
 * @param out results, and nothing else
 * @param err progress, warnings and errors
 * @param surroundings the environment and what is known of the terminal
 */
record Console(InputStream in, PrintStream out, PrintStream err, Surroundings surroundings) {

  /** The streams of this process, in UTF-8 whatever the locale: JSON has no other encoding. */
  static Console ofProcess() {
    return new Console(
        System.in,
        printer(FileDescriptor.out),
        printer(FileDescriptor.err),
        Surroundings.ofProcess());
  }

  Paint outPaint() {
    return new Paint(surroundings.outIsTerminal() && !surroundings.isColourless());
  }

  Paint errPaint() {
    return new Paint(surroundings.errIsTerminal() && !surroundings.isColourless());
  }

  private static PrintStream printer(FileDescriptor target) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(target)), true, StandardCharsets.UTF_8);
  }
}
