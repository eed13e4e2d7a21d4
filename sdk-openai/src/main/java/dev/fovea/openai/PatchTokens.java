package dev.fovea.openai;

import dev.fovea.dataset.ModelTokens.Size;
import dev.fovea.image.Detail;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts patches of 32 pixels: so OpenAI's guide to pictures has it for newer and for small models,
 * as of 2026-10-31. Its copies differ in some limits and factors; either may be asked for.
 */
final class PatchTokens implements PictureTokens {
  private static final long PATCH = 32;
  // Numbers that are whole on paper and a breath below it in a double.
  private static final double BREATH = 1e-9;

  /**
   * Into what a picture is shrunk.
   *
   * @param patches the most patches
   * @param side the longest side in pixels
   */
  record Fit(long patches, long side) {
    /** {@return how many patches a picture has then} */
    long count(int width, int height) {
      Size size = size(width, height);
      return Math.min(patches, pieces(size.width(), PATCH) * pieces(size.height(), PATCH));
    }

    /** {@return how large a picture is then} */
    Size size(int width, int height) {
      long longest = Math.max(width, height);
      long w = longest > side ? shrunk(width, longest) : width;
      long h = longest > side ? shrunk(height, longest) : height;
      if (pieces(w, PATCH) * pieces(h, PATCH) <= patches) {
        return new Size((int) w, (int) h);
      }
      double scale = Math.sqrt((double) PATCH * PATCH * patches / ((double) w * h));
      scale *= Math.min(whole(w * scale / PATCH), whole(h * scale / PATCH));
      return new Size(floor(w * scale), floor(h * scale));
    }

    private long shrunk(long length, long longest) {
      return Math.max(1, (length * side * 2 + longest) / (longest * 2));
    }

    /** {@return by how much a number of patches shrinks to a whole one; a single one does not} */
    private static double whole(double patches) {
      return patches < 1 ? 1 : Math.floor(patches + BREATH) / patches;
    }

    private static int floor(double pixels) {
      return Math.max(1, (int) Math.floor(pixels + BREATH));
    }
  }

  private final Map<Detail, Fit> fits = new EnumMap<>(Detail.class);
  private final double factor;
  private final long most;
  private final @Nullable String caveat;

  /**
   * Takes a row of the dated data.
   *
   * @param row the row
   * @param older whether the older copy of the guide counts, where it differs
   * @param most above so many patches a picture is refused
   */
  PatchTokens(TokenRow row, boolean older, long most) {
    this.most = most;
    double newest = row.decimal("factor");
    double other = row.mayBeDecimal("olderFactor").orElse(newest);
    Optional<Long> patches = row.mayBe("olderPatches");
    this.factor = older ? other : newest;
    shrink(row, older ? patches.orElse(0L) : 0);
    if (older && patches.isPresent()) {
      // That copy knows no original of such models.
      fits.remove(Detail.ORIGINAL);
    }
    boolean original = row.oneOf("auto", "high", "original").equals("original");
    Fit auto = fits.get(original ? Detail.ORIGINAL : Detail.HIGH);
    if (auto != null) {
      fits.put(Detail.AUTO, auto);
    }
    long high = row.mayBe("highPatches").orElse(Long.MAX_VALUE);
    boolean differs = other != newest || !patches.orElse(high).equals(high);
    this.caveat = differs ? caveat(older, patches.orElse(high), older ? newest : other) : null;
  }

  /** Reads the limits; another number of patches than the row's if there is one. */
  private void shrink(TokenRow row, long otherPatches) {
    for (Detail detail : List.of(Detail.LOW, Detail.HIGH, Detail.ORIGINAL)) {
      long own = row.mayBe(detail.word() + "Patches").orElse(Long.MAX_VALUE);
      long side = row.mayBe(detail.word() + "Side").orElse(0L);
      if (side > 0) {
        fits.put(detail, new Fit(otherPatches > 0 ? otherPatches : own, side));
      }
    }
  }

  private static String caveat(boolean older, long patches, double factor) {
    return older
        ? "the newest copy of the guide has a factor of " + factor + " and other limits"
        : String.format(
            Locale.ROOT,
            "an older copy of the guide has at most %,d patches and a factor of %s",
            patches,
            factor);
  }

  static long pieces(long pixels, long size) {
    return (pixels + size - 1) / size;
  }

  @Override
  public Optional<Long> of(int width, int height, Detail detail) {
    Fit fit = fits.get(detail);
    long count = fit == null ? Long.MAX_VALUE : fit.count(width, height);
    return count > most ? Optional.empty() : Optional.of((long) Math.ceil(count * factor - BREATH));
  }

  @Override
  public Optional<Size> seen(int width, int height, Detail detail) {
    return of(width, height, detail)
        .flatMap(counted -> Optional.ofNullable(fits.get(detail)))
        .map(fit -> fit.size(width, height));
  }

  @Override
  public Optional<Long> ofAnySize(Detail detail) {
    return Optional.empty();
  }

  @Override
  public Optional<String> caveat() {
    return Optional.ofNullable(caveat);
  }
}
