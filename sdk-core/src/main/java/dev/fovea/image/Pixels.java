package dev.fovea.image;

import java.util.List;

/**
 * What the pixels of a picture show, once all of them were decoded. Immutable.
 *
 * @param width the width in pixels as stored, at least 1
 * @param height the height in pixels as stored, at least 1
 * @param colorMode what the channels mean
 * @param perceptualHash 64 bits that are the same or differ in a few for pictures that look alike,
 *     whatever their format, size and compression; compared by the number of differing bits
 * @param warnings what the decoder complained of before it went on, in its own words; usually empty
 */
public record Pixels(
    int width, int height, ColorMode colorMode, long perceptualHash, List<String> warnings) {
  /**
   * Makes the value.
   *
   * @param width the width in pixels as stored
   * @param height the height in pixels as stored
   * @param colorMode what the channels mean
   * @param perceptualHash 64 bits that tell whether pictures look alike
   * @param warnings what the decoder complained of, copied
   */
  public Pixels {
    warnings = List.copyOf(warnings);
  }
}
