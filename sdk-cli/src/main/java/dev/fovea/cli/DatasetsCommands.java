package dev.fovea.cli;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.DatasetStats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea datasets …}: labelled pictures on disk. None of it needs a key. */
final class DatasetsCommands {
  private DatasetsCommands() {}

  /** {@code fovea datasets check FILE}. */
  @Command(
      name = "check",
      description = "Find every problem of a training file before it costs anything.")
  static final class Check extends Task {
    @Parameters(paramLabel = "FILE|-", description = "The JSON lines; - reads standard input.")
    String file = "";

    @Option(
        names = "--format",
        paramLabel = "text|json",
        defaultValue = "text",
        description = "How to print the report; ${DEFAULT-VALUE}.")
    ReportFormat format = ReportFormat.text;

    Check(Context context) {
      super(context);
    }

    @Override
    int work() {
      DatasetRules rules = Session.provider(context()).rules();
      DatasetReport report = file.equals("-")
          ? rules.check(context().console().in())
          : rules.check(LocalFiles.file(file));
      return print(context(), report, format == ReportFormat.json);
    }
  }

  /** How a report is printed, as the command line spells it. */
  enum ReportFormat {
    text,
    json
  }

  static int print(Context context, DatasetReport report, boolean json) {
    context
        .console()
        .out()
        .println(
            json || context.globals().json ? report.toJson() : report.toText().stripTrailing());
    return report.ok() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  /** {@code fovea datasets build OUT --images DIR --labels FILE}. */
  @Command(
      name = "build",
      description = "Make a training file of pictures and labels, then check it.")
  static final class Build extends Task {
    @Parameters(
        paramLabel = "OUT",
        description = "The JSON lines to write; replaced if they are there.")
    String out = "";

    @Option(
        names = "--images",
        paramLabel = "DIR",
        required = true,
        description = "Where the pictures are.")
    String images = "";

    @Option(
        names = "--labels",
        paramLabel = "FILE",
        required = true,
        description =
            "JSON lines: \"file\", and \"label\" or several texts that become one JSON answer.")
    String labels = "";

    @Option(
        names = "--question",
        paramLabel = "TEXT",
        description = "What to ask about every picture; a line may bring its own \"question\".")
    @Nullable
    String question;

    Build(Context context) {
      super(context);
    }

    @Override
    int work() throws IOException {
      Path target = LocalFiles.target(out);
      List<Labelled> pictures = LabelFile.read(
              LocalFiles.folder(images), LocalFiles.file(labels), context())
          .labelled(question);
      TrainingFile.write(target, Session.provider(context()).format(), pictures);
      DatasetReport report = Session.provider(context()).rules().check(target);
      context()
          .say("Wrote "
              + report.examples()
              + " examples to "
              + target
              + " ("
              + UploadBar.megabytes(report.bytes())
              + ").");
      return print(context(), report, false);
    }
  }

  /** {@code fovea datasets stats FILE}. */
  @Command(name = "stats", description = "Say what is in a training file.")
  static final class Stats extends Task {
    @Parameters(paramLabel = "FILE", description = "The JSON lines.")
    String file = "";

    Stats(Context context) {
      super(context);
    }

    @Override
    int work() {
      DatasetFormat format = Session.provider(context()).format();
      return Listing.printOne(context(), facts(DatasetStats.of(LocalFiles.file(file), format)));
    }

    private static Map<String, Object> facts(DatasetStats stats) {
      Facts facts = new Facts()
          .put("lines", stats.lines())
          .put("examples", stats.examples())
          .put("pictures", stats.pictures())
          .put("bytes", stats.bytes())
          .put("shapes", stats.shapes())
          .put("roles", stats.roles())
          .put("formats", stats.formats());
      stats.widths().ifPresent(spread -> facts.put("widths", spread(spread)));
      stats.heights().ifPresent(spread -> facts.put("heights", spread(spread)));
      stats.pictureBytes().ifPresent(spread -> facts.put("pictureBytes", spread(spread)));
      stats
          .picturesPerExample()
          .ifPresent(spread -> facts.put("picturesPerExample", spread(spread)));
      stats.textChars().ifPresent(spread -> facts.put("textChars", spread(spread)));
      return facts.map();
    }

    private static Map<String, Object> spread(DatasetStats.Spread spread) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("min", spread.min());
      json.put("median", spread.median());
      json.put("max", spread.max());
      return json;
    }
  }
}
