import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the check of data sets says of the reference pictures, one a line, and data sets. */
final class DatasetVerdicts {
  private static final Map<String, String> TYPES =
      Map.of("JPEG", "jpeg", "PNG", "png", "WEBP", "webp");

  private final Path data;
  private final String provider;
  private final boolean decode;
  private final Answers answers;

  DatasetVerdicts(Path data, String provider, boolean decode, Answers answers) {
    this.data = data;
    this.provider = provider;
    this.decode = decode;
    this.answers = answers;
  }

  private Map<Long, List<String>> check(Path file) {
    Map<Long, List<String>> rules = new TreeMap<>();
    DatasetReport report = DatasetRules.of(provider)
        .check(
            file,
            options -> options.decode(decode)
                .onFinding(finding -> rules
                    .computeIfAbsent(finding.line().orElse(0L), line -> new ArrayList<>())
                    .add(rule(finding))));
    long found = rules.values().stream().mapToLong(List::size).sum();
    if (report.errors() + report.warnings() != found) {
      throw new IllegalStateException("the report and the listener differ");
    }
    return rules;
  }

  private static String rule(Finding finding) {
    return finding.severity() == Severity.ERROR ? finding.rule() : "(" + finding.rule() + ")";
  }

  /** One line a picture, so that one check judges them all. */
  void pictures(String folder) throws IOException {
    Manifest manifest = Manifest.read(data.resolve(folder));
    Path file = Files.createTempFile("verdicts", ".jsonl");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        for (String[] row : manifest.rows()) {
          out.write(line(manifest, row).getBytes(StandardCharsets.UTF_8));
        }
      }
      Map<Long, List<String>> rules = check(file);
      long line = 0;
      for (String[] row : manifest.rows()) {
        answers.compare(
            provider,
            manifest.name(row),
            manifest.value(row, provider + "_train"),
            rules.getOrDefault(++line, List.of()));
      }
    } finally {
      Files.delete(file);
    }
  }

  private static String line(Manifest manifest, String[] row) throws IOException {
    String magic = manifest.value(row, "magic");
    return "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \""
        + row[0]
        + "\"}, {\"type\": \"image_url\", \"image_url\": {\"url\": \"data:image/"
        + TYPES.getOrDefault(magic, magic.toLowerCase(java.util.Locale.ROOT))
        + ";base64,"
        + Base64.getEncoder().encodeToString(Files.readAllBytes(manifest.file(row)))
        + "\"}}]}, {\"role\": \"assistant\", \"content\": [{\"type\": \"text\", \"text\": \"seen\"}]}]}\n";
  }

  void files() {
    Manifest manifest = Manifest.read(data.resolve("jsonl"));
    for (String[] row : manifest.rows()) {
      file(manifest, row, manifest.value(row, provider + "_train"));
    }
  }

  /** What their own check of one provider says of its own files. */
  void theirOwn() {
    Path folder = data.resolve("jsonl/together-check-file");
    try {
      for (String row : Files.readAllLines(folder.resolve("expected.tsv"))) {
        String[] cells = row.split("\t", -1);
        // Their check passes base64 that is none; the manifest's own row for it says what ours does.
        if (!cells[0].equals("file") && !cells[0].equals("valid_instruction_multimodal.jsonl")) {
          Manifest one = new Manifest(folder, List.of("file"), List.<String[]>of(cells));
          file(one, cells, cells[1].equals("pass") ? "accept" : "reject");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void file(Manifest manifest, String[] row, String verdict) {
    List<String> rules =
        check(manifest.file(row)).values().stream().flatMap(List::stream).toList();
    answers.compare(provider, manifest.name(row), verdict, rules);
  }
}
