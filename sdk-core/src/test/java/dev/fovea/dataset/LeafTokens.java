package dev.fovea.dataset;

import dev.fovea.image.Detail;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A model for tests: a token a byte of text and ten a message; a picture costs its width, with low
 * detail a tenth of it. It sees at most 100 x 50 pixels, with low detail 20 x 10; a million tokens
 * are ten dollars.
 */
class LeafTokens implements ModelTokens {
  static final long CONTEXT = 60;

  @Override
  public String model() {
    return "leaf-1";
  }

  @Override
  public String dated() {
    return "2026-01-01";
  }

  @Override
  public Optional<Long> picture(int width, int height, Detail detail) {
    return switch (detail) {
      case LOW -> Optional.of(width / 10L);
      case ORIGINAL -> Optional.empty();
      default -> Optional.of((long) width);
    };
  }

  @Override
  public Optional<Long> picture(Detail detail) {
    return detail == Detail.LOW ? Optional.of(1L) : Optional.empty();
  }

  @Override
  public Optional<Size> seen(int width, int height, Detail detail) {
    int side = detail == Detail.LOW ? 20 : 100;
    return detail == Detail.ORIGINAL
        ? Optional.empty()
        : Optional.of(new Size(Math.min(width, side), Math.min(height, side / 2)));
  }

  @Override
  public Optional<TrainingPrice> trainingPrice() {
    return Optional.of(new TrainingPrice(BigDecimal.TEN, "a leaflet", "2026-01-02"));
  }

  @Override
  public long text(long bytes, int messages) {
    return bytes + 10L * messages;
  }

  @Override
  public Optional<Long> trainingContext() {
    return Optional.of(CONTEXT);
  }

  @Override
  public Optional<String> caveat() {
    return Optional.of("leaves differ");
  }
}
