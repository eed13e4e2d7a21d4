package dev.fovea.dataset;

import dev.fovea.image.Detail;
import java.util.Optional;

/**
 * How many tokens one model makes of pictures and text: an estimate. See {@link TokenRules}. Made
 * by providers. Immutable and thread-safe.
 */
public interface ModelTokens {
  /** {@return the model's name as it was asked for, a tuned one's base model} */
  String model();

  /** {@return the day the numbers were read, as {@code 2026-10-31}} */
  String dated();

  /**
   * {@return the tokens of a picture; absent if the model takes no such picture, or not so large}
   *
   * @param width its width in pixels, at least 1
   * @param height its height in pixels, at least 1
   * @param detail how closely the model shall look; {@code AUTO} where nothing is said
   */
  Optional<Long> picture(int width, int height, Detail detail);

  /**
   * {@return the tokens of a picture whose size is not known; absent where the size decides}
   *
   * @param detail how closely the model shall look; {@code AUTO} where nothing is said
   */
  Optional<Long> picture(Detail detail);

  /**
   * {@return in which size the model sees a picture, never larger than it is; absent where the
   * provider does not say, or takes no such picture}
   *
   * @param width its width in pixels, at least 1
   * @param height its height in pixels, at least 1
   * @param detail how closely the model shall look; {@code AUTO} where nothing is said
   */
  default Optional<Size> seen(int width, int height, Detail detail) {
    return Optional.empty();
  }

  /**
   * {@return what the provider asked for training when it last said so; absent where no price is
   * known} An account's contract may have another.
   */
  default Optional<TrainingPrice> trainingPrice() {
    return Optional.empty();
  }

  /**
   * {@return about how many tokens an example's text has, with what frames its messages}
   *
   * @param bytes the text's size in UTF-8
   * @param messages the number of messages
   */
  long text(long bytes, int messages);

  /**
   * {@return the most tokens of a training example, behind which it is cut off; absent where the
   * provider does not say}
   */
  Optional<Long> trainingContext();

  /** {@return in what the provider's own documents contradict these numbers; absent if in none} */
  Optional<String> caveat();

  /**
   * How large a picture is.
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   */
  record Size(int width, int height) {}
}
