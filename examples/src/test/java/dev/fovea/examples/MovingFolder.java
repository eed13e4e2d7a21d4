package dev.fovea.examples;

import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.preparation.ChangeKind;
import dev.fovea.preparation.Conversion;
import dev.fovea.preparation.ConversionChange;
import dev.fovea.preparation.ConversionOptions;
import dev.fovea.preparation.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** A folder in which a file is converted into another. */
final class MovingFolder {
  private final Path folder;

  MovingFolder(Path folder) {
    this.folder = folder;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  ConversionReport convert(String from, String to, Path in) {
    return convert(from, to, in, options -> {});
  }

  ConversionReport convert(
      String from, String to, Path in, Consumer<ConversionOptions.Builder> spec) {
    return Conversion.from(from).to(to).convert(in, out(), spec);
  }

  Path out() {
    return folder.resolve("out.jsonl");
  }

  Path many(int count, IntFunction<String> line) throws IOException {
    String[] lines = new String[count];
    Arrays.setAll(lines, line);
    return file("in.jsonl", lines);
  }

  Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  static List<ConversionChange> dropped(ConversionReport report) {
    return report.changes().stream()
        .filter(change -> change.kind() == ChangeKind.DROPPED_LINE)
        .toList();
  }

  static DatasetReport check(String provider, Path file) {
    return DatasetRules.of(provider).check(file);
  }

  static String text(String question, String more) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + question
        + "\"},{\"role\":\"assistant\",\"content\":\"a\"}]" + more + "}";
  }

  static String line(String question, String answer) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":" + question
        + "},{\"role\":\"assistant\",\"content\":" + answer + "}]}";
  }

  /** A picture in a list, its answer a text. */
  static String mixed(String url) {
    return line(
        "[{\"type\":\"text\",\"text\":\"Which leaf?\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}]",
        "\"oak\"");
  }

  static String shown(String url) {
    return mixed(url).replace("\"oak\"", "[{\"type\":\"text\",\"text\":\"oak\"}]");
  }

  static String url() {
    return url(1);
  }

  static String url(int shade) {
    return Leaves.dataUrl(shade);
  }
}
