package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Flaw;
import java.util.EnumMap;
import java.util.Map;

/** What is counted while the lines of a training file are checked. For one file. */
final class Tally {
  private static final int MOST_PICTURES = 10;
  private static final long MOST_LINES_WITH_PICTURES = 50_000;
  private static final int CHARACTERS_PER_TOKEN = 4;

  /**
   * The pictures that are skipped for one reason.
   *
   * @param count how many
   * @param firstLine the line of the first, from 1
   */
  record Skipped(long count, long firstLine) {}

  private final boolean takesPictures;
  private final Map<TrainingPictures.Skip, Skipped> skipped =
      new EnumMap<>(TrainingPictures.Skip.class);
  private long line;
  private long characters;
  private long pictureTokens;
  private long linesWithPictures;
  private int pictures;

  Tally(boolean takesPictures) {
    this.takesPictures = takesPictures;
  }

  void nextLine() {
    line++;
    pictures = 0;
  }

  void text(long length) {
    characters += length;
  }

  void picture(JsonNode url, long tokens) throws Flaw {
    Flaw.unless(takesPictures, "this model and method cannot be trained with images");
    linesWithPictures += pictures == 0 ? 1 : 0;
    pictures++;
    Flaw.unless(pictures <= MOST_PICTURES, "an example may hold at most 10 images");
    Flaw.unless(
        linesWithPictures <= MOST_LINES_WITH_PICTURES,
        "a file may hold at most 50,000 examples with images");
    TrainingPictures.skip(url)
        .ifPresentOrElse(
            reason -> skipped.merge(
                reason,
                new Skipped(1, line),
                (before, one) -> new Skipped(before.count() + 1, before.firstLine())),
            () -> pictureTokens += tokens);
  }

  Map<TrainingPictures.Skip, Skipped> skipped() {
    return skipped;
  }

  long tokens() {
    return Math.max(1, characters / CHARACTERS_PER_TOKEN + pictureTokens);
  }
}
