package dev.fovea.dataset;

import dev.fovea.config.ValueObject;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.finding.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a check found in a data set. Immutable and serializable. */
public final class DatasetReport extends ValueObject implements Serializable {
  private static final long serialVersionUID = 1L;

  /** As told by {@link #provider()}. */
  private final String provider;

  /** As told by {@link #file()}. */
  private final @Nullable String file;

  /** As told by {@link #kind()}. */
  private final @Nullable String kind;

  /** As told by {@link #lines()}. */
  private final long lines;

  /** As told by {@link #examples()}. */
  private final long examples;

  /** As told by {@link #pictures()}. */
  private final long pictures;

  /** As told by {@link #bytes()}. */
  private final long bytes;

  /** As told by {@link #errors()}. */
  private final long errors;

  /** As told by {@link #warnings()}. */
  private final long warnings;

  /** As told by {@link #counts()}. */
  private final SortedMap<String, Long> counts;

  /** As told by {@link #skipped()}. */
  private final SortedMap<String, String> skipped;

  /** As told by {@link #findings()}. */
  private final List<Finding> findings;

  /** As told by {@link #sha256()}. */
  private final @Nullable String sha256;

  private DatasetReport(Builder from) {
    this.provider = required("provider", from.provider);
    this.file = from.file;
    this.kind = from.kind;
    this.lines = from.lines;
    this.examples = from.examples;
    this.pictures = from.pictures;
    this.bytes = from.bytes;
    this.errors = from.errors;
    this.warnings = from.warnings;
    this.counts = from.counts;
    this.skipped = from.skipped;
    this.findings = List.copyOf(from.findings);
    this.sha256 = from.sha256;
  }

  /** {@return the short name of the provider whose rules were checked} */
  public String provider() {
    return provider;
  }

  /** {@return the file's name as it was given; absent for a stream} */
  public Optional<String> file() {
    return Optional.ofNullable(file);
  }

  /**
   * {@return what the first example is: {@code conversation}, {@code prompt}, {@code instruction},
   * {@code preference} or {@code text}; absent when there is none}
   */
  public Optional<String> kind() {
    return Optional.ofNullable(kind);
  }

  /** {@return how many lines there are, empty ones included} */
  public long lines() {
    return lines;
  }

  /** {@return how many lines hold an example, right or wrong} */
  public long examples() {
    return examples;
  }

  /** {@return how many pictures there are, in all lines} */
  public long pictures() {
    return pictures;
  }

  /** {@return the size in bytes} */
  public long bytes() {
    return bytes;
  }

  /** {@return how many findings make the data set unusable} */
  public long errors() {
    return errors;
  }

  /** {@return how many findings are only advice} */
  public long warnings() {
    return warnings;
  }

  /** {@return how many findings each rule made, by its name in alphabetical order} */
  public SortedMap<String, Long> counts() {
    return counts;
  }

  /**
   * {@return the rules that were not checked, or not to the end of the file, each with the reason;
   * empty when all were}
   */
  public SortedMap<String, String> skipped() {
    return skipped;
  }

  /** {@return the first 100 findings of each rule, in the order of their lines} */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * {@return the SHA-256 of all bytes in lower-case hexadecimal; absent if it was not asked for or
   * they were not all read}
   */
  public Optional<String> sha256() {
    return Optional.ofNullable(sha256);
  }

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
    writeJson(out);
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
   * {@return the report as SARIF 2.1.0, which editors and code hosts show beside the lines} A
   * finding's fix stands behind its message, its JSON pointer is a logical location.
   */
  public String toSarif() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeSarif(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /**
   * Writes the report as SARIF 2.1.0, UTF-8.
   *
   * @param out where to; flushed, not closed
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeSarif(OutputStream out) {
    try {
      ReportSarif.write(this, out);
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

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("provider", provider);
    part.accept("file", file);
    part.accept("kind", kind);
    part.accept("lines", lines);
    part.accept("examples", examples);
    part.accept("pictures", pictures);
    part.accept("bytes", bytes);
    part.accept("errors", errors);
    part.accept("warnings", warnings);
    part.accept("counts", counts);
    part.accept("skipped", skipped);
    part.accept("findings", findings);
    part.accept("sha256", sha256);
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds the report; hidden, for reports come of checks. */
  static final class Builder {
    private @Nullable String provider;
    private @Nullable String file;
    private @Nullable String kind;
    private long lines;
    private long examples;
    private long pictures;
    private long bytes;
    private long errors;
    private long warnings;
    private SortedMap<String, Long> counts = Collections.emptySortedMap();
    private SortedMap<String, String> skipped = Collections.emptySortedMap();
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable String sha256;

    private Builder() {}

    Builder provider(String provider) {
      this.provider = Objects.requireNonNull(provider, "provider");
      return this;
    }

    Builder file(String file) {
      this.file = Objects.requireNonNull(file, "file");
      return this;
    }

    Builder kind(String kind) {
      this.kind = Objects.requireNonNull(kind, "kind");
      return this;
    }

    Builder lines(long lines) {
      this.lines = lines;
      return this;
    }

    Builder examples(long examples) {
      this.examples = examples;
      return this;
    }

    Builder pictures(long pictures) {
      this.pictures = pictures;
      return this;
    }

    Builder bytes(long bytes) {
      this.bytes = bytes;
      return this;
    }

    Builder errors(long errors) {
      this.errors = errors;
      return this;
    }

    Builder warnings(long warnings) {
      this.warnings = warnings;
      return this;
    }

    Builder counts(Map<String, Long> counts) {
      this.counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
      return this;
    }

    Builder skipped(Map<String, String> skipped) {
      this.skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
      return this;
    }

    Builder findings(List<Finding> findings) {
      this.findings.clear();
      findings.forEach(this.findings::add);
      return this;
    }

    Builder sha256(String sha256) {
      this.sha256 = Objects.requireNonNull(sha256, "sha256");
      return this;
    }

    DatasetReport build() {
      return new DatasetReport(this);
    }
  }
}
