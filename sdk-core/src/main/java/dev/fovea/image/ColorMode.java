package dev.fovea.image;

/** What the channels of a picture mean. May grow in a minor version: keep a default branch. */
public enum ColorMode {
  /** Shades of grey, black and white included. */
  GRAY,
  /** Shades of grey with transparency. */
  GRAY_ALPHA,
  /** Colour, in whatever way it is stored. */
  RGB,
  /** Colour with transparency. */
  RGBA,
  /** Indexes into a table of colours, with or without a transparent one. */
  PALETTE,
  /** Four printing inks. */
  CMYK,
  /** Anything else. */
  UNKNOWN
}
