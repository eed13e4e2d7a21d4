package dev.fovea.dataset;

import dev.fovea.finding.Finding;
import dev.fovea.image.Image;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a data set as {@link DatasetReader#lines} reads it: its number, its JSON and the
 * example that it holds. Immutable; its pictures stay references.
 */
public final class DatasetLine {
  private final long number;
  private final long end;
  private final Map<String, @Nullable Object> fields;
  private final @Nullable Example example;
  private final List<Finding> findings;

  DatasetLine(
      long number,
      long end,
      Map<String, @Nullable Object> fields,
      @Nullable Example example,
      List<Finding> findings) {
    this.number = number;
    this.end = end;
    this.fields = Collections.unmodifiableMap(fields);
    this.example = example;
    this.findings = List.copyOf(findings);
  }

  /** {@return the line's number in its file, from 1; in a JSON list the element's number} */
  public long number() {
    return number;
  }

  /** {@return how many bytes of the file were read when the line was} */
  public long end() {
    return end;
  }

  /**
   * {@return the line's JSON object as the JDK's types, with a {@link Picture} wherever a data URL
   * stands; empty if the line holds no object}
   */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** {@return the example; absent if the line cannot be read as one} */
  public Optional<Example> example() {
    return Optional.ofNullable(example);
  }

  /** {@return why there is no example; empty if there is one} */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * A picture inside a line.
   *
   * @param head what the data URL begins with, up to its comma, the comma included
   * @param image the picture; its bytes are decoded when they are read
   */
  public record Picture(String head, Image image) {}
}
