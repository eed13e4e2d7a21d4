package dev.fovea.cli;

import dev.fovea.config.Timing;
import dev.fovea.preparation.DatasetParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fovea demo}: the whole road, from pictures to answers about pictures never seen. */
@Command(
    name = "demo",
    description = {
      "The whole road: pictures, data set, upload, job, deployment, answers.",
      "Draws its own pictures and uses the embedded twin unless told otherwise."
    })
final class DemoTask extends Task {
  private static final long SEEDS = 1_000_000;

  @Option(names = "--images", paramLabel = "DIR", description = "Use these pictures.")
  @Nullable
  String images;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "JSON lines or CSV: \"file\", and \"label\" or several texts that become a JSON answer.")
  @Nullable
  String labels;

  @Option(
      names = "--live",
      description = "At the real provider: needs a key, and costs money until the last step.")
  boolean live;

  @Option(names = "--seed", paramLabel = "N", description = "Draw and hold back as that run did.")
  @Nullable
  Long seed;

  @Option(names = "--model", paramLabel = "M", description = "The base model.")
  @Nullable
  String model;

  @Option(names = "--hardware", paramLabel = "H", description = "What to deploy on.")
  @Nullable
  String hardware;

  @Option(
      names = "--shuffle-labels",
      hidden = true,
      description = "Train on wrong labels: nothing can be learned.")
  boolean shuffle;

  DemoTask(Context context) {
    super(context);
  }

  @Override
  int work() throws IOException {
    if ((images == null) != (labels == null)) {
      throw new UsageException("--images and --labels go together");
    }
    if (images != null && labels != null) {
      LocalFiles.folder(images);
      LocalFiles.file(labels);
    }
    if (live && context().globals().embedded) {
      throw new UsageException("--live and --embedded contradict each other");
    }
    Path folder = Files.createTempDirectory("fovea-demo");
    // First of all, so that a missing key is told before anything is drawn.
    try (Session session = Session.open(context(), !live)) {
      travel(session, folder);
      return ExitCodes.DONE;
    } finally {
      delete(folder);
    }
  }

  private void travel(Session session, Path folder) throws IOException {
    DemoPlan plan = plan();
    Steps steps = new Steps(context(), Timing.system());
    steps.head(
        live
            ? "Live at " + context().provider() + ": this costs money until the last step."
            : "At an embedded " + context().provider()
                + ": no account, no cost, and a clock that runs fast.");
    steps.head("Seed " + plan.seed());
    Preparation preparation = new Preparation(context(), steps, new Dice(plan.seed()));
    DatasetParts parts = images == null || labels == null
        ? preparation.drawn(folder)
        : preparation.given(LocalFiles.folder(images), LocalFiles.file(labels));
    Path file = preparation.build(folder, parts, shuffle);
    DemoResult result = new Demo(context(), session.client(), steps, plan).run(file, parts);
    result.print(context(), steps);
  }

  private DemoPlan plan() throws IOException {
    return new DemoPlan(
        seed != null ? seed : (long) (Timing.system().random() * SEEDS),
        model != null ? model : usualModel(),
        hardware,
        // The embedded twin's days pass in seconds.
        live ? Duration.ofSeconds(1) : Duration.ofMillis(50));
  }

  private String usualModel() throws IOException {
    Properties usual = new Properties();
    try (InputStream resource = DemoTask.class.getResourceAsStream("demo.properties")) {
      if (resource != null) {
        usual.load(resource);
      }
    }
    String name = usual.getProperty(context().provider() + ".model");
    if (name == null) {
      throw new UsageException("say which base model of " + context().provider() + ": --model");
    }
    return name;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> found = Files.walk(folder)) {
      deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : deepestFirst) {
      Files.deleteIfExists(one);
    }
  }
}
