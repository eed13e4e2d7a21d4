package dev.fovea.preparation;

import dev.fovea.config.ValueObject;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a conversion wrote, and everything that it changed on the way. Immutable. */
public final class ConversionReport extends ValueObject {
  private final String from;
  private final String to;
  private final long lines;
  private final ChangeLog changes;
  private final DatasetReport check;
  private final @Nullable String refusal;

  ConversionReport(Conversion conversion, long lines, ChangeLog changes, DatasetReport check) {
    this.from = conversion.source();
    this.to = conversion.target();
    this.lines = lines;
    this.changes = changes;
    this.check = check;
    this.refusal = changes.refusal(check);
  }

  /** {@return the short name of what was read} */
  public String from() {
    return from;
  }

  /** {@return the short name of the provider that was written for} */
  public String to() {
    return to;
  }

  /** {@return whether the output is there; otherwise {@link #refusal} says why it is not} */
  public boolean written() {
    return refusal == null;
  }

  /** {@return why nothing was written; absent if it was} */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** {@return how many lines of the input, or elements of its list, were read; empty ones not} */
  public long lines() {
    return lines;
  }

  /** {@return how many examples were written, or would have been} */
  public long examples() {
    return check.examples();
  }

  /** {@return how many pictures these have} */
  public long pictures() {
    return check.pictures();
  }

  /** {@return the size of the output in bytes} */
  public long bytes() {
    return check.bytes();
  }

  /** {@return how many changes lost something} */
  public long losses() {
    return changes.losses();
  }

  /** {@return how many changes only wrote the same in another way} */
  public long rewrites() {
    return changes.rewrites();
  }

  /** {@return how many changes there were of each kind, by {@link ChangeKind#word}} */
  public SortedMap<String, Long> counts() {
    return changes.counts();
  }

  Map<ChangeKind, Long> counts(boolean losing) {
    return changes.counts(losing);
  }

  /**
   * {@return the first 100 changes of each kind, losses and rewritings counted apart, in the order
   * of their lines}
   */
  public List<ConversionChange> changes() {
    return changes.kept();
  }

  /** {@return whether some changes were counted but not kept} */
  public boolean truncated() {
    return changes().size() < losses() + rewrites();
  }

  /** {@return what the target's rules found in the output, warnings and all} */
  public DatasetReport check() {
    return check;
  }

  /** {@return a summary for people: the outcome, then the changes by kind, losses first} */
  public String toText() {
    return ConversionText.of(this);
  }

  /** {@return the report as one JSON object; what is absent is left out} */
  public String toJson() {
    return new String(
        JsonCodec.shared().write(ConversionText.fields(this)), StandardCharsets.UTF_8);
  }

  /**
   * Returns if the output is there.
   *
   * @return this report
   * @throws DatasetException if the conversion was refused; it carries the findings of the target's
   *     rules, if these were the reason
   */
  public ConversionReport throwIfRefused() {
    if (refusal == null) {
      return this;
    }
    throw new DatasetException(
        Failure.builder()
            .provider(to)
            .operation("convert from " + from)
            .message(Objects.requireNonNull(refusal))
            .next("nothing was written; changes() and check() say more")
            .build(),
        check.findings());
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("from", from);
    part.accept("to", to);
    part.accept("refusal", refusal);
    part.accept("lines", lines);
    part.accept("losses", losses());
    part.accept("rewrites", rewrites());
    part.accept("counts", counts());
    part.accept("changes", changes());
    part.accept("check", check);
  }
}
