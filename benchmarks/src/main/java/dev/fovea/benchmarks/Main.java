package dev.fovea.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

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
          read|tokens|tree|check|decode FILE [TIMES]   one pass over it, several times
          copy|pieces|concat|mapper|fovea FOLDER [TIMES] [BYTES]   writing picture files, several times""");
      return;
    }
    String name = args[0].toUpperCase(Locale.ROOT);
    Path place = Path.of(args[1]);
    if (args[0].equals("generate")) {
      VisionFile.generate(place, number(args, 2, GIBIBYTE), number(args, 3, 7));
    } else if (Stream.of(Pass.values()).anyMatch(pass -> pass.name().equals(name))) {
      Pass pass = Pass.valueOf(name);
      int times = (int) number(args, 2, 6);
      say(pass.title(), Measured.of(() -> pass.over(place), Files.size(place), times));
    } else {
      write(WriteWay.valueOf(name), place, (int) number(args, 2, 3), number(args, 3, GIBIBYTE));
    }
  }

  private static void write(WriteWay way, Path folder, int times, long bytes) throws IOException {
    PictureFolder pictures = PictureFolder.of(folder.resolve("pictures"));
    int rounds = (int) Math.max(1, bytes / pictures.bytes());
    Path out = folder.resolve(way.name() + ".jsonl");
    try {
      say(
          way.title(),
          Measured.of(() -> way.write(pictures, out, rounds), pictures.bytes() * rounds, times));
    } finally {
      Files.deleteIfExists(out);
    }
  }

  private static void say(String title, Measured measured) {
    System.out.println(title + ": " + measured);
  }

  private static long number(String[] args, int index, long absent) {
    return args.length > index ? Long.parseLong(args[index]) : absent;
  }
}
