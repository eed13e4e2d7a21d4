package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/** What is in a data set, counted in one pass and constant memory. Immutable. */
public final class DatasetStats {
  // Finished, and handed to nobody else.
  private final StatsCount count;

  DatasetStats(StatsCount count) {
    this.count = count;
  }

  /** {@return how many lines there are, unreadable ones included} */
  public long lines() {
    return count.lines;
  }

  /** {@return how many lines hold a readable example} */
  public long examples() {
    return count.examples;
  }

  /** {@return how many pictures there are, those by address included} */
  public long pictures() {
    return count.pictures + count.remotePictures;
  }

  /** {@return how many pictures there are by address; nothing is known of those} */
  public long remotePictures() {
    return count.remotePictures;
  }

  /** {@return the size in bytes} */
  public long bytes() {
    return count.bytes;
  }

  /** {@return the number of examples by shape, such as {@code conversation}} */
  public SortedMap<String, Long> shapes() {
    return Collections.unmodifiableSortedMap(count.shapes);
  }

  /** {@return the number of messages by role} */
  public SortedMap<String, Long> roles() {
    return Collections.unmodifiableSortedMap(count.roles);
  }

  /** {@return the number of pictures by format, such as {@code png}} */
  public SortedMap<String, Long> formats() {
    return Collections.unmodifiableSortedMap(count.formats);
  }

  /** {@return the pictures' widths in pixels; absent without any readable picture} */
  public Optional<Spread> widths() {
    return count.widths.spread();
  }

  /** {@return the pictures' heights in pixels; absent without any readable picture} */
  public Optional<Spread> heights() {
    return count.heights.spread();
  }

  /** {@return the pictures' sizes in bytes; absent without any picture} */
  public Optional<Spread> pictureBytes() {
    return count.sizes.spread();
  }

  /** {@return the number of pictures in an example; absent without any example} */
  public Optional<Spread> picturesPerExample() {
    return count.perExample.spread();
  }

  /** {@return the characters of text in an example; absent without any example} */
  public Optional<Spread> textChars() {
    return count.texts.spread();
  }

  /** {@return the estimate of its tokens; absent if no model was named} */
  public Optional<TokenEstimate> tokens() {
    return Optional.ofNullable(count.tokens).map(TokenEstimate::new);
  }

  /**
   * Counts what is in a file.
   *
   * @param file the data set
   * @param format how its lines are written
   * @return the counts
   * @throws DatasetException if it cannot be read to its end
   */
  public static DatasetStats of(Path file, DatasetFormat format) {
    return count(file, new StatsCount(((JsonLines) format).profile(), null));
  }

  /**
   * Counts what is in a file, and estimates its tokens.
   *
   * @param file the data set
   * @param format how its lines are written
   * @param model the model it is for, from {@link TokenRules}
   * @return the counts, with {@link #tokens()}
   * @throws DatasetException if it cannot be read to its end
   */
  public static DatasetStats of(Path file, DatasetFormat format, ModelTokens model) {
    return count(file, new StatsCount(((JsonLines) format).profile(), model));
  }

  /**
   * Counts what is in a stream.
   *
   * @param lines the data set; read to its end, not closed
   * @param format how its lines are written
   * @return the counts
   * @throws DatasetException if it cannot be read to its end
   */
  public static DatasetStats of(InputStream lines, DatasetFormat format) {
    return count(lines, new StatsCount(((JsonLines) format).profile(), null));
  }

  /**
   * Counts what is in a stream, and estimates its tokens.
   *
   * @param lines the data set; read to its end, not closed
   * @param format how its lines are written
   * @param model the model it is for, from {@link TokenRules}
   * @return the counts, with {@link #tokens()}
   * @throws DatasetException if it cannot be read to its end
   */
  public static DatasetStats of(InputStream lines, DatasetFormat format, ModelTokens model) {
    return count(lines, new StatsCount(((JsonLines) format).profile(), model));
  }

  private static DatasetStats count(Path file, StatsCount count) {
    try (InputStream in = Files.newInputStream(file)) {
      return count.count(in);
    } catch (IOException e) {
      throw DatasetCheck.unreadable(file.toString(), e);
    }
  }

  private static DatasetStats count(InputStream lines, StatsCount count) {
    try {
      return count.count(lines);
    } catch (IOException e) {
      throw DatasetCheck.unreadable("the data set", e);
    }
  }

  /** {@return the counts for people, one fact a line} */
  public String toText() {
    return StatsText.text(this);
  }

  /** {@return the counts as one JSON object; what is absent is left out} */
  public String toJson() {
    return StatsText.json(this);
  }

  /**
   * Smallest, middle and largest of many numbers.
   *
   * @param min the smallest
   * @param median the middle one, within 1 percent
   * @param max the largest
   */
  public record Spread(long min, long median, long max) {}
}
