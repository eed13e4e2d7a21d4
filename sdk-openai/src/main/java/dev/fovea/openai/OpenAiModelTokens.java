package dev.fovea.openai;

import dev.fovea.dataset.ModelTokens;
import dev.fovea.dataset.TrainingPrice;
import dev.fovea.image.Detail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens of one of OpenAI's models. */
final class OpenAiModelTokens implements ModelTokens {
  private final String model;
  private final String dated;
  private final @Nullable PictureTokens pictures;
  private final @Nullable Long context;
  private final @Nullable TrainingPrice price;
  private final TextTokens text;

  // More than four: a value of what was found about one model.
  OpenAiModelTokens(
      String model,
      String dated,
      @Nullable PictureTokens pictures,
      @Nullable Long context,
      @Nullable TrainingPrice price,
      TextTokens text) {
    this.model = model;
    this.dated = dated;
    this.pictures = pictures;
    this.context = context;
    this.price = price;
    this.text = text;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public String dated() {
    return dated;
  }

  @Override
  public Optional<Long> picture(int width, int height, Detail detail) {
    check(width, height);
    return pictures == null ? Optional.empty() : pictures.of(width, height, detail);
  }

  private static void check(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture is at least 1 x 1 pixel large, not " + width + " x " + height);
    }
  }

  @Override
  public Optional<Size> seen(int width, int height, Detail detail) {
    check(width, height);
    return pictures == null ? Optional.empty() : pictures.seen(width, height, detail);
  }

  @Override
  public Optional<TrainingPrice> trainingPrice() {
    return Optional.ofNullable(price);
  }

  @Override
  public Optional<Long> picture(Detail detail) {
    return pictures == null ? Optional.empty() : pictures.ofAnySize(detail);
  }

  @Override
  public long text(long bytes, int messages) {
    return text.of(bytes, messages);
  }

  @Override
  public Optional<Long> trainingContext() {
    return Optional.ofNullable(context);
  }

  @Override
  public Optional<String> caveat() {
    return pictures == null ? Optional.empty() : pictures.caveat();
  }
}
