package dev.fovea.together;

import dev.fovea.config.ValueObject;
import dev.fovea.file.RemoteFile;
import dev.fovea.provider.WireObject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A file with what only Together says about it. A view of the neutral file: absent is what Together
 * did not say, which for most of it is everything until a file for fine-tuning was processed, and
 * for files of other purposes for ever. Immutable.
 */
public final class TogetherFile extends ValueObject {
  private final RemoteFile file;

  private TogetherFile(RemoteFile file) {
    this.file = file;
  }

  /**
   * Looks at a file of Together's.
   *
   * @param file as the service returned it
   * @return the view
   */
  public static TogetherFile of(RemoteFile file) {
    return new TogetherFile(Objects.requireNonNull(file, "file"));
  }

  /** {@return the neutral file} */
  public RemoteFile file() {
    return file;
  }

  /** {@return the type it was stored as: {@code jsonl}, {@code parquet} or {@code csv}} */
  public Optional<String> fileType() {
    return wire().text("FileType", "file_type");
  }

  /** {@return whether it was processed; Together says the same better with the status} */
  public Optional<Boolean> processed() {
    return wire().flag("Processed", "processed");
  }

  /** {@return whether its lines may be trained on} */
  public Optional<Boolean> valid() {
    return flag("valid");
  }

  /**
   * {@return what its lines are: {@code conversation}, {@code instruction}, {@code general} or a
   * word of Together's, in whatever case it was sent}
   */
  public Optional<String> datasetFormat() {
    return report().flatMap(report -> report.text("dataset_format"));
  }

  /** {@return whether any line holds a picture} */
  public Optional<Boolean> multimodal() {
    return flag("dataset_is_multimodal");
  }

  /** {@return whether any message has a weight} */
  public Optional<Boolean> messageWeights() {
    return flag("dataset_has_message_weights");
  }

  /** {@return whether any line has a weight} */
  public Optional<Boolean> sampleWeights() {
    return flag("dataset_has_sample_weights");
  }

  /** {@return whether any line has tools} */
  public Optional<Boolean> tools() {
    return flag("dataset_has_tools");
  }

  /** {@return whether any answer calls several tools at once} */
  public Optional<Boolean> parallelToolCalls() {
    return flag("dataset_has_parallel_tool_calls");
  }

  /** {@return whether any answer has its reasoning beside it} */
  public Optional<Boolean> reasoning() {
    return flag("dataset_has_reasoning");
  }

  /** {@return Together's word for what is wrong with the data; absent when nothing is} */
  public Optional<String> errorType() {
    return report().flatMap(report -> report.text("error_type"));
  }

  private Optional<Boolean> flag(String name) {
    return report().flatMap(report -> report.flag(name));
  }

  private Optional<WireObject> report() {
    return wire().object("validation_report");
  }

  // Read anew each time: reading leaves traces in it, and this view is for all threads.
  private WireObject wire() {
    return WireObject.of(file.additionalProperties());
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("file", file);
  }
}
