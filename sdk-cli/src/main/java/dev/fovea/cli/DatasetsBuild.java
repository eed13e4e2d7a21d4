package dev.fovea.cli;

import dev.fovea.VisionProvider;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.json.JsonCodec;
import dev.fovea.preparation.BuildReport;
import dev.fovea.preparation.DatasetBuild;
import dev.fovea.preparation.SplitOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea datasets build OUT --images DIR --labels FILE}. */
@Command(
    name = "build",
    description = {
      "Make a training file of pictures and labels, then check it.",
      "With --validation, keep some of each class in a file of their own to judge by.",
    })
final class DatasetsBuild extends Task {
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
      description = {
        "JSON lines, or CSV with a header if it ends in .csv: file, and label or several texts that"
            + " become one JSON answer; question and split (train or validation) if you like."
      })
  String labels = "";

  @Option(
      names = "--question",
      paramLabel = "TEXT",
      description = "What to ask about every picture; a row may bring its own \"question\".")
  @Nullable
  String question;

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      description = "What every example begins with, as a message of the system.")
  @Nullable
  String system;

  @Option(
      names = "--validation",
      paramLabel = "OUT2",
      description = "Keep some pictures for this file; both files appear, or none.")
  @Nullable
  String validation;

  @Option(
      names = "--validation-share",
      paramLabel = "X",
      description = "How much of each class to keep, more than 0 and less than 1; 0.1 by default.")
  @Nullable
  Double share;

  @Option(
      names = "--validation-count",
      paramLabel = "N",
      description = "How many pictures to keep, instead of a share.")
  @Nullable
  Integer count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Keep the same pictures, and mix the others, as that run did; 0 by default.")
  @Nullable
  Long seed;

  DatasetsBuild(Context context) {
    super(context);
  }

  @Override
  int work() {
    if (validation == null && (share != null || count != null || seed != null)) {
      throw new UsageException(
          "--validation-share, --validation-count and --seed need --validation OUT2");
    }
    Path target = LocalFiles.target(out);
    Path kept = validation == null ? null : LocalFiles.target(validation);
    VisionProvider provider = Session.provider(context());
    BuildReport built = build(provider, target, kept);
    say(built);
    DatasetReport checked = check(provider.rules(), target, kept);
    // How few are too few is said of what is trained on.
    DatasetReport judged =
        kept == null ? null : check(provider.rules().override("min-examples", 1), kept, null);
    context().print(json(built, checked, judged), printed -> {
      BuildTable.of(built).print(printed, context());
      printed.println(checked.toText().stripTrailing());
      if (judged != null) {
        printed.println(judged.toText().stripTrailing());
      }
    });
    return checked.ok() && (judged == null || judged.ok()) ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private BuildReport build(VisionProvider provider, Path target, @Nullable Path kept) {
    DatasetBuild build = DatasetBuild.of(LocalFiles.folder(images), LocalFiles.file(labels))
        .format(provider.format());
    Optional.ofNullable(question).ifPresent(build::question);
    Optional.ofNullable(system).ifPresent(build::system);
    try (WorkBar bar = new WorkBar(context())) {
      build.onProgress(
          (phase, done, total) -> bar.pictures(phase.name().toLowerCase(Locale.ROOT), done, total));
      return kept == null ? build.write(target) : build.split(this::split).write(target, kept);
    }
  }

  private void split(SplitOptions.Builder split) {
    Optional.ofNullable(share).ifPresent(split::validationShare);
    Optional.ofNullable(count).ifPresent(split::validationCount);
    Optional.ofNullable(seed).ifPresent(split::seed);
  }

  private void say(BuildReport built) {
    if (!built.unusedFields().isEmpty()) {
      context()
          .say("Not used, because there is a label: " + String.join(", ", built.unusedFields()));
    }
    if (built.splitByLabels() && (share != null || count != null)) {
      context().say("The labels say which pictures to keep; the share or count is not used.");
    }
    say(built.training());
    built.validation().ifPresent(this::say);
  }

  private void say(BuildReport.Part part) {
    context()
        .say("Wrote "
            + part.examples()
            + (part.examples() == 1 ? " example to " : " examples to ")
            + part.file()
            + " ("
            + UploadBar.megabytes(part.bytes())
            + ").");
  }

  private DatasetReport check(DatasetRules rules, Path file, @Nullable Path judge) {
    long total = file.toFile().length();
    try (WorkBar bar = new WorkBar(context())) {
      return rules.check(file, options -> {
        options.onProgress(bytes -> bar.bytes("checking " + file.getFileName(), bytes, total));
        if (judge != null) {
          options.validationFile(judge);
        }
      });
    }
  }

  /** The check's report as ever, with what was built beside it. */
  private static Map<String, Object> json(
      BuildReport built, DatasetReport checked, @Nullable DatasetReport judged) {
    Map<String, Object> json = map(checked);
    json.put("classes", built.training().classes());
    built.validation().ifPresent(part -> {
      if (judged != null) {
        Map<String, Object> validation = map(judged);
        validation.put("classes", part.classes());
        json.put("validation", validation);
      }
    });
    json.put("unusedFields", built.unusedFields());
    json.put("splitByLabels", built.splitByLabels());
    return json;
  }

  private static Map<String, Object> map(DatasetReport report) {
    return new LinkedHashMap<>(
        JsonCodec.shared().readMap(report.toJson().getBytes(StandardCharsets.UTF_8)));
  }
}
