package dev.fovea.openai;

import dev.fovea.dataset.ModelTokens.Size;
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
  private static final long LOW = 512;
  private static final long FITS = 2048;
  private static final long SHORTEST = 768;
  private static final long TILE = 512;

  @Override
  public Optional<Long> of(int width, int height, Detail detail) {
    return detail == Detail.LOW
        ? Optional.of(base)
        : seen(width, height, detail)
            .map(size -> base
                + tile
                    * PatchTokens.pieces(size.width(), TILE)
                    * PatchTokens.pieces(size.height(), TILE));
  }

  @Override
  public Optional<Size> seen(int width, int height, Detail detail) {
    if (detail == Detail.ORIGINAL) {
      return Optional.empty();
    }
    Size fitting = shrunk(width, height, detail == Detail.LOW ? LOW : FITS);
    int shorter = Math.min(fitting.width(), fitting.height());
    return Optional.of(
        shorter <= SHORTEST
            ? fitting
            : new Size((int) (fitting.width() * SHORTEST / shorter), (int)
                (fitting.height() * SHORTEST / shorter)));
  }

  /** {@return a size within a square; rounded, as 2049 and 2050 x 513 show: 8 tiles and 4} */
  private static Size shrunk(int width, int height, long side) {
    long longest = Math.max(width, height);
    return longest <= side
        ? new Size(width, height)
        : new Size(rounded(width * side, longest), rounded(height * side, longest));
  }

  private static int rounded(long length, long by) {
    return (int) Math.max(1, (length * 2 + by) / (by * 2));
  }

  @Override
  public Optional<Long> ofAnySize(Detail detail) {
    return detail == Detail.LOW ? Optional.of(base) : Optional.empty();
  }
}
