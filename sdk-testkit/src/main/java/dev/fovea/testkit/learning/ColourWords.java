package dev.fovea.testkit.learning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Names for the colours of a picture. */
final class ColourWords {
  private static final List<String> HUES = List.of(
      "pink", "red", "orange", "yellow", "green", "green", "cyan", "blue", "blue", "purple",
      "purple", "pink");
  private static final String[] WORDS = {
    "black", "grey", "white", "red", "orange", "brown", "yellow", "green", "cyan", "blue", "purple",
    "pink"
  };

  private ColourWords() {}

  static String of(Grid grid) {
    int[] counts = new int[WORDS.length];
    List<String> words = Arrays.asList(WORDS);
    for (int i = 0; i < grid.light.length; i++) {
      counts[words.indexOf(word(grid, i))]++;
    }
    List<Integer> order = java.util.stream.IntStream.range(0, WORDS.length)
        .boxed()
        .sorted(Comparator.comparingInt((Integer w) -> -counts[w]))
        .toList();
    String most = "mostly " + WORDS[order.get(0)];
    boolean second = counts[order.get(1)] > grid.light.length / 20;
    return second ? most + " with some " + WORDS[order.get(1)] : most;
  }

  private static String word(Grid grid, int i) {
    if (Math.hypot(grid.red[i], grid.yellow[i]) < Colours.GREY) {
      return grid.light[i] < 25 ? "black" : grid.light[i] < 80 ? "grey" : "white";
    }
    String hue = HUES.get((int) (Colours.hue(grid, i) * HUES.size()) % HUES.size());
    return hue.equals("orange") && grid.light[i] < 50 ? "brown" : hue;
  }
}
