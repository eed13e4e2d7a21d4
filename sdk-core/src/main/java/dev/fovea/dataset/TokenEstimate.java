package dev.fovea.dataset;

import java.util.Optional;

/**
 * About how many tokens a data set has for one model, once through: text by a rule of thumb,
 * pictures by the provider's published rule. Immutable.
 */
public final class TokenEstimate {
  // Finished, and handed to nobody else.
  private final TokenCount count;

  TokenEstimate(TokenCount count) {
    this.count = count;
  }

  /** {@return the model} */
  public String model() {
    return count.model.model();
  }

  /** {@return the day the numbers it stands on were read, as {@code 2026-10-31}} */
  public String dated() {
    return count.model.dated();
  }

  /** {@return in what the provider's own documents contradict those numbers; absent if in none} */
  public Optional<String> caveat() {
    return count.model.caveat();
  }

  /** {@return the tokens of an epoch, pictures seen as their {@code detail} says} */
  public long total() {
    return count.text + count.pictures;
  }

  /** {@return the tokens of an epoch if every picture had {@code detail} low} */
  public long totalWithLowDetail() {
    return count.text + count.lowPictures;
  }

  /** {@return the tokens of the text} */
  public long text() {
    return count.text;
  }

  /** {@return the tokens of the pictures, seen as their {@code detail} says} */
  public long pictures() {
    return count.pictures;
  }

  /** {@return the tokens of the pictures if every one had {@code detail} low} */
  public long picturesWithLowDetail() {
    return count.lowPictures;
  }

  /**
   * {@return how many pictures are left out of {@link #pictures()}: their size is not known, as of
   * those by address, or the model takes none like them}
   */
  public long uncounted() {
    return count.uncounted;
  }

  /** {@return how many pictures are left out of {@link #picturesWithLowDetail()}} */
  public long uncountedWithLowDetail() {
    return count.lowUncounted;
  }

  /** {@return the tokens of an example; absent without any example} */
  public Optional<DatasetStats.Spread> perExample() {
    return count.perExample.spread();
  }

  /** {@return the most tokens of an example that are trained; absent where nobody says} */
  public Optional<Long> trainingContext() {
    return count.model.trainingContext();
  }

  /**
   * {@return how many examples are longer than {@link #trainingContext()}, to be cut off at their
   * end; 0 where that is absent}
   */
  public long longExamples() {
    return count.longExamples;
  }

  /** {@return the estimate for people, a fact a line} */
  public String toText() {
    StringBuilder text = new StringBuilder();
    TokenText.lines(this).forEach((name, value) -> StatsText.row(text, name, value));
    return text.toString();
  }

  /** {@return how many would be if every picture had {@code detail} low} */
  public long longExamplesWithLowDetail() {
    return count.lowLongExamples;
  }
}
