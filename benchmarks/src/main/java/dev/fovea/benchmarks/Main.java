package dev.fovea.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The programs that are measured as whole processes. Without arguments it says what there is; how
 * they are run together is in {@code benchmarks/run.sh}.
 */
public final class Main {
  private static final long GIBIBYTE = 1L << 30;

  private Main() {}

  /**
   * Runs one of the programs.
   *
   * @param args its name and its arguments
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.out.println("""
          generate FILE [BYTES] [SEED]   a data set of conversations with two pictures each
          read|tokens|tree|check|decode FILE [TIMES]   one pass over it, several times""");
      return;
    }
    Path file = Path.of(args[1]);
    if (args[0].equals("generate")) {
      VisionFile.generate(file, number(args, 2, GIBIBYTE), number(args, 3, 7));
    } else {
      Pass pass = Pass.valueOf(args[0].toUpperCase(Locale.ROOT));
      int times = (int) number(args, 2, 6);
      System.out.println(
          pass.title() + ": " + Measured.of(() -> pass.over(file), Files.size(file), times));
    }
  }

  private static long number(String[] args, int index, long absent) {
    return args.length > index ? Long.parseLong(args[index]) : absent;
  }
}
