package dev.fovea.cli;

import dev.fovea.image.Detail;
import dev.fovea.preparation.Conversion;
import dev.fovea.preparation.ConversionOptions;
import dev.fovea.preparation.ConversionReport;
import dev.fovea.transport.PictureFetcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea datasets convert IN OUT --from P --to P}. */
@Command(
    name = "convert",
    description = {
      "Take a training file to another provider and say everything that changes.",
      "Reads the lines of every provider, and the JSON of LLaVA and ShareGPT."
    })
final class DatasetsConvert extends Task {
  @Parameters(index = "0", paramLabel = "IN", description = "The training file to read.")
  String in = "";

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "The JSON lines to write; replaced if they are there.")
  String out = "";

  @Option(
      names = "--from",
      paramLabel = "P",
      required = true,
      description = "Whose lines IN has: a provider, llava or sharegpt.")
  String from = "";

  @Option(
      names = "--to",
      paramLabel = "P",
      required = true,
      completionCandidates = ProviderIds.class,
      description = "Whom OUT is for: ${COMPLETION-CANDIDATES}.")
  String to = "";

  @Option(
      names = "--strict",
      description = "Write nothing if anything is lost; else lines that cannot be said are left"
          + " out and named.")
  boolean strict;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Where the pictures of llava and sharegpt are; else beside IN.")
  @Nullable
  String images;

  @Option(
      names = "--fetch",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Fetch pictures at web addresses where the provider wants their bytes, the usual"
              + " way; with --no-fetch such lines are left out.")
  boolean fetch = true;

  @Option(
      names = "--allow-http",
      description = "Fetch pictures over plain http too, which others can read and change.")
  boolean allowHttp;

  @Option(
      names = "--fetches",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many pictures to fetch at once, 1 to 64; ${DEFAULT-VALUE}.")
  int fetches = 8;

  @Option(
      names = "--picture-cache",
      paramLabel = "DIR",
      description = "Keep fetched pictures here, for 30 days and up to 10 GB, and fetch none again"
          + " that is here; the folder is made if it is not there.")
  @Nullable
  String pictureCache;

  @Option(
      names = "--detail",
      paramLabel = "low|high|auto",
      description = "How closely every picture is to be looked at, where the provider reads it.")
  @Nullable
  DetailWord detail;

  /** A detail as the command line spells it. */
  enum DetailWord {
    low,
    high,
    auto
  }

  DatasetsConvert(Context context) {
    super(context);
  }

  @Override
  int work() throws IOException {
    if (fetches < 1 || fetches > 64) {
      throw new UsageException("--fetches must be from 1 to 64: " + fetches);
    }
    Path source = LocalFiles.file(in);
    Path target = LocalFiles.target(out);
    Conversion conversion = Conversion.from(from).to(to);
    ConversionReport report = convert(conversion, source, target);
    print(report);
    return report.written() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private ConversionReport convert(Conversion conversion, Path source, Path target)
      throws IOException {
    try (PictureFetcher fetcher = fetcher();
        ByteBar bar = ByteBar.of(context(), "converting", Files.size(source))) {
      return conversion.convert(source, target, options -> {
        options.strict(strict).onProgress(bar::reached);
        if (fetch) {
          options.fetcher(fetcher).fetchesAtOnce(fetches);
        }
        set(options);
      });
    }
  }

  private PictureFetcher fetcher() {
    PictureFetcher.Builder fetcher = PictureFetcher.builder().allowHttp(allowHttp);
    if (fetch && pictureCache != null) {
      fetcher.cache(LocalFiles.newFolder(pictureCache));
    }
    return fetcher.build();
  }

  private void set(ConversionOptions.Builder options) {
    if (images != null) {
      options.images(LocalFiles.folder(images));
    }
    if (detail != null) {
      options.detail(Detail.valueOf(detail.name().toUpperCase(Locale.ROOT)));
    }
  }

  private void print(ConversionReport report) {
    context()
        .console()
        .out()
        .println(context().globals().json ? report.toJson() : report.toText().stripTrailing());
  }
}
