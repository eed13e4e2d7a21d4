import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A folder of reference files, and what is expected of each. */
record Manifest(Path folder, List<String> columns, List<String[]> rows) {
  static Manifest read(Path folder) {
    try {
      List<String[]> rows = Files.readAllLines(folder.resolve("manifest.tsv")).stream()
          .map(row -> row.split("\t", -1))
          .toList();
      return new Manifest(folder, Arrays.asList(rows.get(0)), rows.subList(1, rows.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String value(String[] row, String column) {
    return row[columns.indexOf(column)];
  }

  Path file(String[] row) {
    return folder.resolve(row[0]);
  }

  String name(String[] row) {
    return folder.getFileName() + "/" + row[0];
  }
}
