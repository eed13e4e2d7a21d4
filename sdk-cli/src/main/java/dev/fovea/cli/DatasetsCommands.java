package dev.fovea.cli;

import dev.fovea.VisionProvider;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetStats;
import dev.fovea.dataset.ModelTokens;
import dev.fovea.dataset.TokenEstimate;
import dev.fovea.dataset.TokenRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea datasets …}: labelled pictures on disk. None of it needs a key. */
final class DatasetsCommands {
  private DatasetsCommands() {}

  /** How a report is printed, as the command line spells it. */
  enum ReportFormat {
    text,
    json,
    sarif
  }

  static int print(Context context, DatasetReport report, ReportFormat wanted) {
    boolean json = context.globals().json && wanted == ReportFormat.text;
    context
        .console()
        .out()
        .println(
            switch (json ? ReportFormat.json : wanted) {
              case text -> report.toText().stripTrailing();
              case json -> report.toJson();
              case sarif -> report.toSarif();
            });
    return report.ok() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  /** {@code fovea datasets stats FILE}. */
  @Command(
      name = "stats",
      description = "Say what is in a training file, and about how many tokens it has where the"
          + " provider publishes a rule.")
  static final class Stats extends Task {
    @Parameters(paramLabel = "FILE", description = "The JSON lines.")
    String file = "";

    @Option(
        names = "--model",
        paramLabel = "M",
        description = "Estimate the tokens for this model; by default the one usually tuned.")
    @Nullable
    String model;

    @Option(
        names = "--token-rules",
        paramLabel = "FILE",
        description = "Your own numbers for the estimate, in the form of the provider's file.")
    @Nullable
    String tokenRules;

    Stats(Context context) {
      super(context);
    }

    @Override
    int work() throws IOException {
      VisionProvider provider = Session.provider(context());
      Path data = LocalFiles.file(file);
      ModelTokens tokens = tokens(provider);
      DatasetStats stats = tokens == null
          ? DatasetStats.of(data, provider.format())
          : DatasetStats.of(data, provider.format(), tokens);
      Map<String, Object> facts = facts(stats);
      Map<String, Object> json = new LinkedHashMap<>(facts);
      stats.tokens().ifPresent(estimate -> json.put("tokens", facts(estimate)));
      context().print(json, out -> {
        Table.facts(out, context().console().outPaint(), facts);
        stats.tokens().ifPresent(estimate -> out.print(estimate.toText()));
      });
      return ExitCodes.DONE;
    }

    private @Nullable ModelTokens tokens(VisionProvider provider) throws IOException {
      TokenRules rules = provider.tokens().orElse(null);
      if (rules == null && (model != null || tokenRules != null)) {
        throw new UsageException(
            provider.id() + " publishes no rule by which tokens can be estimated");
      }
      if (rules != null && tokenRules != null) {
        try (InputStream own = Files.newInputStream(LocalFiles.file(tokenRules))) {
          rules = rules.with(own);
        }
      }
      return rules == null ? null : model == null ? rules.usual() : rules.model(model);
    }

    private static Map<String, Object> facts(TokenEstimate tokens) {
      Facts facts = new Facts()
          .put("estimated", true)
          .put("model", tokens.model())
          .put("dated", tokens.dated())
          .put("total", tokens.total())
          .put("text", tokens.text())
          .put("pictures", tokens.pictures())
          .put("uncounted", tokens.uncounted())
          .put("totalWithLowDetail", tokens.totalWithLowDetail())
          .put("picturesWithLowDetail", tokens.picturesWithLowDetail())
          .put("uncountedWithLowDetail", tokens.uncountedWithLowDetail());
      tokens.perExample().ifPresent(spread -> facts.put("perExample", spread(spread)));
      tokens
          .trainingContext()
          .ifPresent(most -> facts
              .put("trainingContext", most)
              .put("longExamples", tokens.longExamples())
              .put("longExamplesWithLowDetail", tokens.longExamplesWithLowDetail()));
      return facts.put("caveat", tokens.caveat().orElse(null)).map();
    }

    private static Map<String, Object> facts(DatasetStats stats) {
      Facts facts = new Facts()
          .put("lines", stats.lines())
          .put("examples", stats.examples())
          .put("pictures", stats.pictures())
          .put("remotePictures", stats.remotePictures())
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
