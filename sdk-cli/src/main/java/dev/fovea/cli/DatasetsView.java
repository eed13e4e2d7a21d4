package dev.fovea.cli;

import dev.fovea.VisionProvider;
import dev.fovea.dataset.DatasetReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea datasets view FILE -o REPORT.html}. */
@Command(
    name = "view",
    description = "Write a page to look through a training file: pictures, conversations, and what"
        + " is wrong at its place. It is one file, opens in any browser and loads nothing.")
final class DatasetsView extends Task {
  private static final int MOST_LINES = 10_000;

  @Parameters(paramLabel = "FILE", description = "The JSON lines.")
  String file = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "REPORT.html",
      required = true,
      description = "The page to write; replaced if it is there.")
  String output = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "500",
      description = "The most lines on the page, ${DEFAULT-VALUE} if not given: the worst, then an"
          + " even sample of the others.")
  int limit;

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description = "The file that shall judge the training: its examples are looked for.")
  @Nullable
  String validation;

  @Option(
      names = "--decode",
      description = "Decode every pixel of every picture for the check too, which takes longer.")
  boolean decode;

  DatasetsView(Context context) {
    super(context);
  }

  @Override
  int work() throws IOException {
    refuse();
    Path data = LocalFiles.file(file);
    Path page = LocalFiles.target(output);
    if (Files.exists(page) && Files.isSameFile(data, page)) {
      throw new UsageException("the page would replace the data set: give -o another name");
    }
    FileTime before = Files.getLastModifiedTime(data);
    Map<String, Object> summary = write(data, page, before);
    summary.remove("rules");
    summary.remove("stats");
    summary.put("page", page.toString());
    context()
        .print(
            summary,
            out -> out.println(
                "Wrote " + page + ": " + summary.get("shown") + " of " + summary.get("lines")
                    + " lines, " + summary.get("errors") + " errors, " + summary.get("warnings")
                    + " warnings. Open it in a browser."));
    return ExitCodes.DONE;
  }

  private void refuse() {
    if (limit < 1 || limit > MOST_LINES) {
      throw new UsageException("--limit must be between 1 and " + MOST_LINES + ", not " + limit);
    }
    if (file.equals("-")) {
      throw new UsageException("view reads its file several times and cannot read a pipe:"
          + " save the lines to a file first");
    }
  }

  private Map<String, Object> write(Path data, Path target, FileTime before) throws IOException {
    VisionProvider provider = Session.provider(context());
    ViewChoice choice = new ViewChoice(limit);
    Path judge = validation == null ? null : LocalFiles.file(validation);
    DatasetReport report = provider.rules().check(data, options -> {
      options.decode(decode).onFinding(choice::add);
      if (judge != null) {
        options.validationFile(judge);
      }
    });
    try (ViewPage page = new ViewPage(target)) {
      int shown = examples(data, page, choice.of(report.lines()));
      Facts summary = ViewSummary.of(report).put("shown", shown).put("limit", limit);
      if (report.lines() > 0) {
        summary.put("stats", ViewSummary.stats(data, provider));
      }
      if (!Files.getLastModifiedTime(data).equals(before)) {
        throw new WorkFailedException(
            data + " changed while it was read; nothing was written: run again", List.of());
      }
      page.finish(summary.map());
      return summary.map();
    }
  }

  private static int examples(Path data, ViewPage page, SortedMap<Long, ViewChoice.Lot> chosen)
      throws IOException {
    int shown = 0;
    ViewLine line = new ViewLine();
    ViewBudget budget = new ViewBudget();
    try (ViewLines lines = new ViewLines(data)) {
      while (!chosen.isEmpty() && line.number() < chosen.lastKey() && lines.next(line)) {
        ViewChoice.Lot lot = chosen.get(line.number());
        // A blank line is shown only where it is wrong.
        if (lot == null || (line.isBlank() && lot.all() == 0)) {
          continue;
        }
        ViewAlbum album = new ViewAlbum(data, line, budget);
        Map<String, Object> facts = ViewCard.of(line, album);
        facts.put("findings", ViewSummary.findings(lot.findings()));
        facts.put("errors", lot.errors());
        facts.put("found", lot.all());
        page.example(facts, album.urls());
        shown++;
      }
    }
    return shown;
  }
}
