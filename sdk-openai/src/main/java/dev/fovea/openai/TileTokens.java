package dev.fovea.openai;

import dev.fovea.image.Detail;
import java.util.Optional;

/**
 * Counts tiles of 512 pixels: so OpenAI's guide to pictures has it for the models that came before
 * patches, as of 2026-10-31.
 *
 * @param base what every picture costs
 * @param tile what each tile costs besides
 */
record TileTokens(long base, long tile) implements PictureTokens {
  private static final long FITS = 2048;
  private static final long SHORTEST = 768;
  private static final long TILE = 512;

  @Override
  public Optional<Long> of(int width, int height, Detail detail) {
    return switch (detail) {
      case LOW -> Optional.of(base);
      case ORIGINAL -> Optional.empty();
      default -> Optional.of(base + tiles(Math.min(width, height), Math.max(width, height)) * tile);
    };
  }

  @Override
  public Optional<Long> ofAnySize(Detail detail) {
    return detail == Detail.LOW ? Optional.of(base) : Optional.empty();
  }

  private static long tiles(long shorter, long longer) {
    long width = shorter;
    long height = longer;
    if (height > FITS) {
      // Rounded, as measurements of 2049 and 2050 x 513 show: 8 tiles and 4.
      width = Math.max(1, (width * FITS * 2 + height) / (height * 2));
      height = FITS;
    }
    if (width > SHORTEST) {
      height = height * SHORTEST / width;
      width = SHORTEST;
    }
    return PatchTokens.pieces(width, TILE) * PatchTokens.pieces(height, TILE);
  }
}
