package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.Unanswerable;

/** How many tokens a picture counts for: by tiles of 512 pixels, or by patches of 32. */
interface PictureCost {
  /**
   * Counts.
   *
   * @param width pixels from left to right
   * @param height pixels from top to bottom
   * @param detail {@code low}, {@code high}, {@code auto} or {@code original}
   * @throws Unanswerable when the models do not know the detail, or the picture is too large
   */
  long of(int width, int height, String detail);

  static PictureCost of(JsonNode family) {
    JsonNode tiles = family.path("tiles");
    return tiles.isObject()
        ? new Tiles(tiles.get("base").longValue(), tiles.get("tile").longValue())
        : new Patches(family.get("patches"));
  }

  /**
   * A base, and more for each tile of the picture as it is shrunk.
   *
   * @param base for every picture, and all there is at low detail
   * @param tile for each tile
   */
  record Tiles(long base, long tile) implements PictureCost {
    private static final int LONGEST = 2048;
    private static final int SHORTEST = 768;
    private static final int SIDE = 512;

    @Override
    public long of(int width, int height, String detail) {
      unknown(!detail.equals("original"), detail);
      if (detail.equals("low")) {
        return base;
      }
      long w = shrunk(width, Math.max(width, height), LONGEST);
      long h = shrunk(height, Math.max(width, height), LONGEST);
      long shorter = Math.min(w, h);
      if (shorter > SHORTEST) {
        w = w * SHORTEST / shorter;
        h = h * SHORTEST / shorter;
      }
      return base + tile * ceil(w, SIDE) * ceil(h, SIDE);
    }
  }

  /**
   * Each patch of the picture as it is shrunk into a budget.
   *
   * @param rules the budget of each detail, and what a patch counts for
   */
  record Patches(JsonNode rules) implements PictureCost {
    private static final int SIDE = 32;
    private static final int MOST = 30_000;

    @Override
    public long of(int width, int height, String detail) {
      JsonNode rule = rules.path(detail);
      unknown(rule.isObject(), detail);
      int longer = Math.max(width, height);
      long most = rule.get("longest").longValue();
      long count = within(
          shrunk(width, longer, most),
          shrunk(height, longer, most),
          rule.path("patches").asLong(Long.MAX_VALUE));
      if (count > MOST) {
        throw new Unanswerable(
            "The image has " + count + " patches; at most " + MOST + " are allowed.",
            null,
            "image_too_large");
      }
      return (long) Math.ceil(count * rules.get("multiplier").doubleValue());
    }

    private static long within(long w, long h, long budget) {
      long count = ceil(w, SIDE) * ceil(h, SIDE);
      if (count <= budget) {
        return count;
      }
      double scale = Math.sqrt((double) SIDE * SIDE * budget / (w * h));
      double across = w * scale / SIDE;
      double down = h * scale / SIDE;
      scale *= Math.min(Math.floor(across) / across, Math.floor(down) / down);
      return ceil((long) (w * scale), SIDE) * ceil((long) (h * scale), SIDE);
    }
  }

  /** One side of a picture whose longer side may have so many pixels; in whole numbers, exactly. */
  private static long shrunk(int pixels, int longer, long most) {
    return longer <= most ? pixels : Math.max(1, pixels * most / longer);
  }

  private static long ceil(long pixels, int side) {
    return Math.max(1, (pixels + side - 1) / side);
  }

  private static void unknown(boolean known, String detail) {
    if (!known) {
      throw new Unanswerable(
          "Invalid value: '" + detail + "'. This model does not support this detail.",
          null,
          "invalid_value");
    }
  }
}
