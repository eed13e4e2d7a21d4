package dev.fovea.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Several things measured in one run: a process each, in turn, for some rounds, so that a busy
 * minute of the machine meets all of them. What is printed are medians, beside a reference.
 */
final class Comparison {
  /** How many rounds of processes, how often each does its work, and on how many bytes. */
  record Extent(int rounds, int times, long bytes) {}

  /** One row: what the child measures, with how much heap. */
  private record Row(String name, String title, int megabytes) {}

  private final String place;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> references;
  private final Extent extent;

  private Comparison(String place, List<String> references, Extent extent) {
    this.place = place;
    this.references = references;
    this.extent = extent;
  }

  /** {@return all passes over a file} */
  static Comparison ofPasses(String file, Extent extent) {
    Comparison all = new Comparison(file, List.of("tokens", "tree"), extent);
    for (Pass pass : Pass.values()) {
      // The tree of a line, its text and its bytes need more than what the others are held to.
      all.add(pass.name(), pass.title(), pass == Pass.TREE ? 512 : 48);
    }
    return all;
  }

  /** {@return all ways to write picture files} */
  static Comparison ofWrites(String folder, Extent extent) throws IOException {
    // Drawn here, so that no child's memory is that of drawing.
    PictureFolder.of(Path.of(folder).resolve("pictures"));
    Comparison all = new Comparison(folder, List.of("copy", "concat"), extent);
    for (WriteWay way : WriteWay.values()) {
      all.add(way.name(), way.title(), 32);
    }
    return all;
  }

  private void add(String name, String title, int megabytes) {
    rows.add(new Row(name.toLowerCase(Locale.ROOT), title, megabytes));
  }

  /** Measures all and prints a table in Markdown. */
  void print() throws IOException {
    Map<String, List<Measured>> all = new LinkedHashMap<>();
    for (int round = 0; round < extent.rounds(); round++) {
      for (Row row : rows) {
        all.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(child(row));
      }
    }
    System.out.print("| what | -Xmx | MB/s first | MB/s warm | CPU s first | CPU s warm |");
    references.forEach(name -> System.out.print(" CPU x " + name + ", first / warm |"));
    System.out.println(" heap live / used MB | RSS MB |");
    System.out.println("|---|" + "---|".repeat(7 + references.size()));
    for (Row row : rows) {
      System.out.println(text(row, all));
    }
  }

  private String text(Row row, Map<String, List<Measured>> all) {
    List<Measured> own = all.getOrDefault(row.name(), List.of());
    String ratios = references.stream()
        .map(name -> all.getOrDefault(name, List.of()))
        .map(reference -> String.format(
            Locale.ROOT,
            "%.2f / %.2f | ",
            ratio(own, reference, Measured::firstCpu),
            ratio(own, reference, Measured::warmCpu)))
        .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "| %s | %d m | %,.0f | %,.0f | %.2f | %.2f | %s%.1f / %.1f | %.0f |",
        row.title(),
        row.megabytes(),
        median(own, Measured::firstRate),
        median(own, Measured::warmRate),
        median(own, Measured::firstCpu),
        median(own, Measured::warmCpu),
        ratios,
        median(own, Measured::liveHeap) / 1e6,
        median(own, Measured::peakHeap) / 1e6,
        median(own, Measured::resident) / 1e6);
  }

  /** {@return the median of the rounds' ratios: the two of one round had the same neighbours} */
  private static double ratio(
      List<Measured> own, List<Measured> reference, ToDoubleFunction<Measured> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      ratios.add(figure.applyAsDouble(own.get(i)) / figure.applyAsDouble(reference.get(i)));
    }
    return Measured.median(ratios);
  }

  private static double median(List<Measured> all, ToDoubleFunction<Measured> figure) {
    return Measured.median(all.stream().map(figure::applyAsDouble).toList());
  }

  private Measured child(Row row) throws IOException {
    Process child = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + row.megabytes() + "m",
            "-cp",
            withoutImaging(),
            Main.class.getName(),
            "measure",
            row.name(),
            place,
            String.valueOf(extent.times()),
            String.valueOf(extent.bytes()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    if (said.isEmpty()) {
      throw new IOException("measuring " + row.name() + " failed, see above");
    }
    return Measured.parse(said);
  }

  /** {@return the class path on which decoding means bytes: pixels have no pace to compare with} */
  private static String withoutImaging() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("imag"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
