package dev.fovea.cli;

import dev.fovea.dataset.CheckOptions;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.file.UploadProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea datasets check FILE}. */
@Command(
    name = "check",
    description = "Find every problem of a training file before it costs anything.")
final class DatasetsCheck extends Task {
  /** Shorter checks are done before anybody looks. */
  private static final long LONG_CHECK = 16_000_000;

  @Parameters(paramLabel = "FILE|-", description = "The JSON lines; - reads standard input.")
  String file = "";

  @Option(
      names = "--format",
      paramLabel = "text|json|sarif",
      defaultValue = "text",
      description = "How to print the report; ${DEFAULT-VALUE}.")
  DatasetsCommands.ReportFormat format = DatasetsCommands.ReportFormat.text;

  @Option(
      names = "--limits",
      paramLabel = "FILE",
      description = "Your own limits, one name = value a line; what is left out stays.")
  @Nullable
  String limits;

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description =
          "The data set that shall judge the training; it should share nothing with FILE.")
  @Nullable
  String validation;

  @Option(
      names = "--decode",
      description = "Decode every byte of every picture; otherwise its beginning and its end.")
  boolean decode;

  DatasetsCheck(Context context) {
    super(context);
  }

  @Override
  int work() throws IOException {
    DatasetRules rules = rules();
    DatasetReport report = file.equals("-")
        ? rules.check(context().console().in(), this::options)
        : check(rules, LocalFiles.file(file));
    return DatasetsCommands.print(context(), report, format);
  }

  private DatasetRules rules() throws IOException {
    DatasetRules rules = Session.provider(context()).rules();
    if (limits == null) {
      return rules;
    }
    try (InputStream own = Files.newInputStream(LocalFiles.file(limits))) {
      return rules.with(own);
    } catch (IllegalArgumentException e) {
      throw new UsageException(limits + ": " + e.getMessage());
    }
  }

  private void options(CheckOptions.Builder options) {
    options.decode(decode);
    if (validation != null) {
      options.validationFile(LocalFiles.file(validation));
    }
  }

  private DatasetReport check(DatasetRules rules, Path data) throws IOException {
    long size = Files.size(data);
    boolean shown = size >= LONG_CHECK
        && format == DatasetsCommands.ReportFormat.text
        && !context().globals().json
        && context().console().surroundings().errIsTerminal();
    try (UploadBar bar = UploadBar.of(context())) {
      return rules.check(data, options -> {
        options(options);
        if (shown) {
          options.onProgress(done -> bar.update(UploadProgress.Phase.CHECKING, done, size));
        }
      });
    }
  }
}
