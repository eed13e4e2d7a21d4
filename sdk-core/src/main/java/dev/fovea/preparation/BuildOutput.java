package dev.fovea.preparation;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.disk.WholeFile;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a plan. For one thread and one use. */
final class BuildOutput {
  private final DatasetBuild build;
  private final DatasetFormat format;
  private final BuildPlan plan;
  private Path file;
  private long inFile;
  private long done;

  BuildOutput(DatasetBuild build, DatasetFormat format, BuildPlan plan, Path training) {
    this.build = build;
    this.format = format;
    this.plan = plan;
    this.file = training;
  }

  BuildReport write(@Nullable Path validation) {
    Path training = file;
    try (WholeFiles files = new WholeFiles(build.opener())) {
      requireDifferent(training, validation);
      BuildReport.Part trained = write(training, plan.training(), files);
      BuildReport.Part kept =
          validation == null ? null : write(validation, plan.validation(), files);
      files.commit();
      return new BuildReport(trained, kept, plan.unused(), plan.byLabels());
    } catch (DatasetException e) {
      // The writer of a stream does not know the file's name.
      if (e.getCause() instanceof IOException io) {
        throw failure("example " + (inFile + 1) + ": " + WholeFile.reason(io), io);
      }
      throw e;
    } catch (IOException e) {
      throw failure(WholeFile.reason(e), e);
    }
  }

  private void requireDifferent(Path training, @Nullable Path validation) throws IOException {
    if (validation != null && WholeFiles.place(training).equals(WholeFiles.place(validation))) {
      throw new IllegalArgumentException(
          "training and validation are the same file: " + validation);
    }
    for (Path one : validation == null ? List.of(training) : List.of(training, validation)) {
      if (build.source().isAt(one)) {
        throw new IllegalArgumentException("the data set would replace its labels: " + one);
      }
    }
  }

  private BuildReport.Part write(Path target, List<LabelRow> rows, WholeFiles files)
      throws IOException {
    file = target;
    inFile = 0;
    long total = (long) plan.training().size() + plan.validation().size();
    DatasetWriter writer = DatasetWriter.open(files.add(target), format);
    for (LabelRow row : rows) {
      writer.write(build.example(row.example()));
      inFile++;
      build.progress().update(BuildProgress.Phase.WRITING, ++done, total);
    }
    writer.close();
    return new BuildReport.Part(
        target, writer.bytes(), rows.stream().map(LabelRow::example).toList());
  }

  private DatasetException failure(String message, IOException cause) {
    String left = Arrays.stream(cause.getSuppressed())
        .map(Throwable::getMessage)
        .collect(Collectors.joining("; "));
    Failure failure = WholeFile.failure(file.toString(), message, cause);
    return new DatasetException(
        left.isEmpty() ? failure : failure.toBuilder().next(left).build(), List.of());
  }
}
