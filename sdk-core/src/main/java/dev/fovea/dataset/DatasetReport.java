package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.finding.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.immutables.value.Value;

/** What a check found in a data set. Immutable. */
@Value.Immutable
public abstract class DatasetReport {
  DatasetReport() {}

  /** {@return the short name of the provider whose rules were checked} */
  public abstract String provider();

  /** {@return the file's name as it was given; absent for a stream} */
  public abstract Optional<String> file();

  /** {@return how many lines there are, empty ones included} */
  public abstract long lines();

  /** {@return how many lines hold an example, right or wrong} */
  public abstract long examples();

  /** {@return how many pictures there are, in all lines} */
  public abstract long pictures();

  /** {@return the size in bytes} */
  public abstract long bytes();

  /** {@return how many findings make the data set unusable} */
  public abstract long errors();

  /** {@return how many findings are only advice} */
  public abstract long warnings();

  /** {@return how many findings each rule made, by its name in alphabetical order} */
  @Value.NaturalOrder
  public abstract SortedMap<String, Long> counts();

  /** {@return the first 100 findings of each rule, in the order of their lines} */
  public abstract List<Finding> findings();

  /**
   * {@return the SHA-256 of all bytes in lower-case hexadecimal; absent if they were not all read}
   */
  public abstract Optional<String> sha256();

  /** {@return whether there is no error} */
  public boolean ok() {
    return errors() == 0;
  }

  /** {@return whether some findings were counted but not kept} */
  public boolean truncated() {
    return findings().size() < errors() + warnings();
  }

  /** {@return a summary for people: counts, then the findings by rule with their fixes} */
  public String toText() {
    return ReportText.of(this);
  }

  /** {@return the report as one JSON object; what is absent is left out} */
  public String toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ReportJson.write(this, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /**
   * Writes the report as one JSON object, UTF-8; what is absent is left out.
   *
   * @param out where to; flushed, not closed
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeJson(OutputStream out) {
    try {
      ReportJson.write(this, out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report", e);
    }
  }

  /**
   * Returns if there is no error.
   *
   * @return this report
   * @throws DatasetException if there is an error; it carries the findings
   */
  public DatasetReport throwIfErrors() {
    if (ok()) {
      return this;
    }
    throw new DatasetException(
        Failure.builder()
            .provider(provider())
            .operation("check of " + file().orElse("the data set"))
            .message(ReportText.headline(this))
            .next(findings().get(0) + (findings().size() > 1 ? "; findings() has more" : ""))
            .build(),
        findings());
  }

  static ImmutableDatasetReport.Builder builder() {
    return ImmutableDatasetReport.builder();
  }
}
