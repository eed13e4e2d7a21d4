package dev.fovea.testkit.learning;

/**
 * What the embedded models see in a picture: five groups of numbers, from a copy shrunk to at most
 * {@value Grid#SIDE} cells a side.
 *
 * <ol>
 *   <li><b>shape</b> of what stands out from the background, the same for any place, size and turn:
 *       fullness of convex hull, of the smallest rectangle and of the largest triangle, roundness,
 *       longness, holes, pieces, two moments, and the strength of nine waves of the outline;
 *   <li><b>thing</b>: the hue and grey histogram of what stands out;
 *   <li><b>colour</b>: the same histogram of the whole picture;
 *   <li><b>texture</b>: edge density, edge directions, rotation-free local binary patterns;
 *   <li><b>layout</b>: lightness in eight by eight fields, colour in four by four, and the
 *       proportions.
 * </ol>
 *
 * How much each group counts is learned from the training data ({@link Metric}).
 */
final class Feature {
  static final int GROUPS = 5;
  private static final int LIGHT_FIELDS = 8;
  private static final int COLOUR_FIELDS = 4;

  private final float[][] groups;

  private Feature(float[][] groups) {
    this.groups = groups;
  }

  static Feature of(Picture picture) {
    Grid grid = picture.grid();
    boolean[] mask = Foreground.mask(grid);
    boolean[] all = new boolean[mask.length];
    java.util.Arrays.fill(all, true);
    return new Feature(new float[][] {
      Shape.of(mask, grid.width, grid.height),
      Colours.histogram(grid, mask),
      Colours.histogram(grid, all),
      Texture.of(grid),
      layout(grid)
    });
  }

  /** The mean of several pictures, for examples that hold more than one. */
  static Feature mean(java.util.List<Feature> features) {
    float[][] sum = new float[GROUPS][];
    for (int g = 0; g < GROUPS; g++) {
      sum[g] = new float[features.get(0).groups[g].length];
      for (Feature feature : features) {
        for (int i = 0; i < sum[g].length; i++) {
          sum[g][i] += feature.groups[g][i] / features.size();
        }
      }
    }
    return new Feature(sum);
  }

  float[] group(int index) {
    return groups[index];
  }

  private static float[] layout(Grid grid) {
    int colours = COLOUR_FIELDS * COLOUR_FIELDS;
    float[] layout = new float[LIGHT_FIELDS * LIGHT_FIELDS + 2 * colours + 1];
    fields(grid.light, grid, LIGHT_FIELDS, layout, 0);
    fields(grid.red, grid, COLOUR_FIELDS, layout, LIGHT_FIELDS * LIGHT_FIELDS);
    fields(grid.yellow, grid, COLOUR_FIELDS, layout, LIGHT_FIELDS * LIGHT_FIELDS + colours);
    layout[layout.length - 1] = (float) Math.log(grid.width / (double) grid.height);
    return layout;
  }

  private static void fields(float[] channel, Grid grid, int side, float[] to, int offset) {
    int[] counts = new int[side * side];
    for (int i = 0; i < channel.length; i++) {
      int field = i / grid.width * side / grid.height * side + i % grid.width * side / grid.width;
      to[offset + field] += channel[i] / 50;
      counts[field]++;
    }
    for (int field = 0; field < counts.length; field++) {
      to[offset + field] /= Math.max(1, counts[field]);
    }
  }
}
