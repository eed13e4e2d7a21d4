package dev.fovea.image;

/**
 * What the pixels of a picture show, once all of them were decoded. Immutable.
 *
 * @param width the width in pixels as stored, at least 1
 * @param height the height in pixels as stored, at least 1
 * @param colorMode what the decoded channels mean
 * @param perceptualHash 64 bits that are the same or differ in a few for pictures that look alike,
 *     whatever their format, size and compression; compared by the number of differing bits
 */
public record Pixels(int width, int height, ColorMode colorMode, long perceptualHash) {}
