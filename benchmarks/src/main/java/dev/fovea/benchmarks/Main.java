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
  private static final long HUGE = 2_200_000_000L;

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
          generate FILE [BYTES] [SEED]    a data set of conversations with two pictures each
          compare-passes FILE [ROUNDS] [TIMES]      all passes over it in turn, a process each, as a table
          compare-writes FOLDER [ROUNDS] [TIMES] [BYTES]   all ways of writing one, in the same manner
          writer-heap FOLDER              what an open writer holds
          stream GB [LARGE] [HUGE]        checks GB made on the fly, the last lines with so much base64
          measure read|tokens|tree|check|decode FILE [TIMES]             one of the passes
          measure copy|pieces|concat|mapper|fovea FOLDER [TIMES] [BYTES]   one of the ways""");
      return;
    }
    switch (args[0]) {
      case "generate" ->
        System.out.println(
            VisionFile.generate(Path.of(args[1]), number(args, 2, GIBIBYTE), number(args, 3, 7)));
      case "compare-passes" -> Comparison.ofPasses(args[1], extent(args)).print();
      case "compare-writes" -> Comparison.ofWrites(args[1], extent(args)).print();
      case "writer-heap" -> System.out.println(WriterHeap.held(Path.of(args[1])));
      case "stream" -> System.exit(stream(args) ? 0 : 1);
      case "measure" -> System.out.println(measured(args));
      // The short form, for a look at one of them.
      default -> System.out.println(measured(args[0], args[1], number(args, 2, 5), GIBIBYTE));
    }
  }

  private static Comparison.Extent extent(String[] args) {
    return new Comparison.Extent(
        (int) number(args, 2, 3), (int) number(args, 3, 4), number(args, 4, GIBIBYTE));
  }

  private static boolean stream(String[] args) throws IOException {
    long bytes = Long.parseLong(args[1]) * 1_000_000_000;
    return LongCheck.run(bytes, number(args, 2, 134_000_000), number(args, 3, HUGE));
  }

  private static String measured(String[] args) throws IOException {
    return measured(args[1], args[2], number(args, 3, 5), number(args, 4, GIBIBYTE))
        .line();
  }

  private static Measured measured(String name, String place, long times, long bytes)
      throws IOException {
    String constant = name.toUpperCase(Locale.ROOT);
    Path path = Path.of(place);
    if (Stream.of(Pass.values()).anyMatch(pass -> pass.name().equals(constant))) {
      Pass pass = Pass.valueOf(constant);
      return Measured.of(() -> pass.over(path), Files.size(path), (int) times);
    }
    return written(WriteWay.valueOf(constant), path, (int) times, bytes);
  }

  private static Measured written(WriteWay way, Path folder, int times, long bytes)
      throws IOException {
    PictureFolder pictures = PictureFolder.of(folder.resolve("pictures"));
    int rounds = (int) Math.max(1, bytes / pictures.bytes());
    Path out = folder.resolve(way.name() + ".jsonl");
    way.prepare(pictures, out);
    try {
      return Measured.of(() -> way.write(pictures, out, rounds), pictures.bytes() * rounds, times);
    } finally {
      Files.deleteIfExists(out);
    }
  }

  private static long number(String[] args, int index, long absent) {
    return args.length > index ? Long.parseLong(args[index]) : absent;
  }
}
